-- Whom a request names: cases are found by the persons whom a search means.
alter table case_index
  add column requester_contact_id varchar(128),
  add column receiver_contact_id  varchar(128);

update case_index i
   set requester_contact_id = e.payload ->> 'requesterContactId',
       receiver_contact_id = e.payload ->> 'deliverToContactId'
  from stored_event e
 where e.stream = i.case_id and e.sequence = 0 and e.type = 'rma.FailureReported';

create index case_index_by_requester on case_index (requester_contact_id);
create index case_index_by_receiver on case_index (receiver_contact_id);
