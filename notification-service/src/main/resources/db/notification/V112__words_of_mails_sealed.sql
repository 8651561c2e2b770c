-- The words of a mail lie under its recipient's key; those in clear are sealed by the service when it starts.
alter table delivery add column sealed_subject bytea;
alter table delivery add column sealed_body bytea;
alter table delivery add column erased_at timestamptz;
comment on column delivery.subject is 'in clear, from before there were keys; null once the service has sealed it';
comment on column delivery.body is 'as subject';
comment on column delivery.erased_at is 'when its words, and where the recipient was erased the person, went; business time';
create index delivery_in_clear on delivery (seq) where subject is not null or body is not null;

-- What retention forgets, in its order.
create index delivery_at_rest on delivery ((coalesce(sent_at, queued_at)), seq)
  where erased_at is null and status in ('SENT', 'FAILED', 'SUPPRESSED');
create index webhook_delivery_by_event on webhook_delivery (position);
