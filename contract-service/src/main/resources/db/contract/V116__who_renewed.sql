-- Which agency concluded a term (CON-11, A-80); null: the customer did, or it is not known.
alter table contract_term add column agency varchar(200);

update contract_term t set agency = c.agency
from contract c
where c.contract_id = t.contract_id and t.number = 1 and t.concluded_by = 'AGENCY';
