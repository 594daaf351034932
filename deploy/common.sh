# What the scripts of this folder share: the settings, as systemd reads them. Sourced, not run.

readonly DOTS_ENV=${DOTS_ENV:-/etc/dots/dots.env}

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# The environment wins over the file, as it does for Dots: setting NAME DEFAULT
setting() {
    local value=${!1:-}
    if [[ -z $value && -r $DOTS_ENV ]]; then
        value=$(sed -n "s/^$1=//p" "$DOTS_ENV" | tail -1 | sed -e 's/^"\(.*\)"$/\1/' -e "s/^'\(.*\)'$/\1/")
    fi
    printf '%s' "${value:-$2}"
}

# One part of the connection string, by any of its names: part DEFAULT NAME…
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

# Names are not case-sensitive; PostgreSQL's passwords are.
shopt -s nocasematch

trim() {
    local text=$1
    text=${text#"${text%%[![:space:]]*}"}
    printf '%s' "${text%"${text##*[![:space:]]}"}"
}

require() {
    command -v "$1" >/dev/null || die "$1 was not found; it is in the package $2"
}

provider=$(setting Database__Provider Sqlite)
connection=$(setting ConnectionStrings__Dots "Data Source=data/dots.db")
files=$(setting Files__Folder data/files)

case $provider in
    Sqlite)
        require sqlite3 sqlite3
        database=$(part "" "Data Source" DataSource Filename)
        [[ -n $database ]] || die "ConnectionStrings__Dots names no Data Source"
        ;;
    Postgres)
        require pg_dump postgresql-client
        database=$(part "" Database)
        [[ -n $database ]] || die "ConnectionStrings__Dots names no Database"
        PGHOST=$(part localhost Host Server)
        PGPORT=$(part 5432 Port)
        PGUSER=$(part "${USER:-postgres}" Username "User Id" User)
        PGPASSWORD=$(part "" Password)
        export PGHOST PGPORT PGUSER PGPASSWORD
        ;;
    *) die "Database__Provider must be Sqlite or Postgres, not '$provider'" ;;
esac
