-- A-28: the term may end after the years that follow an end of sale, by an administrator's decision
alter table cover_term add column beyond_end_of_sale boolean not null default false;
