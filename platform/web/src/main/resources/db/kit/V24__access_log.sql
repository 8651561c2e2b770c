-- By whom and about whom the events of the streams access-<day>-<n> are; what they say stands there. Derived: a row
-- can be made anew from its event. Append only, so the arrays' index takes rows as they come and sorts them in later.
create table access_log (
  recorded_at  timestamptz not null,
  stream       text        collate "C" not null,
  sequence     bigint      not null,
  actor        text        not null,
  customer_ids text[]      not null,
  contact_ids  text[]      not null
);
create index access_log_newest on access_log (recorded_at desc, stream desc, sequence desc);
create index access_log_by_actor on access_log (actor, recorded_at desc);
create index access_log_by_customer on access_log using gin (customer_ids);
create index access_log_by_contact on access_log using gin (contact_ids);
