#!/usr/bin/env bash
# A database for each service, closed to the others: one role owns it and makes its tables, another is the service's, whose
# rights come with the migrations. What is there stays as it is, so that it can be run again on an older volume.
set -euo pipefail
for name in contract rma notification; do
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<SQL
select format('create role %1\$I login password %1\$L', role)
from unnest(array['$name', '${name}_service']) as role
where not exists (select from pg_roles where rolname = role) \gexec
select 'create database $name owner $name'
where not exists (select from pg_database where datname = '$name') \gexec
revoke connect on database $name from public;
grant connect on database $name to ${name}_service;
SQL
done
