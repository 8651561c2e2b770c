-- Every event that this service took in, as webhooks send it. The text is kept as it was first written, so that every
-- attempt signs and sends the same bytes.
create table taken_event (
  position        bigint generated always as identity primary key,
  event_id        varchar(128) not null unique,
  name            varchar(100) not null,
  stream_id       varchar(255) not null,
  stream_sequence bigint not null,
  taken_at        timestamptz not null,
  body            text not null
);
create index taken_event_by_time on taken_event (taken_at, position);

create table webhook (
  webhook_id      uuid primary key,
  url             text not null,
  -- event names without context and version; empty: all of them
  types           text[] not null,
  secret          text not null,
  -- signs beside the new one until then, business time
  former_secret   text,
  former_until    timestamptz,
  created_at      timestamptz not null,
  -- failures in a row that speak of the subscriber and not of one event
  failures        integer not null default 0,
  failing_since   timestamptz,
  -- nothing is sent before this instant
  next_attempt_at timestamptz not null,
  parked_at       timestamptz,
  last_success_at timestamptz,
  problem         text
);

create table webhook_delivery (
  seq             bigint generated always as identity primary key,
  webhook_id      uuid not null references webhook on delete cascade,
  position        bigint not null references taken_event,
  stream_id       varchar(255) not null,
  status          varchar(20) not null
    check (status in ('QUEUED', 'SENDING', 'RETRYING', 'SENT', 'PARKED', 'SKIPPED')),
  attempts        integer not null default 0,
  queued_at       timestamptz not null,
  first_tried_at  timestamptz,
  next_attempt_at timestamptz,
  lease           uuid,
  -- by the machine's clock, unlike the others
  leased_until    timestamptz,
  sent_at         timestamptz,
  answer          integer,
  problem         text,
  skip_reason     text,
  skipped_by      varchar(255),
  check ((status in ('QUEUED', 'RETRYING')) = (next_attempt_at is not null)),
  check ((status = 'SENDING') = (lease is not null))
);
create index webhook_delivery_open on webhook_delivery (webhook_id, stream_id, seq)
  where status in ('QUEUED', 'SENDING', 'RETRYING', 'PARKED');
create index webhook_delivery_due on webhook_delivery (webhook_id, attempts, seq)
  where status in ('QUEUED', 'RETRYING');
create index webhook_delivery_sending on webhook_delivery (leased_until) where status = 'SENDING';
create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, seq);
