-- A cluster that was restored to an instant goes on on another timeline, under the same identifier and perhaps with
-- transaction IDs behind those of its newest event. The first eight digits of a WAL file's name are its timeline.
alter table event_epoch add column timeline text not null
  default left(pg_walfile_name(pg_current_wal_insert_lsn()), 8);
