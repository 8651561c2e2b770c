-- Which customer was handed which hotfix, and since when its absence counts (SWP-5, SWP-6, A-69).
create table cover_hotfix_target (
  product_code  text not null,
  version       text not null,
  customer_id   text not null,
  handed_out_on date not null,
  primary key (product_code, version, customer_id)
);
