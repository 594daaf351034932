#!/usr/bin/env bash
#
# Builds Dots and runs every test of it. The last line of the output is "N passed, N failed", added up from the result files that the
# test runners wrote. The exit code is 0 only if something ran, nothing failed, nothing was skipped, and the build and the linters are
# content.
#
# Needs the .NET SDK that global.json names and Node.js 20 or later; fetches what else is missing with apt, NuGet and npm.

set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

# Nobody is there to answer a question.
exec </dev/null
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false NO_COLOR=1

readonly CLIENT_APP=src/Web/ClientApp

# What the product does is the same on SQLite, where all projects run, and on PostgreSQL, where these run once more. Each of them starts a
# throw-away PostgreSQL for itself.
readonly ON_POSTGRES_TOO=(Application Infrastructure Web Streams WebSockets)

# Far above what a test project takes; what hangs is ended, with all that it has started.
readonly PROJECT_TIMEOUT=600

results=$(mktemp -d)
problems=()

main() {
    trap finish EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM

    require dotnet "the .NET SDK $(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json) or a later feature band (https://dot.net)" || return
    require node "Node.js 20 or later (https://nodejs.org)" || return
    install_missing_packages

    # Also installs and builds the client app. Without build servers, because they would outlive this script.
    step "Build" dotnet build Dots.sln --disable-build-servers || return
    check_client_app
    test_client_app
    for project in tests/*/*.Tests.csproj; do
        test_project "$project" Sqlite
    done
    for project in "${ON_POSTGRES_TOO[@]}"; do
        # Without what is about one database, and has run.
        test_project "tests/$project.Tests/$project.Tests.csproj" Postgres --filter 'Database!=Sqlite&Database!=Postgres'
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

check_client_app() {
    step "Type check of the client app" npm --prefix "$CLIENT_APP" run --silent typecheck
    step "Lint of the client app" npm --prefix "$CLIENT_APP" run --silent lint
}

test_client_app() {
    local result=$results/client-app.junit.xml
    step "Tests of the client app" npm --prefix "$CLIENT_APP" test --silent -- \
        --reporter=default --reporter=junit --outputFile.junit="$result"
    require_result "$result" "The client app's tests"
}

# test_project PROJECT DATABASE [OPTION...]
# One project after the other: some of them measure time, and a loaded machine would be measured with it.
test_project() {
    local project=$1 database=$2 name result
    shift 2
    name="$(basename "$project" .csproj) on $database"
    result=$results/$name.trx
    step "$name" env DOTS_TEST_DATABASE="$database" timeout --kill-after=10 "$PROJECT_TIMEOUT" \
        dotnet test "$project" --no-build --disable-build-servers --logger "trx;LogFileName=$result" --logger "console;verbosity=minimal" "$@"
    require_result "$result" "$name"
}

require_result() {
    if [[ ! -s $1 ]]; then
        problem "$2 left no results"
    elif ! grep -q '<UnitTestResult \|<testcase ' "$1"; then
        problem "$2 tested nothing"
    fi
}

# Programs that some tests drive. Where one cannot be installed, its tests are skipped, which is a failure in the end.
install_missing_packages() {
    local packages=()
    command -v curl >/dev/null || packages+=(curl)
    command -v chromium >/dev/null || packages+=(chromium)
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
        printf 'Not installed: %s. Installing them takes apt-get and root (or sudo without a password); their tests will be skipped.\n' \
            "${packages[*]}"
        return
    fi

    # RUNLEVEL=1 keeps the packages from starting their services, which the tests would not use.
    printf '\n== Installing %s\n' "${packages[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
            apt-get -qq install --yes --no-install-recommends "${packages[@]}" >"$results/apt.log" 2>&1 ||
        { cat "$results/apt.log"; printf 'Could not install %s; their tests will be skipped.\n' "${packages[*]}"; }
}

# The sum of an attribute over all elements of one name: sum FILE ELEMENT ATTRIBUTE
sum() {
    grep -o "<$2 [^>]*" "$1" | grep -o " $3=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

# The tests that were skipped, each with its reason, which the runner does not show.
print_skipped() {
    sed -n '/outcome="NotExecuted"/,/<\/UnitTestResult>/ {
        s/.*testName="\([^"]*\)".*/Skipped: \1/p
        s/.*<Message>\(.*\)<\/Message>.*/    \1/p
    }' "$1"
}

# Adds the result files up and ends the script.
finish() {
    local exit_code=$? passed=0 failed=0 skipped=0 file total executed
    trap - EXIT

    for file in "$results"/*.trx; do
        [[ -s $file ]] || continue
        total=$(sum "$file" Counters total)
        executed=$(sum "$file" Counters executed)
        ((passed += $(sum "$file" Counters passed)))
        ((failed += executed - $(sum "$file" Counters passed)))
        ((skipped += total - executed))
        print_skipped "$file"
    done

    for file in "$results"/*.junit.xml; do
        [[ -s $file ]] || continue
        total=$(sum "$file" testsuite tests)
        executed=$((total - $(sum "$file" testsuite skipped)))
        ((failed += $(sum "$file" testsuite failures) + $(sum "$file" testsuite errors)))
        ((passed += executed - $(sum "$file" testsuite failures) - $(sum "$file" testsuite errors)))
        ((skipped += total - executed))
    done

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
