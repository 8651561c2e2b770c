-- What the tests' own small service keeps.
create table seen_event (
  position  bigint generated always as identity primary key,
  stream_id varchar(255) not null,
  sequence  bigint       not null,
  name      varchar(255) not null
);

create table taken_event (
  position  bigint generated always as identity primary key,
  stream_id varchar(255) not null,
  sequence  bigint       not null,
  value     text         not null
);
