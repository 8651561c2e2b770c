-- The loaners of the pool; each is kept for, or out with, one case at most, and a case has one.
create table loaner (
  serial_key       varchar(512) primary key,
  serial_number    varchar(128) not null,
  product_code     varchar(128) not null,
  software_version varchar(128),
  since            timestamptz  not null,
  condition        varchar(20),
  case_id          varchar(128) unique,
  place            varchar(20),
  expected_back    date,
  -- who had it last: a correction may still say in which condition it came back
  last_case_id     varchar(128),
  check ((case_id is null) = (place is null))
);
create index loaner_by_product on loaner (product_code, since);
create index loaner_by_last_case on loaner (last_case_id);

-- Cases that need a loaner while none is free.
create table loaner_wanted (
  case_id      varchar(128) primary key,
  product_code varchar(128) not null,
  since        timestamptz  not null
);
create index loaner_wanted_by_product on loaner_wanted (product_code, since);
