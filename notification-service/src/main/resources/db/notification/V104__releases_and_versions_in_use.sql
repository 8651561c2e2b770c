-- Whom a release concerns: what software the units have, and which release started their time for updating.
create table periodic_release (
  product_code varchar(128) not null,
  version      varchar(64) not null,
  published_on date not null,
  primary key (product_code, version)
);

insert into periodic_release (product_code, version, published_on)
select body::jsonb #>> '{data,productCode}', body::jsonb #>> '{data,version}',
  min((body::jsonb #>> '{data,publishedOn}')::date)
from taken_event
where name = 'ReleasePublished' and body::jsonb #>> '{data,kind}' = 'PERIODIC'
group by 1, 2;

drop table product_version;

-- As a request, or what was sent or installed, last said.
create table unit_version (
  serial_number varchar(128) primary key,
  version       varchar(64) not null
);
