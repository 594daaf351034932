#!/usr/bin/env bash
#
# Backs up a site of Dots while it runs: the database as it is at one moment, and the files of activities.
#
#   deploy/backup.sh FOLDER
#
# Makes FOLDER/dots-<time> and prints its name. Settings are read from the environment and from /etc/dots/dots.env (or $DOTS_ENV).

set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
(($# == 1)) || { echo "Usage: backup.sh FOLDER" >&2; exit 2; }
# shellcheck source=common.sh
source "$here/common.sh"

umask 077
target=$(realpath -m "$1")/dots-$(date -u +%Y%m%dT%H%M%SZ)
partial=$target.partial
mkdir -p "$partial/files"
trap 'rm -rf "$partial"' EXIT

# What is there already is passed over: a file's bytes never change.
copy_files() {
    [[ -d $files ]] || return 0
    (cd "$files" && find . -type f ! -name '*.part' -print0 | tar --null --no-recursion --ignore-failed-read -T - -cf - 2>/dev/null || true) |
        tar --skip-old-files -xf - -C "$partial/files"
}

# Before the database and after it: whatever it names was there before, or has come in between. Files are removed only some minutes after
# their rows.
copy_files
case $provider in
    Sqlite)
        [[ -f $database ]] || die "There is no database $database"
        sqlite3 "$database" ".timeout 30000" "VACUUM INTO '${partial//\'/\'\'}/database.sqlite'"
        ;;
    Postgres)
        pg_dump --format=custom --no-owner --file="$partial/database.pgdump" "$database"
        ;;
esac
copy_files

# Only what is whole has its name.
sync "$partial"
mv "$partial" "$target"
printf '%s\n' "$target"
