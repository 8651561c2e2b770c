-- IDs are numbers in the order of their issue; a rolled-back write leaves a gap, never a duplicate.
create sequence customer_number start with 1001;
create sequence contract_number start with 1001;

create table product (
  product_code     varchar(128) primary key,
  name             varchar(200) not null,
  aliases          text[]       not null,
  family           varchar(30)  not null,
  edition          varchar(100),
  end_of_sale_mark boolean      not null,
  announced_on     date,
  ends_on          date
);

create table customer (
  customer_id varchar(128) primary key,
  issued_at   timestamptz not null
);

create table customer_link (
  customer_id        varchar(128) not null references customer,
  linked_customer_id varchar(128) not null references customer,
  primary key (customer_id, linked_customer_id)
);
create index customer_link_back on customer_link (linked_customer_id);

create table contact (
  contact_id       varchar(128) primary key,
  customer_id      varchar(128) not null,
  language         varchar(2)   not null,
  contract_notices boolean      not null,
  changed_at       timestamptz  not null,
  erased           boolean      not null default false
);
create index contact_by_customer on contact (customer_id);

-- A unit is known by its registration, or because it replaced one that was (then registered_on is
-- null and the rest is what it inherited).
create table unit (
  serial_number     varchar(128) primary key,
  product_code      varchar(128) not null,
  family            varchar(30)  not null,
  customer_id       varchar(128) not null,
  purchase_date     date         not null,
  shipped_on        date         not null,
  shipped_by        varchar(20)  not null,
  registered_on     date,
  second_hand       boolean      not null,
  sales_channel     varchar(20)  not null,
  site_id           varchar(128) not null,
  site_fingerprint  varchar(128) not null,
  owner_fingerprint varchar(128) not null,
  contact_ids       text[]       not null,
  warranty_from     date,
  warranty_to       date,
  hypervisor        varchar(100),
  replaces          varchar(128),
  held_from         timestamptz,
  replaced_by       varchar(128),
  replaced_at       timestamptz,
  replaced_in_case  varchar(128)
);
create index unit_by_customer on unit (customer_id);

-- Where the owner's name stands among the personal texts; never in an event.
create table unit_owner (
  serial_number varchar(128) primary key,
  text_id       varchar(128) not null
);

create table contract (
  contract_id    varchar(128) primary key,
  customer_id    varchar(128) not null,
  serial_number  varchar(128) not null,
  product_code   varchar(128) not null,
  status         varchar(20)  not null,
  start_date     date         not null,
  expiry_date    date         not null,
  applied_by     varchar(20)  not null,
  agency         varchar(200),
  policy_version varchar(40)  not null,
  signed_at      timestamptz  not null
);
create index contract_by_serial on contract (serial_number);
create index contract_by_customer on contract (customer_id);
create index contract_by_expiry on contract (expiry_date);

create table contract_term (
  contract_id  varchar(128) not null references contract,
  number       integer      not null,
  plan         varchar(40)  not null,
  term_years   integer      not null,
  start_date   date         not null,
  expiry_date  date         not null,
  concluded_by varchar(20)  not null,
  primary key (contract_id, number)
);

-- Which unit a contract covered, from when (null: from the beginning) until when (null: still).
create table contract_holder (
  contract_id   varchar(128) not null references contract,
  serial_number varchar(128) not null,
  held_from     timestamptz,
  held_to       timestamptz,
  moved_in_case varchar(128),
  primary key (contract_id, serial_number)
);
create index contract_holder_by_serial on contract_holder (serial_number);

-- What rma-service has told about each case's exchange, complete or not.
create table exchange (
  case_id      varchar(128) primary key,
  faulty       varchar(128),
  replacement  varchar(128),
  product_code varchar(128),
  delivered_at timestamptz
);
create index exchange_by_faulty on exchange (faulty);
