#!/usr/bin/env bash
#
# Backs up a running installation: a consistent snapshot of the database, and the activities' files.
#
#   deploy/backup.sh FOLDER
#
# Creates FOLDER/dots-<time> and prints its name. Settings are read from the environment and from /etc/dots/dots.env (or $DOTS_ENV).

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

# Existing files are skipped, because a stored file never changes. Files that have been removed since the backup began are put back in their
# places: Dots deletes those that the database does not refer to.
copy_files() {
    [[ -d $files ]] || return 0
    (cd "$files" && find . -type f -path './[0-9a-f][0-9a-f]/*' ! -name '*.part' -print0 | tar --null --no-recursion --ignore-failed-read -T - -cf - 2>/dev/null || true) |
        tar --skip-old-files -xf - -C "$partial/files"
    local removed name
    for removed in "$files"/removed/*; do
        name=${removed##*/}
        [[ -f $removed && ! -e $partial/files/${name:0:2}/$name ]] || continue
        mkdir -p "$partial/files/${name:0:2}"
        cp -p "$removed" "$partial/files/${name:0:2}/$name" 2>/dev/null || true
    done
}

# While this file is younger than five minutes, Dots keeps removed files in the folder "removed". It is touched again and again, so that it loses
# its effect by itself if the backup is killed.
if [[ -d $files ]]; then
    touch "$files/.backup"
    while sleep 60; do touch "$files/.backup"; done >/dev/null 2>&1 &
    toucher=$!
    trap 'kill $toucher 2>/dev/null || true; rm -f "$files/.backup"; rm -rf "$partial"' EXIT
fi

# Copied before and after the database, so that every file that the snapshot refers to is included: it existed before, or was added in
# between.
copy_files
case $provider in
    Sqlite)
        [[ -f $database ]] || die "Database not found: $database"
        sqlite3 "$database" ".timeout 30000" "VACUUM INTO '${partial//\'/\'\'}/database.sqlite'"
        ;;
    Postgres)
        pg_dump --format=custom --no-owner --file="$partial/database.pgdump" "$database"
        ;;
esac
copy_files

# Renamed last, so that a folder of this name is always a complete backup.
sync "$partial"
mv "$partial" "$target"
printf '%s\n' "$target"
