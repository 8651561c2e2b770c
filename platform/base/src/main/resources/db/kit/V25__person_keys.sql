-- The keys under which persons' data lie, each wrapped by the master key that is named beside it. Erasing takes the key
-- away and leaves the row: nobody gets a second key under the same ID. What belongs to somebody is erased together with
-- him.
create table person_key (
  subject    varchar(200) primary key,
  belongs_to varchar(200),
  master     varchar(64),
  wrapped    bytea,
  erased_at  timestamptz,
  check ((wrapped is null) = (erased_at is not null)),
  check ((wrapped is null) = (master is null))
);
create index person_key_by_owner on person_key (belongs_to) where belongs_to is not null;
create index person_key_by_master on person_key (master) where wrapped is not null;

-- A row that lost its key goes from the table's file within minutes, not after the fifth part of all rows has changed.
alter table person_key set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);
