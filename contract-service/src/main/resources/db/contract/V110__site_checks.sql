-- The last check of each unit's site; it counts while the unit still stands there.
create table site_check (
  serial_number        varchar(128) primary key,
  site_fingerprint     varchar(128) not null,
  serviceable          boolean      not null,
  arrival_target_hours integer      not null,
  checked_at           timestamptz  not null
);

-- VA-9, REG-1, REG-2
alter table unit add column source varchar(20);
alter table unit add column platform varchar(100);

-- EOS-11
alter table product add column end_of_sale_url varchar(500);

-- CID-6: IDs of the system until September 2011.
create table customer_alias (
  alias       varchar(128) primary key,
  customer_id varchar(128) not null references customer,
  added_at    timestamptz  not null
);
create index customer_alias_by_customer on customer_alias (customer_id);
