-- Whom a case that is over names, and when something last happened in it: what retention goes by. A case that goes on
-- again keeps its rows, and its persons are kept as long as it is open.
create table case_person (
  case_id    varchar(128) not null,
  contact_id varchar(128) not null,
  last_at    timestamptz  not null,
  primary key (contact_id, case_id)
);
create index case_person_by_time on case_person (last_at);

insert into case_person (case_id, contact_id, last_at)
select i.case_id, named.contact_id, max(e.recorded_at)
  from case_index i
  join stored_event e on e.stream = i.case_id
  join lateral (
    select contact_id from personal_contact
     where contact_id in (
       e.payload ->> 'requesterContactId', e.payload ->> 'deliverToContactId', e.payload ->> 'contactId')) named on true
 where not i.is_open
 group by i.case_id, named.contact_id;

update case_person p set last_at = (
  select e.recorded_at from stored_event e where e.stream = p.case_id order by e.sequence desc limit 1);
