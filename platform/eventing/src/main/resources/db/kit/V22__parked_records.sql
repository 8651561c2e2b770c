-- What lies parked is kept as it came, byte for byte: the key, and headers as [[name, value], …] in Base64, in which the
-- value is null where a header has none. Without headers the record itself is not kept, only where it stands.
alter table parked_event add column record_key bytea;
alter table parked_event alter column headers drop not null;
alter table parked_event alter column data drop not null;

-- a stream ID is the key of its events, and stood for it where a record could not be read
update parked_event
set record_key = convert_to(nullif(stream_id, ''), 'UTF8'),
    headers = (
      select coalesce(jsonb_agg(jsonb_build_array(
               translate(encode(convert_to(key, 'UTF8'), 'base64'), E'\n', ''),
               translate(encode(convert_to(value, 'UTF8'), 'base64'), E'\n', ''))), '[]')
      from jsonb_each_text(headers));
