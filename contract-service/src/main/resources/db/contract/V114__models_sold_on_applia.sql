-- Models that the EC site applia sells.
alter table product add column sold_on_applia boolean not null default false;
