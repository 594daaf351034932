#!/usr/bin/env bash
#
# Runs attacks that one client can mount against a server with its default settings, each on a fresh server and beside a probe: another user at
# another address, who reads, writes and follows a stream. Prints the probe's latencies without and with each attack, and the server's memory.
# Then measures the rate of a replay to one reader. README.md explains the rows.
#
#   ./attack.sh                            all of it, about three minutes
#   ATTACKS="many-streams" ./attack.sh     only these (large-events many-streams large-document long-names document-replays file-replacements)
#   REPLAYS="" ./attack.sh                 no replays, or only these (small large)
#   SECONDS_EACH=30 ./attack.sh            how long each attack lasts
#   DOTS_ARTIFACTS=DIR                     keeps build artifacts in this folder for the next run
#   SERVER_CORE=0 CLIENT_CORE=1            the cores to pin server and clients to
#
# Servers listen on 127.0.0.1 only, and the script stops only processes that it started.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./common.sh

readonly ATTACKS=${ATTACKS-large-events many-streams large-document long-names document-replays file-replacements}
readonly REPLAYS=${REPLAYS-small large}
readonly SECONDS_EACH=${SECONDS_EACH:-8} SECONDS_QUIET=5

# The probe's warm-up, during which the attack starts; and the time that the attack goes on after the probe has ended.
readonly MARGIN=3

# What the others may have at most under attack: so many times their p99 on the quiet server, or so many times this where that is less. README.md says why.
readonly MAX_RATIO=3 FLOOR_MS=10

# Of many-streams, which attempts more streams than that; and of file-replacements.
readonly OPEN_FILES=420 FILES_MAX_MIB=5

# What is replayed: the first 130 MB of small events, or of events of 1 MB.
readonly SMALL_EVENTS=1000000 LARGE_EVENTS=150 REPLAYED_MB=130

nginx_pid=''
trap 'stop_nginx; finish' EXIT

main() {
    local name
    require dotnet taskset timeout prlimit curl sqlite3
    say Build
    publish ../src/Web dots
    publish Load load
    : >"$results"
    for name in $ATTACKS; do
        attack "$name"
    done

    for name in $REPLAYS; do
        replay "$name"
    done

    report
}

# start NAME: starts Dots with its default settings, except where it listens and keeps its data.
start() {
    local name=$1 settings=()
    case $name in
        many-streams) settings=(prlimit --nofile="$OPEN_FILES") ;;
        file-replacements) settings=(env Files__MaxTotalBytes=$((FILES_MAX_MIB * 1048576))) ;;
    esac
    mkdir -p "$work/$name/files"
    choose_port
    ConnectionStrings__Dots="Data Source=$work/$name/dots.db" Files__Folder="$work/$name/files" Logging__LogLevel__Default=Warning \
        run_server "$work/dots" "${settings[@]}" dotnet Dots.Web.dll --urls "http://127.0.0.1:$port"
}

# attack NAME
attack() {
    local name=$1 attacker
    say "$name"
    start "$name"
    run_client prepare "$name"
    run_client probe "$SECONDS_QUIET" --target "$name" --rep quiet

    # At a low priority, so that the probe waits for the server and not for the attacker, with which it shares a core.
    (renice -n 19 "$BASHPID" >/dev/null && run_client attack "$name" $((SECONDS_EACH + MARGIN))) &
    attacker=$!
    run_client probe "$SECONDS_EACH" --target "$name" --rep attacked --folder "$work/$name/files" || add "$name" attacked probe failures all
    wait "$attacker" || true
    add "$name" after server answers "$(answers)"
    stop
    rm -rf "${work:?}/$name"
}

# answers: whether the server answers a new request within five seconds, at an address that took no part.
answers() {
    if kill -0 "$server_pid" 2>/dev/null && curl -sf --max-time 5 --interface 127.0.0.3 -o "$work/answer" "http://127.0.0.1:$port/api/boards"; then
        echo yes
    else
        echo no
    fi
}

# ---- replays -------------------------------------------------------------------------------------------------------------------------

# replay NAME: to one reader, directly and through nginx.
replay() {
    local name=$1 proxy_port
    say "replay of $name events"
    start "$name"
    stop
    fill "$name"
    start "$name"
    read_replay "$name" warm-up
    read_replay "$name" direct
    if command -v nginx >/dev/null; then
        start_nginx
        (port=$proxy_port && read_replay "$name" nginx)
        stop_nginx
    fi

    stop
    rm -rf "${work:?}/$name"
}

read_replay() {
    run_client replay "$REPLAYED_MB" --path "/sse/notifications?last_event_id=1" --target "$1" --rep "$2"
}

