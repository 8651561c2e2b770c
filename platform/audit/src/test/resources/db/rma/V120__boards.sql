-- Read models of the tests: one of the desk's own events, one of what was taken in, and one that nobody may build.
create table standing_board (
  customer_id varchar(128) primary key,
  suspended   boolean not null,
  events      integer not null
);
create table setting_board (
  stream_id varchar(255) primary key,
  value     text    not null,
  applied   integer not null
);
create table bell (
  customer_id varchar(128) primary key,
  rung        integer not null
);
