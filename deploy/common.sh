# Shared by the scripts of this folder: reads the settings as systemd does. To be sourced.

readonly DOTS_ENV=${DOTS_ENV:-/etc/dots/dots.env}

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# setting NAME DEFAULT: the environment takes precedence over the file.
setting() {
    local value=${!1:-}
    if [[ -z $value && -r $DOTS_ENV ]]; then
        value=$(sed -n "s/^$1=//p" "$DOTS_ENV" | tail -1 | sed -e 's/^"\(.*\)"$/\1/' -e "s/^'\(.*\)'$/\1/")
    fi
    printf '%s' "${value:-$2}"
}

# part DEFAULT NAME…: the value of a connection string keyword that has several names.
part() {
    local default=$1 name pair
    shift
    while IFS= read -r -d ';' pair; do
        for name in "$@"; do
            if [[ $(trim "${pair%%=*}") == "$name" ]]; then
                trim "${pair#*=}"
                return
            fi
        done
    done < <(printf '%s;' "$connection")
    printf '%s' "$default"
}

# For the comparison of keywords only; values keep their case.
shopt -s nocasematch

trim() {
    local text=$1
    text=${text#"${text%%[![:space:]]*}"}
    printf '%s' "${text%"${text##*[![:space:]]}"}"
}

require() {
    command -v "$1" >/dev/null || die "$1 was not found; install the package $2"
}

provider=$(setting Database__Provider Sqlite)
connection=$(setting ConnectionStrings__Dots "Data Source=data/dots.db")
files=$(setting Files__Folder data/files)

case $provider in
    Sqlite)
        require sqlite3 sqlite3
        database=$(part "" "Data Source" DataSource Filename)
        [[ -n $database ]] || die "ConnectionStrings__Dots has no Data Source"
        ;;
    Postgres)
        require pg_dump postgresql-client
        database=$(part "" Database)
        [[ -n $database ]] || die "ConnectionStrings__Dots has no Database"
        PGHOST=$(part localhost Host Server)
        PGPORT=$(part 5432 Port)
        PGUSER=$(part "${USER:-postgres}" Username "User Id" User)
        PGPASSWORD=$(part "" Password)
        export PGHOST PGPORT PGUSER PGPASSWORD
        ;;
    *) die "Database__Provider must be Sqlite or Postgres, not '$provider'" ;;
esac
