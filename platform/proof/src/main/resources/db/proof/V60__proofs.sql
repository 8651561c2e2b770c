-- The log over all events: a row for each, in the order in which the store is read, from 0 on. `hash` is the event's, as it was when it
-- was logged. Rows are added by one sequencer at a time; that a second one by accident cannot fork the log is what the keys are for.
create table proof_leaf (
  index    bigint not null,
  sequence bigint not null,
  stream   text   collate "C" not null,
  hash     bytea  not null,
  constraint proof_leaf_index primary key (index),
  constraint proof_leaf_event unique (stream, sequence)
);

-- The full tiles of the log's tree (C2SP tlog-tiles): 256 hashes of 32 bytes, and the root over them, which is a hash of the level above.
create table proof_tile (
  level  smallint not null,
  index  bigint   not null,
  root   bytea    not null,
  hashes bytea    not null,
  constraint proof_tile_place primary key (level, index)
);
-- hashes do not get smaller, and the attempt takes time
alter table proof_tile alter column hashes set storage external;

-- What was signed (C2SP tlog-checkpoint), the same size again where nothing was added for an hour.
create table proof_checkpoint (
  number    bigint      generated always as identity primary key,
  size      bigint      not null,
  signed_at timestamptz not null,
  note      text        not null
);
create index proof_checkpoint_size on proof_checkpoint (size);

-- What witnesses have signed of it (C2SP tlog-cosignature): a line for each key and size.
create table proof_cosignature (
  size        bigint      not null,
  witness     text        collate "C" not null,
  key_id      integer     not null,
  received_at timestamptz not null,
  line        text        not null,
  constraint proof_cosignature_key primary key (size, witness, key_id)
);
