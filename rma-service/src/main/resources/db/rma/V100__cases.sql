-- Which cases there are; the case itself is read from its events.
create table case_index (
  case_id       varchar(128) primary key,
  procedure     varchar(40),
  status        varchar(40)  not null,
  is_open       boolean      not null,
  customer_id   varchar(128),
  serial_number varchar(128),
  serial_key    varchar(512),
  rma_number    varchar(128),
  submitted_at  timestamptz  not null,
  -- what a person may search by: normalised, one text
  search_text   text         not null
);
create index case_index_by_submission on case_index (submitted_at desc, case_id);
create index case_index_by_serial on case_index (serial_key);
create index case_index_by_customer on case_index (customer_id);
create index case_index_by_rma_number on case_index (rma_number);

-- Due times that are still to be met; `due_by` is the first instant that is too late.
create table case_due_time (
  case_id     varchar(128) not null,
  name        varchar(40)  not null,
  who         varchar(20)  not null,
  state       varchar(20)  not null,
  due_date    date,
  due_at      timestamptz,
  due_by      timestamptz  not null,
  primary key (case_id, name)
);
create index case_due_time_by_due on case_due_time (due_by);

-- Faulty units that are or were owed back (CSB-4).
create table return_duty (
  case_id       varchar(128) primary key,
  customer_id   varchar(128) not null,
  rma_number    varchar(128) not null,
  serial_number varchar(128) not null,
  return_due    date         not null,
  overdue_from  timestamptz  not null,
  settled_at    timestamptz
);
create index return_duty_by_customer on return_duty (customer_id);

create sequence rma_number_sequence;
