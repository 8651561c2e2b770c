-- What became of mails about cases, as notification-service tells it: references only.
create table case_notice (
  event_id         varchar(128) primary key,
  case_id          varchar(128) not null,
  delivery_id      varchar(128) not null,
  caused_by        varchar(100) not null,
  causing_event_id varchar(128) not null,
  recipient        varchar(128) not null,
  outcome          varchar(20) not null,
  because          varchar(50),
  at               timestamptz not null,
  recorded_at      timestamptz not null
);
create index case_notice_by_case on case_notice (case_id, at);
