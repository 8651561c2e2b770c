-- An attempt broke off: the mail server may have taken the mail, so its recipient may know what it says.
alter table delivery add column perhaps_sent boolean not null default false;
