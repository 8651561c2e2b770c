-- Whose service is suspended, as the standing streams say.
create table customer_suspension (
  customer_id varchar(128) primary key,
  suspended   boolean      not null
);
