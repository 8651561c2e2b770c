-- What contract-service has told, as facts: cover at an instant is computed from them, so that the
-- order in which streams arrive changes nothing.

create table cover_unit (
  serial_number text primary key,
  product_code  text    not null,
  customer_id   text    not null,
  purchase_date date    not null,
  second_hand   boolean not null,
  warranty_from date,
  warranty_to   date
);

-- Every place and owner that a unit has had, by its stream.
create table cover_site (
  serial_number     text        not null,
  stream_sequence   bigint      not null,
  since             timestamptz not null,
  site_id           text        not null,
  site_fingerprint  text        not null,
  owner_fingerprint text        not null,
  primary key (serial_number, stream_sequence)
);

-- A contract stands under the unit that it was concluded for; where it went is in cover_exchange.
create table cover_contract (
  contract_id   text primary key,
  serial_number text not null
);
create index cover_contract_by_serial on cover_contract (serial_number);

create table cover_term (
  contract_id     text   not null references cover_contract,
  stream_sequence bigint not null,
  plan            text   not null,
  years           int    not null,
  starts_on       date   not null,
  ends_on         date   not null,
  concluded_on    date   not null,
  primary key (contract_id, stream_sequence)
);

-- One row for each case and each source that tells of it. `rma` is this service's own case and goes
-- before what contract-service says of the same exchange later.
create table cover_exchange (
  case_id            text not null,
  source             text not null,
  faulty_serial      text not null,
  replacement_serial text,
  product_code       text,
  delivered_at       timestamptz,
  primary key (case_id, source)
);
create index cover_exchange_by_faulty on cover_exchange (faulty_serial);
create index cover_exchange_by_replacement on cover_exchange (replacement_serial);

create table cover_customer (
  customer_id text primary key
);

-- Both directions of each link.
create table cover_customer_link (
  customer_id text not null,
  linked_id   text not null,
  primary key (customer_id, linked_id)
);

create table cover_product (
  product_code text primary key,
  family       text not null,
  announced_on date,
  ends_on      date
);

create table cover_release (
  product_code    text    not null references cover_product,
  version         text    not null,
  kind            text    not null,
  published_on    date    not null,
  published_table boolean not null,
  withdrawn       boolean not null default false,
  primary key (product_code, version)
);

create table cover_designation (
  product_code text not null references cover_product,
  version      text not null,
  until        date,
  primary key (product_code, version)
);

-- One row: the calendar as it was last told, whole.
create table cover_calendar (
  only_row boolean primary key default true check (only_row),
  version  int   not null,
  content  jsonb not null
);

create table cover_setting (
  key              text primary key,
  value            text not null,
  settings_version int  not null
);
