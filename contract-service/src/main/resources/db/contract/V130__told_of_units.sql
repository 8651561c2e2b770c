-- What rma-service told of units, event by event, and when it was told here: what was known of them
-- at an instant is made of it. A correction comes to what it corrects; nothing is changed.
create table unit_told (
  stream   varchar(200) not null,
  sequence bigint       not null,
  told_at  timestamptz  not null,
  type     varchar(100) not null,
  version  integer      not null,
  occurred_at timestamptz not null,
  content  jsonb        not null,
  primary key (stream, sequence)
);

-- Which streams tell of a unit; `exchanged` where it took another one's place, or lost its own.
create table unit_told_in (
  serial_number varchar(128) not null,
  stream        varchar(200) not null,
  exchanged     boolean      not null,
  primary key (serial_number, stream)
);
create index unit_told_in_by_stream on unit_told_in (stream);