fill() {
    local events=$SMALL_EVENTS padding="''"
    if [[ $1 == large ]]; then
        events=$LARGE_EVENTS padding="hex(zeroblob(500000))"
    fi

    sqlite3 "$work/$1/dots.db" >/dev/null <<SQL
PRAGMA synchronous = OFF;
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < $events)
INSERT INTO events (channel, type, payload, appended_at)
SELECT
    'notifications',
    'newBoard',
    CAST(printf('{"board_id": %d, "board_name": "A board with a name of usual length%s", "creator_username": "somebody"}', n, $padding) AS BLOB),
    -- .NET ticks of the current time, so that retention trims nothing.
    621355968000000000 + CAST(strftime('%s', 'now') AS INTEGER) * 10000000
FROM number;
PRAGMA wal_checkpoint(TRUNCATE);
SQL
}

# Sets proxy_port. nginx runs with the configuration from deploy, on any core.
start_nginx() {
    local dots_port=$port user=''
    if ((EUID == 0)); then
        # The temporary folder is accessible to its owner only.
        user='user root;'
    fi

    choose_port
    proxy_port=$port port=$dots_port
    mkdir -p "$work/nginx"
    sed -e "/server 127.0.0.1:800[23]/d" -e "s/127.0.0.1:8001/127.0.0.1:$port/" -e "s/listen 80;/listen 127.0.0.1:$proxy_port;/" \
        ../deploy/nginx/dots.conf >"$work/nginx/dots.conf"
    cat >"$work/nginx/nginx.conf" <<CONF
$user
daemon off;
pid nginx.pid;
events {}
http {
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    include dots.conf;
}
CONF
    nginx -p "$work/nginx" -c nginx.conf -e error.log &
    nginx_pid=$!
    for _ in $(seq 100); do
        is_open "$proxy_port" && return
        sleep 0.05
    done
    fail "nginx did not start: $(tail -n 3 "$work/nginx/error.log")"
}

stop_nginx() {
    [[ $nginx_pid ]] || return 0
    kill "$nginx_pid" || true
    wait "$nginx_pid" || true
    nginx_pid=''
}

# ---- the tables ----------------------------------------------------------------------------------------------------------------------

# add NAME RUN SCENARIO MEASURE VALUE
add() {
    printf '%s\t%s\t%s\t%s\t%s\n' "$@" >>"$results"
}

# value NAME RUN SCENARIO MEASURE
value() {
    awk -F'\t' -v key="$1:$2:$3:$4" '$1 ":" $2 ":" $3 ":" $4 == key { print $5; exit }' "$results"
}

report() {
    local name scenario
    describe_machine attack.sh
    if [[ $ATTACKS ]]; then
        printf '| attack | probe | quiet p50, ms | p99 | under attack p50, ms | p99 | ratio of p50 | of p99 | holds |\n'
        printf '| --- | --- | --: | --: | --: | --: | --: | --: | --- |\n'
        for name in $ATTACKS; do
            for scenario in reads writes deliveries; do
                latencies "$name" "$scenario"
            done
        done

        printf '\n| attack | memory idle, MiB | peak above idle | failed requests of the probe | its stream disconnected | files, peak MiB | answers afterwards |\n'
        printf '| --- | --: | --: | --: | --: | --: | --- |\n'
        for name in $ATTACKS; do
            outcome "$name"
        done

        echo
    fi

    if [[ $REPLAYS ]]; then
        printf '| replay to one reader | direct, MB/s | through nginx, MB/s | CPU, ms/MB | memory above idle, MiB |\n| --- | --: | --: | --: | --: |\n'
        for name in $REPLAYS; do
            printf '| %s events | %.0f | %.0f | %.1f | %.0f |\n' "$name" "$(value "$name" direct replay mb_per_s)" \
                "$(value "$name" nginx replay mb_per_s)" "$(value "$name" direct replay cpu_ms_per_mb)" "$(value "$name" direct replay memory_mib)"
        done
    fi
}

latencies() {
    local quiet attacked
    quiet="$(value "$1" quiet "$2" p50_ms) $(value "$1" quiet "$2" p99_ms)"
    attacked="$(value "$1" attacked "$2" p50_ms) $(value "$1" attacked "$2" p99_ms)"
    awk -v name="$1" -v scenario="$2" -v ratio="$MAX_RATIO" -v floor="$FLOOR_MS" '{
        holds = $4 <= ratio * ($2 > floor ? $2 : floor) ? "yes" : "no"
        printf "| %s | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %s |\n", name, scenario, $1, $2, $3, $4, $3 / $1, $4 / $2, holds
    }' <<<"$quiet $attacked"
}

outcome() {
    local idle peak
    idle=$(value "$1" quiet server peak_mib) peak=$(value "$1" attacked server peak_mib)
    awk -v name="$1" -v idle="$idle" -v peak="$peak" '{ printf "| %s | %.0f | %.0f | %s | %s | %.1f | %s |\n", name, idle, peak - idle, $1, $2, $3, $4 }' \
        <<<"$(value "$1" attacked probe failures) $(value "$1" attacked probe disconnections) $(value "$1" attacked server folder_mib) $(value "$1" after server answers)"
}

main
