#!/usr/bin/env bash
#
# Runs a cluster on the loopback interface for trials and tests: nodes, a temporary PostgreSQL and Redis, and nginx in front with the
# configuration from this folder.
#
#   deploy/cluster.sh [--nodes 3] [--port 8100] [--backplane Postgres|Redis] [--folder DIR] [--impatient]
#
# nginx listens on PORT, the nodes on PORT+1 and so on, PostgreSQL on PORT+20, Redis on PORT+21. --impatient shortens the timeouts, so that
# failures are detected within seconds. Settings of Dots in the environment are passed to the nodes; DOTS_BINARIES is a folder with
# Dots.Web.dll (built if not set). Ctrl-C or end of input stops everything.
#
# Accepts commands on standard input, and answers each with a line that begins with "ok" or "failed":
#
#   status | start NAME | stop NAME | restart NAME | kill NAME | pause NAME | resume NAME | sever
#
# NAME is node1, node2, …, postgres, redis or nginx. stop sends SIGTERM, kill SIGKILL, pause SIGSTOP; sever terminates the
# PostgreSQL connections that listen for wake-ups.

set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

nodes=3
port=8100
backplane=Postgres
folder=
impatient=

declare -A pids=()

# PostgreSQL refuses to run as root.
as_postgres=()
((EUID != 0)) || as_postgres=(setpriv --reuid postgres --regid postgres --clear-groups)

main() {
    read_options "$@"
    require nginx redis-server redis-cli curl dotnet
    postgres_bin=$(find_postgres) || die "PostgreSQL was not found"

    [[ -n $folder ]] || folder=$(mktemp -d -t dots-cluster-XXXXXX)
    mkdir -p "$folder/files" "$folder/nginx"
    chmod 711 "$folder"
    trap stop_all EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM

    [[ -n ${DOTS_BINARIES:-} ]] || build
    write_nginx_configuration
    prepare_postgres
    start postgres || die "PostgreSQL did not start: see $folder/postgres.log"
    create_database || die "The database could not be created: see $folder/postgres.log"
    start redis || die "Redis did not start: see $folder/redis.log"

    # All at once, which tests concurrent migration of an empty database.
    local i
    for ((i = 1; i <= nodes; i++)); do launch "node$i"; done
    for ((i = 1; i <= nodes; i++)); do
        wait_until_ready "node$i" || die "Node $i did not start: see $folder/node$i.log"
    done
    start nginx || die "nginx did not start: see $folder/nginx.log"

    print_addresses
    run_commands
}

read_options() {
    while (($#)); do
        case $1 in
            --nodes) nodes=$2; shift ;;
            --port) port=$2; shift ;;
            --backplane) backplane=$2; shift ;;
            --folder) folder=$(realpath -m "$2"); shift ;;
            --impatient) impatient=yes ;;
            *) die "Unknown option: $1" ;;
        esac
        shift
    done
    [[ $nodes =~ ^[1-9]$ ]] || die "--nodes must be 1 to 9"
    [[ $backplane =~ ^(None|Postgres|Redis)$ ]] || die "--backplane must be None, Postgres or Redis"
}

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

require() {
    PATH=$PATH:/usr/sbin
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || die "$program was not found"
    done
}

# The bin folder of the newest complete installation.
find_postgres() {
    local folder
    while read -r folder; do
        if [[ -x $folder/postgres && -x $folder/initdb && -x $folder/psql ]]; then
            printf '%s\n' "$folder"
            return
        fi
    done < <(compgen -G '/usr/lib/postgresql/*/bin' | sort -rV; dirname "$(realpath "$(command -v initdb)")" 2>/dev/null)
    return 1
}

build() {
    dotnet build src/Web -c Release -v q --nologo >&2 || die "The build failed"
    DOTS_BINARIES=$PWD/src/Web/bin/Release/net10.0
}

prepare_postgres() {
    mkdir -p "$folder/postgres"
    ((EUID != 0)) || chown postgres "$folder/postgres"
    "${as_postgres[@]}" "$postgres_bin/initdb" -D "$folder/postgres" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
        >"$folder/postgres.log" 2>&1 || die "initdb failed: see $folder/postgres.log"
}

