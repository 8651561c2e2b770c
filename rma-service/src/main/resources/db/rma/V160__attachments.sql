-- Files that belong to cases. The bytes lie in the file store under `sha256`; the name that the
-- sender gave the file may tell of a person and stands nowhere else.
create table attachment (
  attachment_id varchar(128) primary key,
  case_id       varchar(128),
  kind          varchar(40)  not null,
  file_name     varchar(255) not null,
  media_type    varchar(80)  not null,
  size_bytes    bigint       not null,
  sha256        char(64)     not null,
  uploaded_by   varchar(255) not null,
  uploaded_at   timestamptz  not null
);
create index attachment_by_case on attachment (case_id);
create index attachment_by_content on attachment (sha256);

-- Whose file it is; without a row, the desk's own.
create table attachment_customer (
  attachment_id varchar(128) not null references attachment,
  customer_id   varchar(128) not null,
  primary key (attachment_id, customer_id)
);
