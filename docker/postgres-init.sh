#!/usr/bin/env bash
# A database for each service, closed to the others.
set -euo pipefail
for name in contract rma notification; do
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<SQL
create role $name login password '$name';
create database $name owner $name;
revoke connect on database $name from public;
SQL
done
