-- The file of an import and its name lie under keys of their own. What was taken in before stays as it was until its last
-- row is done; names that were told before stay in clear until they are forgotten.
alter table import_job
  add column sealed_content bytea,
  add column sealed_name    bytea,
  add column forgotten_at   timestamptz;
create index import_job_kept on import_job (finished_at) where status = 'COMPLETED' and forgotten_at is null;
