package io.rmaflow.examples.logistics;

import io.rmaflow.events.EventJson;
import io.rmaflow.events.StreamSequences;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** How far each stream has been applied, and what came too early. */
@Repository
class StreamTable implements StreamSequences.Places {

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final JdbcClient database;

  StreamTable(JdbcClient database) {
    this.database = database;
  }

  @Override
  public OptionalLong last(String streamId) {
    return database
        .sql("select last_sequence from applied_stream where stream_id = :stream")
        .param("stream", streamId)
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public void save(String streamId, long sequence) {
    database
        .sql(
            """
            insert into applied_stream (stream_id, last_sequence) values (:stream, :sequence)
            on conflict (stream_id) do update set last_sequence = excluded.last_sequence
            """)
        .param("stream", streamId)
        .param("sequence", sequence)
        .update();
  }

  /** A record that waits for earlier ones. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Early(Map<String, String> headers, byte[] payload) {}

  void keep(String streamId, long sequence, Early early) {
    database
        .sql(
            """
            insert into early_record (stream_id, sequence, headers, payload)
            values (:stream, :sequence, cast(:headers as jsonb), :payload)
            on conflict do nothing
            """)
        .param("stream", streamId)
        .param("sequence", sequence)
        .param("headers", EventJson.mapper().writeValueAsString(early.headers()))
        .param("payload", early.payload())
        .update();
  }

  Optional<Early> take(String streamId, long sequence) {
    return database
        .sql(
            """
            delete from early_record where stream_id = :stream and sequence = :sequence
            returning headers, payload
            """)
        .param("stream", streamId)
        .param("sequence", sequence)
        .query(
            (row, n) ->
                new Early(
                    EventJson.mapper().readValue(row.getString("headers"), HEADERS),
                    row.getBytes("payload")))
        .optional();
  }
}
