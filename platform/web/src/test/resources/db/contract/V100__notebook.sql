-- What the tests' own small web service keeps.
create table note (
  note_id    uuid         primary key,
  title      text         not null,
  version    bigint       not null,
  written_at timestamptz  not null
);