create_database() {
    "${as_postgres[@]}" "$postgres_bin/createdb" -h 127.0.0.1 -p "$((port + 20))" -U postgres dots >>"$folder/postgres.log" 2>&1
}

query() {
    "${as_postgres[@]}" "$postgres_bin/psql" -h 127.0.0.1 -p "$((port + 20))" -U postgres -d "${2:-dots}" -qAtc "$1"
}

# The installed configuration, with the addresses of this cluster.
write_nginx_configuration() {
    local servers='' i
    for ((i = 1; i <= nodes; i++)); do
        servers+="    server 127.0.0.1:$((port + i)) max_fails=1 fail_timeout=2s;\n"
    done
    awk -v servers="$servers" -v listen="    listen 127.0.0.1:$port;" '
        /^    server 127/ { if (!done) printf servers; done = 1; next }
        /^    listen 80;/ { print listen; next }
        { print }' deploy/nginx/dots.conf >"$folder/nginx/dots.conf"
    if [[ -n $impatient ]]; then
        sed -i 's/read_timeout 45s/read_timeout 4s/; s/read_timeout    40s/read_timeout    8s/' "$folder/nginx/dots.conf"
    fi

    cat >"$folder/nginx/nginx.conf" <<NGINX
$( ((EUID != 0)) || echo "user www-data;" )
daemon off;
pid $folder/nginx/pid;
error_log $folder/nginx.log warn;
worker_processes 2;
worker_rlimit_nofile 20000;
events { worker_connections 10000; }
http {
    access_log off;
    client_body_temp_path $folder/nginx/body;
    proxy_temp_path $folder/nginx/proxy;
    fastcgi_temp_path $folder/nginx/fastcgi;
    uwsgi_temp_path $folder/nginx/uwsgi;
    scgi_temp_path $folder/nginx/scgi;
    include $folder/nginx/dots.conf;
}
NGINX
}

# launch NAME: starts a part without waiting until it is ready.
launch() {
    local log=$folder/$1.log
    case $1 in
        postgres)
            "${as_postgres[@]}" "$postgres_bin/postgres" -D "$folder/postgres" -h 127.0.0.1 -p "$((port + 20))" -k "" \
                -c max_connections=400 </dev/null >>"$log" 2>&1 &
            ;;
        redis)
            redis-server --bind 127.0.0.1 --port "$((port + 21))" --save "" --appendonly no --dir "$folder" </dev/null >>"$log" 2>&1 &
            ;;
        nginx)
            nginx -p "$folder/nginx" -c "$folder/nginx/nginx.conf" </dev/null >>"$log" 2>&1 &
            ;;
        node*)
            launch_node "${1#node}" >>"$log" 2>&1 </dev/null &
            ;;
    esac
    pids[$1]=$!
}

launch_node() {
    export Urls="http://127.0.0.1:$((port + $1))"
    export Database__Provider=Postgres
    export ConnectionStrings__Dots="Host=127.0.0.1;Port=$((port + 20));Database=dots;Username=postgres"
    export Backplane__Provider=$backplane
    export Backplane__Redis=127.0.0.1:$((port + 21))
    export Files__Folder=$folder/files
    export Proxies=127.0.0.1
    if [[ -n $impatient ]]; then
        export Streams__KeepAliveSeconds=1 Streams__PingSeconds=2 Activities__GracePeriodSeconds=1 Activities__StaleAfterSeconds=4
    fi
    exec dotnet "$DOTS_BINARIES/Dots.Web.dll" --contentRoot "${DOTS_CONTENT:-$PWD/src/Web}"
}

is_ready() {
    case $1 in
        postgres) query 'SELECT 1' postgres ;;
        redis) [[ $(redis-cli -p "$((port + 21))" ping) == PONG ]] ;;
        nginx) (: <"/dev/tcp/127.0.0.1/$port") ;;
        node*) curl -fs -m 2 "http://127.0.0.1:$((port + ${1#node}))/health/ready" ;;
    esac >/dev/null 2>&1
}

wait_until_ready() {
    local deadline=$((SECONDS + 90))
    until is_ready "$1"; do
        is_running "$1" && ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}

is_running() {
    [[ -n ${pids[$1]:-} ]] && kill -0 "${pids[$1]}" 2>/dev/null
}

