-- Streams whose names bear a spelling from before identifiers had one each.
create table stream_name (
  name        text primary key,
  recorded_as text not null
);

create table identity_collision (
  collision_id bigint      generated always as identity primary key,
  kind         varchar(40) not null,
  canonical    text        not null,
  spellings    text[]      not null,
  streams      text[]      not null,
  found_at     timestamptz not null,
  unique (kind, canonical)
);

create table spelling_migration (
  done_at timestamptz not null
);
