-- One row for each way of a unit that is expected and has not ended.
create table expected_parcel (
  case_id       varchar(128) not null,
  leg           varchar(20)  not null,
  rma_number    varchar(64)  not null,
  direction     varchar(20)  not null,
  product_code  varchar(128),
  serial_number varchar(128),
  carrier       varchar(200),
  tracking      varchar(200),
  due           date,
  on_its_way    boolean not null,
  primary key (case_id, leg)
);

-- How far every stream has been applied; committed together with the rows above.
create table applied_stream (
  stream_id     varchar(255) primary key,
  last_sequence bigint not null
);

-- Records that came before the ones that they follow.
create table early_record (
  stream_id varchar(255) not null,
  sequence  bigint not null,
  headers   jsonb not null,
  payload   bytea not null,
  primary key (stream_id, sequence)
);
