-- Texts as they are searched by; the same as SearchText in the service.
create function search_key(given text) returns text
  language sql immutable parallel safe strict
  return upper(regexp_replace(normalize(given, NFKC), '[ \t‐‑‒–—―⸺⸻〜〰゠−ー-]', '', 'g'));

alter table case_index
  add column rma_key         varchar(128),
  add column resubmission_of varchar(128);
update case_index
   set rma_key = search_key(rma_number),
       serial_key = search_key(serial_number),
       search_text = search_key(search_text);
create index case_index_by_rma_key on case_index (rma_key);
create index case_index_by_resubmission on case_index (resubmission_of);
drop index case_index_by_rma_number;

create index cover_unit_by_key on cover_unit (search_key(serial_number));
create index cover_exchange_by_faulty_key on cover_exchange (search_key(faulty_serial));
create index cover_exchange_by_replacement_key on cover_exchange (search_key(replacement_serial));

-- What somebody has to do next and nothing says by when; the rest stands in case_due_time.
create table case_duty (
  case_id varchar(128) not null,
  who     varchar(20)  not null,
  name    varchar(40)  not null,
  primary key (case_id, who, name)
);

-- Calendars and settings as they were from an instant on, for what was true then.
create table cover_calendar_version (
  version int         primary key,
  since   timestamptz not null,
  content jsonb       not null
);
insert into cover_calendar_version (version, since, content)
select version, timestamptz '2000-01-01 00:00:00Z', content from cover_calendar;

create table cover_setting_version (
  key              text        not null,
  settings_version int         not null,
  since            timestamptz not null,
  value            text        not null,
  primary key (key, settings_version)
);
insert into cover_setting_version (key, settings_version, since, value)
select key, settings_version, timestamptz '2000-01-01 00:00:00Z', value from cover_setting;
