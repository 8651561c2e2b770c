-- Who has to be told of a release: the contacts of a product's units, and what its newest version was before.
alter table unit_contacts add column product_code varchar(128);
create index unit_contacts_by_product on unit_contacts (product_code);
create index contract_file_by_unit on contract_file ((file ->> 'registeredSerialNumber'));

create table product_version (
  product_code varchar(128) primary key,
  version      varchar(64) not null
);
