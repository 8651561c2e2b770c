-- To whom and where something is to be sent or on its way. A case that stands so already gets its
-- row with its next step.
create table case_ship_to (
  case_id    varchar(128) primary key,
  contact_id varchar(128),
  site_id    varchar(128) not null
);

create index case_ship_to_contact on case_ship_to (contact_id);
create index case_ship_to_site on case_ship_to (site_id);
