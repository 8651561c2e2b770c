-- What an Idempotency-Key was answered with. `since` is business time (kept 7 days); `lease_until`
-- is the machine's: a key that is neither answered nor leased was left by a crash and is free.
create table idempotency (
  scope_hash   char(64)    primary key,
  content_hash char(64)    not null,
  owner        uuid        not null,
  done         boolean     not null,
  since        timestamptz not null,
  lease_until  timestamptz not null,
  status       integer,
  headers      text,
  body         bytea
);
create index idempotency_by_age on idempotency (since) where done;
