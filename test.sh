#!/usr/bin/env bash
#
# Builds Dots and runs all of its tests. The last line of the output is "N passed, N failed", summed over the result files that the test
# runners wrote. The exit code is 0 only if tests ran, none failed, none was skipped, and neither the build nor a linter complained.
#
# Needs the .NET SDK that global.json names and Node.js 20 or later; installs other missing programs with apt, NuGet and npm.

set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

# No program may wait for an answer from the terminal.
exec </dev/null
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false NO_COLOR=1

readonly CLIENT_APP=src/Web/ClientApp

# All projects run on SQLite. These run a second time on PostgreSQL, because the product behaves the same on both. Each starts a temporary
# PostgreSQL of its own.
readonly ON_POSTGRES_TOO=(Application Infrastructure Web Streams WebSockets)

# These are started first, because they take longest.
readonly FIRST=(Browser Streams Cluster Web WebSockets)

# How many projects run at the same time: each of them waits for a good part of its time.
readonly AT_ONCE=3

# The product and the packages with most code are compiled ahead of time: each of the hundreds of servers and test processes of a run would
# compile the same methods again, which is a quarter of the processor time.
readonly PRECOMPILED=(Dots.Domain Dots.Application Dots.Infrastructure Dots.Web
    AutoMapper FluentAssertions FluentValidation MediatR Microsoft.Data.Sqlite Microsoft.EntityFrameworkCore
    Microsoft.EntityFrameworkCore.Relational Microsoft.EntityFrameworkCore.Sqlite Microsoft.OpenApi Npgsql Npgsql.EntityFrameworkCore.PostgreSQL
    StackExchange.Redis xunit.v3.common xunit.v3.core)

# In seconds, far more than any project needs on a slow machine. A project that exceeds it is killed together with the processes that it has
# started.
readonly TIMEOUT=1500

# In seconds: which test has been running for so long is printed, so that the log of a project that is killed says where it hung.
readonly LONG=90

results=$(mktemp -d)
problems=()

main() {
    trap finish EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM

    require dotnet "the .NET SDK $(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json) or a later feature band (https://dot.net)" || return
    require node "Node.js 20 or later (https://nodejs.org)" || return
    install_missing_packages

    # Also installs and builds the client app.
    step "Build" build || return
    step "Precompile" precompile || return
    test_all
}

# With one compiler process for all projects, which would otherwise outlive this script. What is not optimised cannot be compiled ahead of time.
build() {
    dotnet build Dots.sln -nodeReuse:false -p:UseSharedCompilation=true -p:Precompile=true -p:Optimize=true
    local exit_code=$?
    dotnet build-server shutdown --vbcscompiler >/dev/null
    return "$exit_code"
}

# Compiles assemblies ahead of time in the folders of the test projects. The next build puts the original files back.
precompile() {
    local name value folder assembly
    local -A property=()
    while IFS== read -r name value; do
        property[$name]=$value
    done < <(dotnet msbuild tests/Testing -getProperty:NetCoreRoot,NuGetPackageRoot,NETCoreSdkPortableRuntimeIdentifier,BundledNETCoreAppPackageVersion |
        sed -n 's/^ *"\([A-Za-z0-9]*\)": "\(.*\)",\{0,1\}$/\1=\2/p')
    local platform=${property[NETCoreSdkPortableRuntimeIdentifier]} version=${property[BundledNETCoreAppPackageVersion]}
    local compiler="${property[NuGetPackageRoot]}microsoft.netcore.app.crossgen2.$platform/$version/tools/crossgen2"
    local shared="${property[NetCoreRoot]}shared" from=tests/Web.Tests/bin/Debug/net10.0 to="$results/precompiled"
    mkdir -p "$to"
    # Of the compiler's own patterns, because a folder also has programs, which are no assemblies.
    printf '%s\n' "${PRECOMPILED[@]}" | xargs -P "$(nproc)" -I{} "$compiler" "$from/{}.dll" -o "$to/{}.dll" -r "$from/*.dll" \
        -r "$shared/Microsoft.NETCore.App/$version/*.dll" -r "$shared/Microsoft.AspNetCore.App/$version/*.dll" \
        --targetos "${platform%-*}" --targetarch "${platform##*-}" -O >"$results/precompile.log" || { cat "$results/precompile.log"; return 1; }
    for folder in tests/*.Tests/bin/Debug/net10.0; do
        for assembly in "${PRECOMPILED[@]}"; do
            [[ ! -e $folder/$assembly.dll ]] || cp "$to/$assembly.dll" "$folder/"
        done
    done
}

step() {
    local name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" || problem "$name failed"
}

# Returns a failure, so that callers can stop there.
problem() {
    problems+=("$1")
    return 1
}

require() {
    command -v "$1" >/dev/null || problem "$1 was not found; the tests need $2"
}

test_all() {
    local names name
    names=$(for name in tests/*/*.Tests.csproj; do basename "$name" .Tests.csproj; done)
    for name in "${FIRST[@]}"; do
        test_project "$name" Sqlite
    done
    test_client_app
    for name in $names; do
        [[ " ${FIRST[*]} " == *" $name "* ]] || test_project "$name" Sqlite
    done
    for name in "${ON_POSTGRES_TOO[@]}"; do
        # Without the tests of one particular database, which the runs above include.
        test_project "$name" Postgres -trait- Database=Sqlite -trait- Database=Postgres
    done
    wait_until_running 0
}

