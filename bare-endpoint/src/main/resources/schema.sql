create table if not exists bare_row (
  id   bigint generated always as identity primary key,
  text text not null
);
