-- What was asked to be built anew, how far it has come and what was found. `lease_until` is by the clock of this
-- database, the other times are business time.
create table projection_replay (
  replay_id    varchar(64)  primary key,
  position     bigint       not null generated always as identity,
  projection   varchar(80)  not null,
  compare_only boolean      not null,
  status       varchar(20)  not null,
  requested_by varchar(255) not null,
  requested_at timestamptz  not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  -- whoever works on it knows this number; it is raised by whoever takes it over
  attempt      integer      not null default 0,
  lease_until  timestamptz,
  events_done  bigint       not null default 0,
  events_total bigint       not null default 0,
  -- real time that the present attempt has worked
  worked_ms    bigint       not null default 0,
  differences  bigint       not null default 0,
  rows_changed bigint       not null default 0,
  problem      text
);
create index projection_replay_open on projection_replay (position) where finished_at is null;

-- Rows that were otherwise in the table than the events say: the first of them, keys only.
create table projection_difference (
  replay_id  varchar(64) not null references projection_replay,
  number     integer     not null,
  table_name varchar(80) not null,
  row_key    jsonb       not null,
  kind       varchar(20) not null,
  columns    text[]      not null,
  primary key (replay_id, number)
);

-- Read models are built anew in tables of the same names here, made like the live ones and thrown away afterwards.
create schema replay;

create function replay_clear() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  shadow text;
begin
  for shadow in select tablename from pg_tables where schemaname = 'replay' loop
    execute format('drop table replay.%I', shadow);
  end loop;
end $$;

-- Beside each shadow a table for the keys of the rows that differ.
create function replay_prepare(live text, names text[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text;
  keys text;
begin
  for name in select tablename from pg_tables where schemaname = 'replay' loop
    execute format('drop table replay.%I', name);
  end loop;
  execute format('grant usage on schema replay to %I', session_user);
  foreach name in array names loop
    execute format('create unlogged table replay.%I (like %I.%I including all)', name, live, name);
    execute format('grant select, insert, update, delete on replay.%I to %I', name, session_user);
    select string_agg(format('%I', a.attname), ', ' order by k.place) into keys
      from pg_index i
      cross join unnest(i.indkey) with ordinality as k (attnum, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
     where i.indrelid = format('%I.%I', live, name)::regclass and i.indisprimary;
    if keys is null then
      raise exception 'table % has no primary key, so that its rows cannot be compared', name;
    end if;
    execute format('create unlogged table replay.%I as select %s from %I.%I with no data',
                   name || '~differs', keys, live, name);
    execute format('grant select, insert, update, delete on replay.%I to %I',
                   name || '~differs', session_user);
  end loop;
end $$;

-- So that the planner knows how many rows there are by now.
create function replay_analyze() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  shadow text;
begin
  for shadow in select tablename from pg_tables where schemaname = 'replay' loop
    execute format('analyze replay.%I', shadow);
  end loop;
end $$;

-- What was asked to be published once more; `reached` is the place up to which it was, `ends_at` the one where it ends.
create table republication (
  republication_id varchar(64)  primary key,
  position         bigint       not null generated always as identity,
  types            text[]       not null,
  stream           varchar(255),
  recorded_from    timestamptz,
  recorded_to      timestamptz,
  status           varchar(20)  not null,
  requested_by     varchar(255) not null,
  requested_at     timestamptz  not null,
  started_at       timestamptz,
  finished_at      timestamptz,
  worker           varchar(64),
  lease_until      timestamptz,
  ends_at          text,
  reached          text,
  events_sent      bigint       not null default 0,
  events_total     bigint       not null,
  worked_ms        bigint       not null default 0
);
create index republication_open on republication (position) where finished_at is null;
