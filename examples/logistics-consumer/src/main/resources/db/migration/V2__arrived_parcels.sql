-- A row stays once its parcel has arrived: facts become known in any order, and a hand-over that is told after the
-- receipt must not make the parcel expected again. A loaner goes both ways.
alter table expected_parcel rename to parcel;
alter table parcel drop constraint expected_parcel_pkey;
alter table parcel add primary key (case_id, leg, direction);
alter table parcel add column arrived boolean not null default false;
alter table parcel alter column rma_number drop not null;

-- Cases in which the customer sends the unit as soon as there is an RMA number, and nothing is sent in advance.
create table repair_case (
  case_id varchar(128) primary key
);
