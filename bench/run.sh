#!/usr/bin/env bash
#
# Measures Dots against its required thresholds, next to a naive endpoint and, where available, nginx with nchan and a reference limit written
# in C; prints one table. README.md explains the rows.
#
#   ./run.sh                        three repetitions, about half an hour; writes results.md
#   QUICK=1 ./run.sh                a smoke test: one repetition of a few seconds per row
#   REPETITIONS=5 ./run.sh          must be odd, because results are medians
#   SERVERS="dots climit" ./run.sh  only these (dots naive nginx climit)
#   READERS="1000 5000" ./run.sh    only these numbers of streams (1000 5000 10000)
#   ROWS="fan-out commits" ./run.sh only these (fan-out idle reconnect commits stalled cross-check)
#   ATTEMPTS=2 ./run.sh             how often to repeat Dots and the limit in C if the core placement differed between them
#   DOTS_BENCH_KIT=DIR ./run.sh     the folder with src/climit.c and src/fanload.c; by default one beside the repository
#   DOTS_ARTIFACTS=DIR ./run.sh     keeps build artifacts in this folder for the next run
#   SERVER_CORE=0 CLIENT_CORE=1     the cores to pin server and load client to
#
# Servers listen on 127.0.0.1 only, every phase has a time limit, and the script stops only processes that it started.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./common.sh

readonly QUICK=${QUICK:-}
readonly REPETITIONS=${REPETITIONS:-$([[ $QUICK ]] && echo 1 || echo 3)}
readonly SERVERS=${SERVERS:-dots climit nginx naive}
readonly READERS=${READERS:-1000 5000 10000}
readonly ATTEMPTS=${ATTEMPTS:-2}
readonly ROWS=${ROWS:-fan-out idle reconnect commits stalled cross-check}
readonly KIT=${DOTS_BENCH_KIT:-../../shared/bench}

# Phase durations in seconds. IDLE covers two keep-alive intervals and a little more: the server checks once a second which streams have been
# quiet for the interval.
if [[ $QUICK ]]; then
    readonly WARM=1 WARM_COMPILED=1 RATE=2 SAT=1 KEEP_ALIVE=2 IDLE=4 COMMITS=2
else
    readonly WARM=6 WARM_COMPILED=2 RATE=4 SAT=3 KEEP_ALIVE=15 IDLE=32 COMMITS=5
fi

# A board whose event has the same size on the wire as the other servers' frames.
readonly BOARD='{"name":"{m}{pad}","rows":5,"cols":5,"dots":[]}' BOARD_SIZE=100 FRAME_SIZE=170
readonly BOARD_OF_TWO_DOTS='{"name":"{m}","rows":5,"cols":5,"dots":[{"row":0,"col":0,"color":"#ff0000"},{"row":4,"col":4,"color":"#ff0000"}]}'

repetition=0 notes=() available=()

main() {
    check_machine
    build
    find_comparisons
    : >"$results"
    for repetition in $(seq "$REPETITIONS"); do
        say "Repetition $repetition of $REPETITIONS"
        measure_fan_out
        if is_in dots "${available[*]}"; then
            measure_reconnect
            measure_commits
            measure_stalled
            cross_check
        fi
    done

    say "Results"
    report
}

note() {
    notes+=("$*")
    printf 'Note: %s\n' "$*" >&2
}

is_in() {
    [[ " $2 " == *" $1 "* ]]
}

# ---- setup ---------------------------------------------------------------------------------------------------------------------------

check_machine() {
    require dotnet taskset timeout
    ((REPETITIONS % 2 == 1)) || fail "REPETITIONS must be odd, because results are medians"
    (($(nproc) > CLIENT_CORE)) || note "Only $(nproc) core(s): the server and the load client share one, so the results are not meaningful."
    ulimit -n "$(ulimit -Hn)"
}

build() {
    say "Build"
    publish ../src/Web dots
    publish Naive naive
    publish Load load
}

find_comparisons() {
    local server
    for server in $SERVERS; do
        case $server in
            dots | naive) available+=("$server") ;;
            nginx) find_nginx ;;
            climit) find_climit ;;
            *) fail "Unknown server '$server'" ;;
        esac
    done
}

