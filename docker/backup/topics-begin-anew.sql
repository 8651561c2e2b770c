-- Run in each of the three services' databases, as its owner, after a restore to an earlier instant: when the services are
-- stopped, and the topics contract.events, rma.events and notification.events have been deleted and made again
-- (docs/backup.md says when). Each service then publishes all that its store holds, in its order, and takes in what it
-- does not know yet.
delete from token_entry where processor_name = 'kafka-publisher';
delete from consumer_progress;
delete from restore_check;
