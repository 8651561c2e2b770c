#!/usr/bin/env bash
# A dump of each service's database, each by itself consistent, by pg_dump of version 17 or newer. Who connects is said as to psql.
set -euo pipefail
[ $# = 1 ] || { echo "usage: dump.sh FOLDER" >&2; exit 2; }
mkdir -p "$1"
for database in ${DATABASES:-contract rma notification}; do
  pg_dump --format=custom --file="$1/$database.dump.part" "$database"
  mv "$1/$database.dump.part" "$1/$database.dump"
  echo "$1/$database.dump"
done
