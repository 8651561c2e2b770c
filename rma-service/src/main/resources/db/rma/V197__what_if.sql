-- Runs that decide cases of the past again under something supposed; nothing but these rows is written by one.
create table what_if_run (
  run_id            varchar(36) primary key,
  number            bigint      not null generated always as identity,
  first_day         date        not null,
  last_day          date        not null,
  supposed          jsonb       not null,
  asked_by          text        not null,
  asked_at          timestamptz not null,
  state             varchar(12) not null,
  cases             bigint,
  cases_done        bigint      not null default 0,
  different         bigint      not null default 0,
  not_reproduced    bigint      not null default 0,
  undecidable       bigint      not null default 0,
  worked_millis     bigint      not null default 0,
  -- the last case that was decided again: where a run that was broken off goes on
  last_case         varchar(128),
  last_submitted_at timestamptz,
  finished_at       timestamptz,
  worker            varchar(36),
  lease_until       timestamptz
);
create index what_if_run_unfinished on what_if_run (number) where state in ('QUEUED', 'RUNNING');

create table what_if_finding (
  run_id  varchar(36)  not null references what_if_run on delete cascade,
  number  bigint       not null,
  case_id varchar(128) not null,
  kind    varchar(20)  not null,
  content jsonb        not null,
  primary key (run_id, number)
);
