-- Mails of one case that wait for the same event go out in their order, and somebody can see since when they wait.
alter table waiting_mail add column seq bigint generated always as identity;
alter table waiting_mail add column waits_since timestamptz not null default now(); -- business time
