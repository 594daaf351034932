#!/usr/bin/env bash
#
# Restores a backup that backup.sh has made. All nodes must be stopped.
#
#   deploy/restore.sh BACKUP [--replace]
#
# Refuses where there is something already, unless told to replace it. Settings are read as by backup.sh.

set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
[[ $# == 1 || ( $# == 2 && $2 == --replace ) ]] || { echo "Usage: restore.sh BACKUP [--replace]" >&2; exit 2; }
# shellcheck source=common.sh
source "$here/common.sh"

backup=$(realpath "$1")
replace=${2:-}

# Ids that were given out after the backup was made are not given out again: a reader that has seen one of them would take another event
# for it.
readonly SKIPPED_IDS=1000000

restore_sqlite() {
    [[ -f $backup/database.sqlite ]] || die "$backup holds no database of SQLite"
    [[ ! -e $database || -n $replace ]] || die "There is a database already: $database"
    [[ $(sqlite3 "$backup/database.sqlite" "PRAGMA integrity_check") == ok ]] || die "The database in $backup is damaged"
    mkdir -p "$(dirname "$database")"
    rm -f "$database.new"
    cp "$backup/database.sqlite" "$database.new"
    sqlite3 "$database.new" "UPDATE sqlite_sequence SET seq = seq + $SKIPPED_IDS WHERE name = 'events'; PRAGMA journal_mode = WAL" >/dev/null

    # What belongs to the old database would be taken for the new one's.
    rm -f "$database-wal" "$database-shm"
    mv "$database.new" "$database"
}

restore_postgres() {
    [[ -f $backup/database.pgdump ]] || die "$backup holds no database of PostgreSQL"
    local tables
    tables=$(psql -qAtc "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'" "$database")
    [[ $tables == 0 || -n $replace ]] || die "There are tables in the database $database already"
    pg_restore --clean --if-exists --no-owner --exit-on-error --single-transaction --dbname="$database" "$backup/database.pgdump"
    psql -qAtc "SELECT setval(pg_get_serial_sequence('events', 'id'), nextval(pg_get_serial_sequence('events', 'id')) + $SKIPPED_IDS)" \
        "$database" >/dev/null
}

[[ ! -d $files || -n $replace || -z $(find "$files" -type f -print -quit) ]] || die "There are files already: $files"
case $provider in
    Sqlite) restore_sqlite ;;
    Postgres) restore_postgres ;;
esac

# Files that the restored database does not name are removed by Dots in time.
mkdir -p "$files"
cp -a "$backup/files/." "$files/"
printf 'Restored %s\n' "$backup"
