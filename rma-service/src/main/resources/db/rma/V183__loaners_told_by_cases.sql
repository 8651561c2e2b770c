-- Which case told of a loaner that nobody had added; absent once another case has had it (MFR-5).
alter table loaner add column told_by_case_id varchar(128);
create index loaner_by_telling_case on loaner (told_by_case_id);
