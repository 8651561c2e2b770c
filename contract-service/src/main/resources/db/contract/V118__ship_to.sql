-- Where something is to be sent or on its way, of the cases that are told of from now on.
create table ship_to (
  case_id   varchar(128) primary key,
  site_id   varchar(128) not null,
  under_way text[] not null default '{}'
);

create index ship_to_site on ship_to (site_id);
