-- Units that no case was found for when they were received; `content` is what was told.
create table receipt (
  receipt_id     varchar(128) primary key,
  serial_number  varchar(128),
  serial_key     varchar(512),
  received_at    timestamptz  not null,
  content        jsonb        not null,
  placed_case_id varchar(128),
  placed_leg     varchar(20),
  placed_at      timestamptz,
  check ((placed_case_id is null) = (placed_at is null))
);
create index receipt_by_serial on receipt (serial_key);
create index receipt_unplaced on receipt (received_at) where placed_at is null;

-- What cases are found by when a parcel comes: tracking numbers, too, of what is under way already.
update case_index
   set search_text = search_text || told.lines
  from (select stream, string_agg(E'\n' || search_key(name), '') as lines
          from stored_event,
               lateral (values (payload -> 'shipment' ->> 'trackingNumber'),
                               (payload ->> 'serialNumber')) as names (name)
         where type in ('rma.ReplacementShipped', 'rma.LoanerShipped', 'rma.RepairedUnitShipped',
                        'rma.FaultyUnitDispatched', 'rma.LoanerDispatched')
           and name is not null
         group by stream) told
 where case_id = told.stream;