start() {
    is_running "$1" && return 1
    launch "$1"
    wait_until_ready "$1"
}

# end NAME SIGNAL: sends the signal and waits for the process to exit.
end() {
    is_running "$1" || return 1
    kill "-$2" "${pids[$1]}" && wait "${pids[$1]}" 2>/dev/null
    unset "pids[$1]"
}

stop() {
    local signal=TERM
    case $1 in
        postgres) signal=INT ;; # fast shutdown; TERM would wait for the clients to disconnect
        nginx) signal=QUIT ;;   # graceful shutdown
    esac
    end "$1" "$signal"
}

run_commands() {
    local command name
    while read -r command name _; do
        case $command in
            start | stop) answer "$command" "$name" "$command" "$name" ;;
            restart) answer restart "$name" restart "$name" ;;
            # SIGQUIT is PostgreSQL's immediate shutdown; SIGKILL would leave its child processes behind.
            kill) answer kill "$name" end "$name" "$([[ $name == postgres ]] && echo QUIT || echo KILL)" ;;
            pause) answer pause "$name" signal "$name" STOP ;;
            resume) answer resume "$name" signal "$name" CONT ;;
            sever) answer sever "" sever ;;
            status) print_status ;;
            "") ;;
            *) printf 'failed %s: not a command\n' "$command" ;;
        esac
    done
}

# answer COMMAND NAME FUNCTION ARGUMENTS…: runs a command on a part and prints the outcome.
answer() {
    local command=$1 name=$2
    shift 2
    if [[ $command != sever && ! $name =~ ^(node[1-9]|postgres|redis|nginx)$ ]]; then
        printf 'failed %s %s: no such part\n' "$command" "$name"
    elif "$@"; then
        printf 'ok %s %s\n' "$command" "$name"
    else
        printf 'failed %s %s: see %s\n' "$command" "$name" "$folder/$name.log"
    fi
}

restart() {
    stop "$1"
    start "$1" || return

    # nginx skips a node for fail_timeout after a refused connection. Restarting the next node earlier may leave it without any node that it
    # considers available.
    if [[ $1 == node* ]]; then
        sleep 2
    fi
}

signal() {
    is_running "$1" && kill "-$2" "${pids[$1]}"
}

sever() {
    (($(query "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'dots backplane'" 2>/dev/null) > 0))
}

print_status() {
    local name
    for name in "${!pids[@]}"; do
        printf '%s %s %s\n' "$name" "${pids[$name]}" "$(is_ready "$name" && echo ready || echo "not ready")"
    done | sort
    echo "ok status"
}

print_addresses() {
    local i
    printf 'Dots      http://127.0.0.1:%s (nginx)\n' "$port"
    for ((i = 1; i <= nodes; i++)); do
        printf 'node%s     http://127.0.0.1:%s\n' "$i" "$((port + i))"
    done
    printf 'postgres  Host=127.0.0.1;Port=%s;Database=dots;Username=postgres\n' "$((port + 20))"
    printf 'redis     127.0.0.1:%s\n' "$((port + 21))"
    printf 'logs      %s\n' "$folder"
    echo "ok ready"
}

# Stops nodes before the services they depend on.
stop_all() {
    trap '' INT TERM
    local name pid deadline
    for name in nginx node{1..9} redis postgres; do
        pid=${pids[$name]:-}
        [[ -n $pid ]] || continue
        kill -CONT "$pid" 2>/dev/null
        case $name in
            postgres) kill -INT "$pid" 2>/dev/null ;;
            *) kill -TERM "$pid" 2>/dev/null ;;
        esac
        # Nodes stop in parallel.
        [[ $name == node* ]] && continue
        [[ $name == redis ]] && wait_for_end node{1..9}
        wait_for_end "$name"
    done
    [[ -n ${DOTS_KEEP_LOGS:-} ]] || rm -rf "$folder"
}

wait_for_end() {
    local name deadline=$((SECONDS + 15))
    for name in "$@"; do
        [[ -n ${pids[$name]:-} ]] || continue
        while kill -0 "${pids[$name]}" 2>/dev/null && ((SECONDS < deadline)); do sleep 0.05; done
        kill -KILL "${pids[$name]}" 2>/dev/null
        wait "${pids[$name]}" 2>/dev/null
    done
}

main "$@"