find_nginx() {
    local modules
    if ! command -v nginx >/dev/null; then
        note "nginx is not installed (Debian: nginx libnginx-mod-nchan); skipped."
        return
    fi

    modules=$(nginx -V 2>&1 | grep -o 'modules-path=[^ ]*' | cut -d= -f2) || modules=''
    if [[ ! -e $modules/ngx_nchan_module.so ]]; then
        note "nginx has no nchan module (Debian: libnginx-mod-nchan); skipped."
        return
    fi

    nchan=$modules/ngx_nchan_module.so
    available+=(nginx)
}

find_climit() {
    if [[ ! -r $KIT/src/climit.c ]] || ! command -v gcc >/dev/null; then
        note "The limit in C is not available (DOTS_BENCH_KIT names its folder; it needs gcc); ratios to it are omitted."
        return
    fi

    gcc -O2 -o "$work/climit" "$KIT/src/climit.c"
    available+=(climit)
    if [[ -r $KIT/src/fanload.c ]]; then
        gcc -O2 -o "$work/fanload" "$KIT/src/fanload.c"
    fi
}

# ---- servers -------------------------------------------------------------------------------------------------------------------------

# start SERVER: sets server_pid and port.
start() {
    choose_port
    case $1 in
        dots) start_fresh_dots ;;
        naive) run_server "$work/naive" dotnet Dots.Bench.Naive.dll --urls "http://127.0.0.1:$port" ;;
        climit) run_server "$work" ./climit "$port" ;;
        nginx) start_nginx ;;
    esac
}

start_fresh_dots() {
    rm -rf "$work/data"
    mkdir "$work/data"
    export Streams__KeepAliveSeconds=$KEEP_ALIVE
    start_dots data
}

start_nginx() {
    mkdir -p "$work/nginx"
    cat >"$work/nginx/nginx.conf" <<CONF
load_module $nchan;
worker_processes 2;
worker_rlimit_nofile $(ulimit -n);
pid nginx.pid;
error_log error.log error;
daemon off;
events { worker_connections 18000; }
http {
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    keepalive_requests 100000000;
    keepalive_timeout 3600s;
    nchan_shared_memory_size 256m;
    server {
        listen 127.0.0.1:$port backlog=4096;
        location = /events { nchan_subscriber eventsource; nchan_channel_id fan; nchan_subscriber_first_message newest; }
        location = /publish { nchan_publisher http; nchan_channel_id fan; nchan_message_buffer_length 100; nchan_message_timeout 60s; }
    }
}
CONF
    run_server "$work" nginx -p "$work/nginx" -c nginx.conf -e error.log
}

# ---- measurements --------------------------------------------------------------------------------------------------------------------

# load SERVER READERS OPTIONS-AND-PHASES...: runs the load client. A failure is noted and leaves the row empty.
load() {
    local server=$1 readers=$2 options=()
    shift 2
    case $server in
        dots*) options=(--sign-in --path /sse/notifications --publish-path /api/boards --body "$BOARD" --size "$BOARD_SIZE") ;;
        *) options=(--size "$FRAME_SIZE") ;;
    esac
    wait_for_idle_machine
    run_load --target "$server" --rep "$repetition" --readers "$readers" "${options[@]}" "$@" ||
        note "$server, $readers readers, $*: the load client ended with code $?."
}

# Waits up to ten seconds until other processes use less than a fifth of a core.
wait_for_idle_machine() {
    local before after
    [[ $QUICK ]] && return
    for _ in $(seq 10); do
        before=$(busy_ticks)
        sleep 1
        after=$(busy_ticks)
        ((after - before < 20)) && return
    done
    printf 'The machine is not idle.\n' >&2
}

busy_ticks() {
    awk '/^cpu /{ print $2 + $3 + $4 + $7 + $8 }' /proc/stat
}

measure_fan_out() {
    local readers server
    for readers in $READERS; do
        if ((readers + 200 > $(ulimit -n))); then
            note "$readers streams need more open files than the limit of $(ulimit -n); skipped."
            continue
        fi

        for server in "${available[@]}"; do
            measure_readers "$server" "$readers"
            if [[ $server == climit ]]; then
                repeat_if_core_placement_differed "$readers"
            fi
        done
    done
}

