-- What is due is taken in this order, so that it is read from the index up to the few that are taken, however many wait.
drop index delivery_due;
create index delivery_due on delivery (next_attempt_at, seq) where status in ('QUEUED', 'RETRYING', 'UNKNOWN');
