-- What was found out about a unit's site (ONS-7); which finding counts is decided as of an instant.
create table cover_site_check (
  serial_number        text        not null,
  stream_sequence      bigint      not null,
  checked_at           timestamptz not null,
  site_fingerprint     text        not null,
  serviceable          boolean     not null,
  arrival_target_hours int         not null,
  primary key (serial_number, stream_sequence)
);
