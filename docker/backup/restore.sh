#!/usr/bin/env bash
# Makes a data folder of a base backup, which PostgreSQL brings to the end of the archive or to a target when it starts on it.
#   restore.sh BACKUP ARCHIVE DATA ["recovery_target_time = '2026-05-01 14:00:00+09'"]
set -euo pipefail
[ $# = 3 ] || [ $# = 4 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
[ ! -e "$3" ] || [ -z "$(ls -A "$3")" ] || { echo "$3 is not empty" >&2; exit 1; }
mkdir -p "$3"
cp -a "$1/." "$3/"
chmod 700 "$3"
touch "$3/recovery.signal"
cat >>"$3/postgresql.auto.conf" <<CONF
restore_command = 'cp $(realpath "$2")/%f %p'
recovery_target_action = 'promote'
${4:-}
CONF
echo "Start PostgreSQL on $3; it takes writes once 'select pg_is_in_recovery()' says f."
