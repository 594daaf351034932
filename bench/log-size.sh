#!/usr/bin/env bash
#
# Measures how the server behaves with a large events table: fills a database with ten million events by SQL (and another with few, for
# comparison), and measures the start of the server, appends, and a resume in the middle.
#
#   ./log-size.sh            needs about three gigabytes of disk and five minutes
#   ROWS=100000 ./log-size.sh
#   DOTS_ARTIFACTS=DIR       keeps build artifacts in this folder
#
# Servers listen on 127.0.0.1 only; the script stops only processes that it started, and removes its databases.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./common.sh

readonly ROWS=${ROWS:-10000000} FEW=10000
readonly BOARD='{"name":"{m}","rows":5,"cols":5,"dots":[{"row":0,"col":0,"color":"#ff0000"},{"row":4,"col":4,"color":"#ff0000"}]}'
readonly REPLAYED=500

main() {
    require dotnet taskset timeout sqlite3

    # In KiB. An event with its index entries takes about 300 bytes, plus some space for the write-ahead log.
    if (($(df --output=avail -k "$work" | tail -n 1) < ROWS / 2)); then
        fail "Not enough space in $work (set TMPDIR to another folder)"
    fi

    say Build
    publish ../src/Web dots
    publish Load load
    measure "$FEW"
    measure "$ROWS"
    report
}

# measure ROWS
measure() {
    local rows=$1 began
    say "$rows events"
    mkdir "$work/$rows"

    # The first start creates the tables.
    choose_port
    start_dots "$rows"
    stop
    fill "$work/$rows/dots.db" "$rows"

    began=$(date +%s%N)
    choose_port
    start_dots "$rows"
    add "$rows" start_ms $((($(date +%s%N) - began) / 1000000))
    load "$rows" 1 --publishers 1 warmcommits:2 commits:3
    load "$rows" 64 --publishers 64 warmcommits:2 commits:3
    load "$rows" middle "replay:$((rows / 2)):$REPLAYED"
    load "$rows" again "replay:$((rows / 2 - REPLAYED)):$REPLAYED"
    stop
    add "$rows" size_mib $(($(stat -c %s "$work/$rows/dots.db") / 1048576))
    rm -rf "${work:?}/$rows"
}

fill() {
    sqlite3 "$1" >/dev/null <<SQL
PRAGMA synchronous = OFF;
PRAGMA cache_size = -200000;
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < $2)
INSERT INTO events (channel, type, payload, appended_at)
SELECT
    CASE n % 10 WHEN 0 THEN 'activities' ELSE 'notifications' END,
    'newBoard',
    CAST(printf('{"board_id": %d, "board_name": "A board with a name of usual length", "creator_username": "somebody"}', n) AS BLOB),
    -- .NET ticks of the current time, so that retention trims nothing.
    621355968000000000 + CAST(strftime('%s', 'now') AS INTEGER) * 10000000
FROM number;
PRAGMA wal_checkpoint(TRUNCATE);
SQL
}

# load ROWS NAME OPTIONS-AND-PHASES...
load() {
    local rows=$1 name=$2
    shift 2
    run_load --target "$rows" --rep "$name" --readers 1 --sign-in --path /sse/notifications --publish-path /api/boards --body "$BOARD" \
        --size 0 "$@" || printf 'The load client ended with code %s.\n' $? >&2
}

# add ROWS MEASURE VALUE
add() {
    printf '%s\t-\t-\t%s\t%s\n' "$@" >>"$results"
}

report() {
    printf '\n| measure | %s events | %s events |\n| --- | --: | --: |\n' "$FEW" "$ROWS"
    row 'size of the database, MiB' - size_mib
    row 'from process start to open port, ms' - start_ms
    row 'appends per second, one writer' 1 answers_per_s
    row '— p99 of a commit, ms' 1 answer_p99_ms
    row 'appends per second, 64 writers' 64 answers_per_s
    row 'resume in the middle: time to the first event, ms' middle first_ms
    row '— rate from there on, events/s' middle events_per_s
    row 'the same again, warm: time to the first event, ms' again first_ms
    row '— rate from there on, events/s' again events_per_s
}

# row NAME RUN MEASURE
row() {
    printf '| %s | %s | %s |\n' "$1" "$(value "$FEW" "$2" "$3")" "$(value "$ROWS" "$2" "$3")"
}

value() {
    awk -F'\t' -v target="$1" -v run="$2" -v measure="$3" \
        '$1 == target && $2 == run && $4 == measure { printf "%.*f", $5 < 100 ? 1 : 0, $5; exit }' "$results"
}

main
