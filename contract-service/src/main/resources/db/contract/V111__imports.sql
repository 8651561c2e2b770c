-- Imports of what an earlier system knows. The file stays until its last row is done, and no longer.
create table import_job (
  import_id    varchar(64)  primary key,
  name         varchar(200),
  charset      varchar(40)  not null,
  dry_run      boolean      not null,
  status       varchar(20)  not null,
  content      bytea,
  row_count    integer      not null,
  rows_done    integer      not null default 0,
  accepted     integer      not null default 0,
  unchanged    integer      not null default 0,
  rejected     integer      not null default 0,
  submitted_by varchar(200) not null,
  submitted_at timestamptz  not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  -- who works on it, and until when nobody else does, in real time
  worker       varchar(64),
  lease_until  timestamptz
);
create index import_job_open on import_job (submitted_at) where status <> 'COMPLETED';

create table import_problem (
  import_id varchar(64) not null references import_job,
  line      bigint      not null,
  position  integer     not null,
  field     varchar(40),
  code      varchar(60) not null,
  clauses   text[]      not null,
  ja        text        not null,
  en        text        not null,
  primary key (import_id, line, position)
);
