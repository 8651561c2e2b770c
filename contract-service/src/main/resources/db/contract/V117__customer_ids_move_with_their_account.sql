alter table customer_link
  drop constraint customer_link_customer_id_fkey,
  drop constraint customer_link_linked_customer_id_fkey,
  add foreign key (customer_id) references customer on update cascade,
  add foreign key (linked_customer_id) references customer on update cascade;

alter table customer_alias
  drop constraint customer_alias_customer_id_fkey,
  add foreign key (customer_id) references customer on update cascade;
