#!/usr/bin/env bash
#
# Restores a backup made by backup.sh. All nodes must be stopped.
#
#   deploy/restore.sh BACKUP [--replace]
#
# Fails if a database or files exist already, unless --replace is given. Reads the same settings as backup.sh.

set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
[[ $# == 1 || ( $# == 2 && $2 == --replace ) ]] || { echo "Usage: restore.sh BACKUP [--replace]" >&2; exit 2; }
# shellcheck source=common.sh
source "$here/common.sh"

backup=$(realpath "$1")
replace=${2:-}

# Event ids assigned after the backup must not be assigned again: a reader that has seen such an id would mistake a new event for the old
# one.
readonly SKIPPED_IDS=1000000

restore_sqlite() {
    [[ -f $backup/database.sqlite ]] || die "$backup contains no SQLite database"
    [[ ! -e $database || -n $replace ]] || die "The database exists already: $database"
    [[ $(sqlite3 "$backup/database.sqlite" "PRAGMA integrity_check") == ok ]] || die "The database in $backup is damaged"
    mkdir -p "$(dirname "$database")"
    rm -f "$database.new"
    cp "$backup/database.sqlite" "$database.new"
    sqlite3 "$database.new" "UPDATE sqlite_sequence SET seq = seq + $SKIPPED_IDS WHERE name = 'events'; PRAGMA journal_mode = WAL" >/dev/null

    # SQLite would apply the old database's write-ahead log to the new one.
    rm -f "$database-wal" "$database-shm"
    mv "$database.new" "$database"
}

restore_postgres() {
    [[ -f $backup/database.pgdump ]] || die "$backup contains no PostgreSQL database"
    local tables
    tables=$(psql -qAtc "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'" "$database")
    [[ $tables == 0 || -n $replace ]] || die "The database $database has tables already"
    pg_restore --clean --if-exists --no-owner --exit-on-error --single-transaction --dbname="$database" "$backup/database.pgdump"
    psql -qAtc "SELECT setval(pg_get_serial_sequence('events', 'id'), nextval(pg_get_serial_sequence('events', 'id')) + $SKIPPED_IDS)" \
        "$database" >/dev/null
}

[[ ! -d $files || -n $replace || -z $(find "$files" -type f -print -quit) ]] || die "The files folder is not empty: $files"
case $provider in
    Sqlite) restore_sqlite ;;
    Postgres) restore_postgres ;;
esac

# Dots deletes files that the restored database does not refer to.
mkdir -p "$files"
cp -a "$backup/files/." "$files/"
printf 'Restored %s\n' "$backup"
