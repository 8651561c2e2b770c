create table cover_customer_alias (
  alias       text primary key,
  customer_id text not null
);

-- Until now an alias stood among the links only. An ID is issued together with the registration of
-- its first unit: one under which no unit was ever registered is an alias.
insert into cover_customer_alias (alias, customer_id)
select l.customer_id, l.linked_id from cover_customer_link l
 where not exists (select from cover_unit u where u.customer_id = l.customer_id)
   and exists (select from cover_unit u where u.customer_id = l.linked_id)
on conflict do nothing;

update case_index i set customer_id = a.customer_id
  from cover_customer_alias a where a.alias = i.customer_id;
update return_duty d set customer_id = a.customer_id
  from cover_customer_alias a where a.alias = d.customer_id;
