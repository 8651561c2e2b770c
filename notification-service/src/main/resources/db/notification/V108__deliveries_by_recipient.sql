-- The delivery log of one recipient.
create index delivery_of_recipient on delivery (recipient, seq);
