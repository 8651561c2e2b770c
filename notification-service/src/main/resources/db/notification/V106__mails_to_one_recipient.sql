-- How many mails a recipient got lately.
create index delivery_by_recipient on delivery (recipient, sent_at) where sent_at is not null;
