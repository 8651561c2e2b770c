-- In which epoch of this database its own topic was last found to tell nothing that the database does not know.
create table restore_check (
  epoch      integer     primary key,
  checked_at timestamptz not null default now()
);
