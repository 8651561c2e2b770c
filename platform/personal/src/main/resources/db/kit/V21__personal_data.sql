-- The only place of this service where persons, addresses and free texts stand; everything else
-- refers to them by ID. Erasing empties the row and keeps the ID.
create table personal_contact (
  contact_id varchar(128) primary key,
  name       text,
  email      text,
  phone      text,
  language   varchar(2)  not null,
  erased_at  timestamptz
);

create table personal_site (
  site_id     varchar(128) primary key,
  postal_code text,
  address     text,
  erased_at   timestamptz
);

create table personal_text (
  text_id   varchar(128) primary key,
  content   text,
  erased_at timestamptz
);
