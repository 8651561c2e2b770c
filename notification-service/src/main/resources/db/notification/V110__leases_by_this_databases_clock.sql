-- The services' clocks may differ; a lease that one of them gave must not be over for another.
comment on column delivery.leased_until is 'by the clock of this database, unlike the others';
comment on column webhook_delivery.leased_until is 'by the clock of this database, unlike the others';
