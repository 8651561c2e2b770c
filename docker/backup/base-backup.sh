#!/usr/bin/env bash
# A base backup of a running cluster, by the server's own program of version 17 or newer. Who connects is said as to psql:
# PGHOST, PGPORT, PGUSER (with the right REPLICATION), PGPASSWORD.
set -euo pipefail
[ $# = 1 ] || { echo "usage: base-backup.sh FOLDER" >&2; exit 2; }
[ ! -e "$1" ] || { echo "$1 is there already; a backup is never written over" >&2; exit 1; }
pg_basebackup --pgdata="$1.part" --format=plain --wal-method=stream --checkpoint=fast --manifest-checksums=SHA256
mv "$1.part" "$1"
pg_verifybackup "$1"
echo "$1 holds the cluster as of $(date -u +%FT%TZ)"
