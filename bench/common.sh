# shellcheck shell=bash
# Shared by run.sh, log-size.sh and attack.sh: builds, and starts and stops servers on a free port and a fixed core.

readonly SERVER_CORE=${SERVER_CORE:-0} CLIENT_CORE=${CLIENT_CORE:-1}

# For the inter-core latency, which does not exist on a single core.
cores=()
((SERVER_CORE == CLIENT_CORE)) || cores=(--cores "$SERVER_CORE,$CLIENT_CORE")

work=$(mktemp -d "${TMPDIR:-/tmp}/dots-bench.XXXXXX")
results=$work/results.tsv
server_pid='' port=''
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTS_ARTIFACTS=${DOTS_ARTIFACTS:-$work/artifacts}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

finish() {
    local exit_code=$?
    trap - EXIT
    stop
    rm -rf "$work"
    exit "$exit_code"
}

say() {
    printf '\n== %s\n' "$*" >&2
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# require PROGRAM...
require() {
    local name
    for name; do
        command -v "$name" >/dev/null || fail "$name was not found"
    done
}

# publish PROJECT FOLDER
publish() {
    # Build servers would outlive this script.
    dotnet publish "$1" -c Release -o "$work/$2" --disable-build-servers -v quiet >&2
}

# start_dots FOLDER: starts Dots on $port, with its database in this subfolder of $work.
start_dots() {
    ConnectionStrings__Dots="Data Source=$work/$1/dots.db" RateLimits__Enabled=false Boards__MaxPerUser=0 Solver__Workers=0 Logging__LogLevel__Default=Warning \
        run_server "$work/dots" dotnet Dots.Web.dll --urls "http://127.0.0.1:$port"
}

# run_server FOLDER COMMAND...: starts a server in this folder; returns when it listens on $port.
run_server() {
    local folder=$1
    shift
    (cd "$folder" && exec taskset -c "$SERVER_CORE" "$@") >"$work/server.log" 2>&1 &
    server_pid=$!
    for _ in $(seq 1500); do
        kill -0 "$server_pid" 2>/dev/null || break
        is_open "$port" && return
        sleep 0.02
    done
    tail -n 20 "$work/server.log" >&2
    fail "The server did not start: $*"
}

# Below the ephemeral port range. The port must be free, or another server would be measured by mistake.
choose_port() {
    for _ in $(seq 100); do
        port=$((20000 + RANDOM % 12000))
        is_open "$port" || return 0
    done
    fail "No free port"
}

is_open() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

stop() {
    [[ $server_pid ]] || return 0
    kill "$server_pid" 2>/dev/null || true
    for _ in $(seq 100); do
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.1
    done
    kill -9 "$server_pid" 2>/dev/null || true
    wait "$server_pid" 2>/dev/null || true
    server_pid=''
}

# run_load OPTIONS-AND-PHASES...: runs the load client's phases.
run_load() {
    run_client run "$@"
}

# run_client VERB OPTIONS...: runs the load client on its core, for at most 200 seconds.
run_client() {
    timeout --kill-after=5 200 taskset -c "$CLIENT_CORE" dotnet "$work/load/Dots.Bench.Load.dll" "$@" \
        --port "$port" --server-pid "$server_pid" "${cores[@]}" --out "$results" >&2
}

# describe_machine SCRIPT: the heading of this script's results.
describe_machine() {
    printf '# Results of bench/%s\n\n%s, commit %s; %s cores (%s), %s GiB, Linux %s, .NET %s.\n\n' \
        "$1" "$(date -u '+%F %H:%M UTC')" "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)" "$(nproc)" \
        "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(awk '/^MemTotal/{ printf "%.0f", $2 / 1048576 }' /proc/meminfo)" \
        "$(uname -r)" "$(dotnet --version)"
}
