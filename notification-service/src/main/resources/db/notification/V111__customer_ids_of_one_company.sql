create table customer_link (
  customer_id        varchar(128) not null,
  linked_customer_id varchar(128) not null,
  primary key (customer_id, linked_customer_id)
);

insert into customer_link
select body::jsonb #>> '{data,customerId}',
       coalesce(body::jsonb #>> '{data,linkedCustomerId}', body::jsonb #>> '{data,alias}')
  from taken_event
 where name in ('CustomerIdsLinked', 'CustomerAliasAdded')
on conflict do nothing;

insert into customer_link
select linked_customer_id, customer_id from customer_link
on conflict do nothing;