# measure_readers SERVER READERS
measure_readers() {
    local server=$1 readers=$2 rate phases warm=$WARM
    if [[ $server == climit || $server == nginx ]]; then
        warm=$WARM_COMPILED
    fi

    rate=$((20000 / readers)) # the same number of deliveries per second for each number of readers
    phases=(warmsat:8:"$warm" warm:"$rate":"$warm" rate:"$rate":"$RATE" sat:8:"$SAT" sat:1:"$SAT")
    if ((readers == 5000)); then
        phases=(warmsat:8:"$warm" open "${phases[@]}")
    fi

    if [[ $server == dots && $readers == 10000 ]] && is_in idle "$ROWS"; then
        phases+=(idle:"$IDLE")
        printf 'dots\t%s\t10000/idle\tkeep_alive_s\t%s\n' "$repetition" "$KEEP_ALIVE" >>"$results"
    fi
    is_in fan-out "$ROWS" || [[ ${phases[-1]} == idle:* ]] || return 0
    say "$server, $readers readers"
    start "$server"
    load "$server" "$readers" "${phases[@]}"
    stop
}

# Core placement determines the cost of a send, so only measurements with the same placement are comparable.
repeat_if_core_placement_differed() {
    local readers=$1
    if [[ $QUICK ]] || ! is_in dots "${available[*]}"; then
        return
    fi

    for _ in $(seq "$ATTEMPTS"); do
        dotnet "$work/load/Dots.Bench.Load.dll" comparable "$results" "$repetition" "$readers" && return
        say "Core placement differed between dots and climit"
        measure_readers dots "$readers"
        measure_readers climit "$readers"
    done
}

measure_reconnect() {
    is_in reconnect "$ROWS" || return 0
    say "dots, 5,000 streams replay"
    start dots
    load dots 100 warmsat:8:"$WARM" reconnect:5000:1000:20
    stop
}

measure_commits() {
    is_in commits "$ROWS" || return 0
    say "dots, 64 writers"
    start dots
    load dots 1 --publishers 64 --body "$BOARD_OF_TWO_DOTS" --size 0 warmcommits:"$((WARM * 2))" commits:"$COMMITS"
    stop
}

measure_stalled() {
    is_in stalled "$ROWS" || return 0
    say "dots, 1,000 readers beside 1,000 stalled ones"
    start dots
    load dots-stalled 1000 warm:20:1 warmsat:8:"$WARM" sat:8:"$SAT" stall:1000 sat:8:"$((SAT * 2))"
    stop
}

# Repeats the measurement with an independent load client, to validate ours.
cross_check() {
    local server options
    is_in cross-check "$ROWS" && [[ -x $work/fanload ]] || return 0
    for server in dots climit; do
        say "$server by fanload"
        start "$server"
        options=(--size "$FRAME_SIZE")
        if [[ $server == dots ]]; then
            options=(--path /sse/notifications --pub-path /api/boards --pub-body "$BOARD" --size "$BOARD_SIZE"
                --pub-header "$(dotnet "$work/load/Dots.Bench.Load.dll" sign-in "$port")")
        fi
        wait_for_idle_machine
        timeout 60 taskset -c "$CLIENT_CORE" "$work/fanload" --label "$server-fanload" -n 1000 --port "$port" --json "$work/fanload.json" \
            --server-pid "$server_pid" "${options[@]}" --phase warm:20:1 --phase warmsat:8:"$WARM" --phase sat:8:"$SAT" --phase sat:1:"$SAT" >&2 ||
            note "fanload against $server ended with code $?."
        stop
    done
    sed -n 's/.*"label":"\([^"]*\)".*"n":\([0-9]*\),"phase":"\(sat:[0-9]*\).*"dps":\([0-9]*\).*/\1\t'"$repetition"'\t\2\/\3\tdeliveries_per_s\t\4/p' \
        "$work/fanload.json" >>"$results"
    rm -f "$work/fanload.json"
}

# ---- the table -----------------------------------------------------------------------------------------------------------------------

report() {
    if ((KEEP_ALIVE != 15)) && is_in idle "$ROWS"; then
        note "Keep-alives were measured with an interval of $KEEP_ALIVE s and scaled to 15 s, which overstates them a little."
    fi

    if [[ $QUICK ]]; then
        note "A quick run, for a smoke test only: the figures are not meaningful."
    fi

    dotnet "$work/load/Dots.Bench.Load.dll" report "$results" "${notes[@]}" >"$work/table.md"
    cat "$work/table.md"
    if [[ ! $QUICK && $SERVERS == *dots*climit*nginx*naive* && $READERS == "1000 5000 10000" && $ROWS == fan-out\ *cross-check ]]; then
        sed -n '/^# Results of bench\/attack.sh/,$p' results.md >"$work/attacks.md"
        { describe_machine run.sh; cat "$work/table.md"; echo; cat "$work/attacks.md"; } >results.md
        say "Written to bench/results.md"
    fi
}

main
