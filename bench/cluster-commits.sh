#!/usr/bin/env bash
#
# Measures how many writes per second a cluster on one PostgreSQL acknowledges, with 1, 16 and 64 writers on one node and on three, and the rate
# of PostgreSQL alone: the same lock, insert and commit by pgbench. Prints two tables. Runs for a minute and a half; needs an idle machine.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly PORT=${PORT:-8100}

dotnet build bench/Commits -c Release -v q --nologo >&2
dotnet build src/Web -c Release -v q --nologo >&2
export DOTS_BINARIES=$PWD/src/Web/bin/Release/net10.0 RateLimits__Enabled=false Boards__MaxPerUser=0 Solver__Workers=0 Logging__LogLevel__Default=Warning

coproc CLUSTER { exec deploy/cluster.sh --nodes 3 --port "$PORT"; }
trap 'exec {CLUSTER[1]}>&-; wait' EXIT
until read -r line <&"${CLUSTER[0]}" && [[ $line == "ok ready" ]]; do
    [[ -n ${line:-} ]] || { echo "The cluster did not start" >&2; exit 1; }
done

dotnet bench/Commits/bin/Release/net10.0/Dots.Bench.Commits.dll "http://127.0.0.1:$((PORT + 1))" "http://127.0.0.1:$((PORT + 2))" "http://127.0.0.1:$((PORT + 3))"

script=$(mktemp)
cat >"$script" <<'SQL'
\startpipeline
BEGIN;
SELECT pg_advisory_xact_lock(1148154995, 2);
INSERT INTO events (channel, type, payload, appended_at) VALUES ('bench', 'bench', '{}', 0);
COMMIT;
\endpipeline
SQL
printf '\n| writers, PostgreSQL alone | commits per second |\n| --- | --- |\n'
for writers in 1 16 64; do
    rate=$(pgbench -h 127.0.0.1 -p "$((PORT + 20))" -U postgres -n -M extended -f "$script" -c "$writers" -j 2 -T 8 dots 2>/dev/null |
        sed -n 's/^tps = \([0-9]*\).*/\1/p')
    printf '| %s | %s |\n' "$writers" "$rate"
done
rm -f "$script"
