-- NOT-15: what the unit is said to run; null where nobody has said
alter table unit add column software_version varchar(40);