test_client_app() {
    local title="The client app"
    run_beside "$title" npm --prefix "$CLIENT_APP" run --silent check -- \
        --reporter=default --reporter=junit --outputFile.junit="$results/$title.xml"
}

# test_project NAME DATABASE [OPTION...]
# Runs the project as a program, not by "dotnet test", which takes seconds to start.
test_project() {
    local name=$1 title="Dots.$1.Tests on $2"
    export DOTS_TEST_DATABASE=$2
    shift 2
    run_beside "$title" "tests/$name.Tests/bin/Debug/net10.0/Dots.$name.Tests" -noLogo -noColor -longRunning "$LONG" -result-trx "$results/$title.trx" "$@"
}

declare -A running=() started=()

# run_beside TITLE COMMAND [ARGUMENT...]
# Starts a test run as soon as fewer than AT_ONCE are going.
run_beside() {
    local title=$1
    shift
    wait_until_running $((AT_ONCE - 1))
    timeout --kill-after=10 "$TIMEOUT" "$@" >"$results/$title.log" 2>&1 &
    running[$!]=$title
    started[$!]=$SECONDS
}

# wait_until_running COUNT
# Returns when at most this many test runs are going. Each one's output is printed when it has ended, so that none are mixed.
wait_until_running() {
    local process exit_code title
    while ((${#running[@]} > $1)); do
        wait -n -p process "${!running[@]}"
        exit_code=$?
        title=${running[$process]}
        unset "running[$process]"
        printf '\n== %s\n' "$title"
        cat "$results/$title.log"
        printf '   Took %d s.\n' $((SECONDS - started[$process]))
        ((exit_code != 124)) || problem "$title was killed after $TIMEOUT s"
        ((exit_code == 0)) || problem "$title failed"
        grep -qs '<UnitTestResult \|<testcase ' "$results/$title".{trx,xml} || problem "$title tested nothing"
    done
}

# Installs the programs that some tests use. Tests whose program cannot be installed are skipped, which makes the run fail.
install_missing_packages() {
    local packages=()
    command -v curl >/dev/null || packages+=(curl)
    command -v chromium >/dev/null || packages+=(chromium)
    command -v firefox-esr >/dev/null || packages+=(firefox-esr)
    command -v redis-server >/dev/null || packages+=(redis-server)
    command -v sqlite3 >/dev/null || packages+=(sqlite3)
    command -v nginx >/dev/null || [[ -x /usr/sbin/nginx ]] || packages+=(nginx)
    compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || packages+=(postgresql)
    ((${#packages[@]} == 0)) && return

    local as_root=()
    if ((EUID != 0)); then
        as_root=(sudo -n)
    fi

    if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
        printf 'Not installed: %s. Installing them requires apt-get and root (or sudo without a password); their tests will be skipped.\n' \
            "${packages[*]}"
        return
    fi

    # RUNLEVEL=1 keeps the packages from starting their services, which the tests do not use.
    printf '\n== Installing %s\n' "${packages[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
            apt-get -qq install --yes --no-install-recommends "${packages[@]}" >"$results/apt.log" 2>&1 ||
        { cat "$results/apt.log"; printf 'Could not install %s; their tests will be skipped.\n' "${packages[*]}"; }
}

# sum FILE ELEMENT ATTRIBUTE
# Prints the sum of an attribute over all elements of this name.
sum() {
    grep -o "<$2 [^>]*" "$1" | grep -o " $3=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

# Sums up the result files and ends the script.
finish() {
    local exit_code=$? passed=0 failed=0 skipped=0 file total executed
    trap - EXIT
    ((${#running[@]} == 0)) || kill "${!running[@]}"

    for file in "$results"/*.trx; do
        [[ -s $file ]] || continue
        total=$(sum "$file" Counters total)
        executed=$(sum "$file" Counters executed)
        ((passed += $(sum "$file" Counters passed)))
        ((failed += executed - $(sum "$file" Counters passed)))
        ((skipped += total - executed))
    done

    for file in "$results"/*.xml; do
        [[ -s $file ]] || continue
        total=$(sum "$file" testsuite tests)
        executed=$((total - $(sum "$file" testsuite skipped)))
        ((failed += $(sum "$file" testsuite failures) + $(sum "$file" testsuite errors)))
        ((passed += executed - $(sum "$file" testsuite failures) - $(sum "$file" testsuite errors)))
        ((skipped += total - executed))
    done

    # Once more, because the whole output is long.
    awk '/ \[FAIL\]$|^ FAIL /{ lines = 12 } lines-- > 0' "$results"/*.log 2>/dev/null
    rm -rf "$results"
    ((skipped == 0)) || problem "$skipped skipped"
    ((passed + failed > 0)) || problem "Nothing was tested"
    if ((${#problems[@]} > 0)); then
        printf "\n"
        printf "%s.\n" "${problems[@]}"
    fi
    ((exit_code == 0 && failed == 0 && ${#problems[@]} == 0)) || exit_code=1
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
    exit "$exit_code"
}

main
