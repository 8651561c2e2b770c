#!/usr/bin/env bash
# A database for each service, closed to the others: one role owns it and makes its tables, another is the service's, whose
# rights come with the migrations. What is there stays, with the passwords of now, so that it can be run again on an older volume.
set -euo pipefail
for name in contract rma notification; do
  owner=${name^^}_OWNER_PASSWORD
  service=${name^^}_DB_PASSWORD
  # the passwords go by the standard input: arguments are seen by whoever lists processes
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<SQL
\set owner '${!owner:?is not set}'
\set service '${!service:?is not set}'
select format('create role %I login', role)
from unnest(array['$name', '${name}_service']) as role
where not exists (select from pg_roles where rolname = role) \gexec
alter role $name password :'owner';
alter role ${name}_service password :'service';
select 'create database $name owner $name'
where not exists (select from pg_database where datname = '$name') \gexec
revoke connect on database $name from public;
grant connect on database $name to ${name}_service;
SQL
done
