-- What had been told by an instant: when each was told to this service, which is a moment after it
-- was recorded where it comes from. Of what was told before, that moment is not known.
alter table cover_calendar_version add column told_at timestamptz;
update cover_calendar_version set told_at = since;
alter table cover_calendar_version alter column told_at set not null;
alter table cover_setting_version add column told_at timestamptz;
update cover_setting_version set told_at = since;
alter table cover_setting_version alter column told_at set not null;
alter table cover_customer add column told_at timestamptz not null default '-infinity';
alter table cover_customer_link add column told_at timestamptz not null default '-infinity';
alter table cover_customer_alias add column told_at timestamptz not null default '-infinity';

-- Since when nothing of the case is to be done any more; absent while something is, and where
-- nobody has noted it. Who asks what was to be done earlier need not read the others.
alter table case_index add column settled_since timestamptz;
create index case_index_by_settled_since on case_index (settled_since);

-- Every loaner that the pool ever had, also those that it never had after all.
create table loaner_known (
  serial_number varchar(128) not null,
  product_code  varchar(128) not null,
  primary key (serial_number, product_code)
);
insert into loaner_known (serial_number, product_code)
select distinct payload ->> 'serialNumber', payload ->> 'productCode'
  from stored_event where type = 'rma.LoanerAdded';
