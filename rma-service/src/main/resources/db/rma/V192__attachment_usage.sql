-- What the files of a customer ID take up together, so that a quota is one comparison. A file of several IDs counts
-- for each of them.
create table attachment_usage (
  customer_id varchar(128) primary key,
  bytes       bigint       not null
);
insert into attachment_usage (customer_id, bytes)
select c.customer_id, sum(a.size_bytes)
from attachment_customer c join attachment a using (attachment_id)
group by c.customer_id;
