-- A-28: the rules that an administrator set aside for a contract, with the reason among the personal texts
create table contract_override (
  contract_id   varchar(128) not null references contract,
  sequence      bigint       not null,
  rule          varchar(40)  not null,
  reason_id     varchar(128) not null,
  overridden_at timestamptz  not null,
  overridden_by varchar(200),
  primary key (contract_id, sequence)
);

-- those of contracts that were concluded before this table was there
insert into contract_override
select stream, sequence, payload ->> 'rule', payload ->> 'reasonId',
  coalesce((metadata ->> 'occurredAt')::timestamptz, recorded_at), metadata ->> 'actor'
from stored_event
where type = 'contract.ContractRuleOverridden' and stream in (select contract_id from contract);
