-- What mails have to say, as far as events told it: references only, no personal data.
create table case_file (
  case_id varchar(128) primary key,
  file    jsonb not null
);

create table contract_file (
  contract_id varchar(128) primary key,
  file        jsonb not null
);

-- The contacts of a unit's registration.
create table unit_contacts (
  serial_number varchar(128) primary key,
  contact_ids   text[] not null
);

-- The opt-in box for contract notices as it stands now; who the contact is, only its owner knows.
create table contact_opt_in (
  contact_id       varchar(128) primary key,
  contract_notices boolean not null
);

create table product_name (
  product_code varchar(128) primary key,
  name         text not null
);

create table setting (
  key   varchar(128) primary key,
  value text not null
);

-- A mail whose recipients, or whose occasion, an event of another stream has yet to tell.
create table waiting_mail (
  event_id  varchar(128) not null,
  waits_for varchar(300) not null,
  reason    varchar(100) not null,
  mail      jsonb not null,
  primary key (event_id, waits_for)
);
create index waiting_mail_by_what on waiting_mail (waits_for);

create table delivery (
  delivery_id     uuid primary key,
  seq             bigint generated always as identity,
  reason          varchar(100) not null,
  event_id        varchar(128) not null,
  -- mails of one thread to one recipient go out in their order
  thread          varchar(128) not null,
  case_id         varchar(128),
  contract_id     varchar(128),
  customer_id     varchar(128),
  recipient       varchar(128) not null,
  owner           varchar(50) not null,
  mail            jsonb not null,
  message_id      varchar(200) not null unique,
  status          varchar(20) not null
    check (status in ('QUEUED', 'SENDING', 'SENT', 'RETRYING', 'UNKNOWN', 'FAILED', 'SUPPRESSED')),
  attempts        integer not null default 0,
  -- failures in a row, for the waits; an operator's resend begins anew
  failures        integer not null default 0,
  queued_at       timestamptz not null,
  next_attempt_at timestamptz,
  -- by the machine's clock, unlike the others
  leased_until    timestamptz,
  lease           uuid,
  sent_at         timestamptz,
  language        varchar(2),
  subject         text,
  body            text,
  problem         text,
  unique (event_id, recipient),
  check ((status in ('QUEUED', 'RETRYING', 'UNKNOWN')) = (next_attempt_at is not null)),
  check ((status = 'SENDING') = (lease is not null))
);
create index delivery_open on delivery (thread, recipient, seq)
  where status in ('QUEUED', 'SENDING', 'RETRYING', 'UNKNOWN');
create index delivery_due on delivery (next_attempt_at)
  where status in ('QUEUED', 'RETRYING', 'UNKNOWN');
create index delivery_by_case on delivery (case_id, seq);
create index delivery_by_contract on delivery (contract_id, seq);
create index delivery_by_customer on delivery (customer_id, seq);
create index delivery_by_status on delivery (status, seq);
