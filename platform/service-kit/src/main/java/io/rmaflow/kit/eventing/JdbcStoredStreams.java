package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.EventTypes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Reads the store's table directly, since the framework does not tell an event's position. */
final class JdbcStoredStreams implements StoredStreams {

  private static final TypeReference<Map<String, Object>> META_DATA = new TypeReference<>() {};

  private final JdbcClient database;

  JdbcStoredStreams(JdbcClient database) {
    this.database = database;
  }

  @Override
  public OptionalLong lastSequence(String streamId) {
    return database
        .sql(
            """
            select sequence_number from domain_event_entry where aggregate_identifier = ?
            order by sequence_number desc limit 1
            """)
        .param(streamId)
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public List<StoredEvent> events(String streamId) {
    return database
        .sql(
            """
            select global_index, event_identifier, aggregate_identifier, sequence_number,
                   time_stamp, payload_type, payload_revision, payload, meta_data
            from domain_event_entry where aggregate_identifier = ? order by sequence_number
            """)
        .param(streamId)
        .query((row, number) -> read(row))
        .list();
  }

  private static StoredEvent read(ResultSet row) throws SQLException {
    String storedName = row.getString("payload_type");
    EventType type =
        EventSerializer.declaredType(storedName, row.getString("payload_revision"))
            .orElseThrow(() -> new IllegalStateException(storedName + " is no declared event"));
    Class<? extends DomainEvent> eventClass =
        EventTypes.classOf(type)
            .orElseThrow(() -> new IllegalStateException(type.wireType() + " is not known"));
    return new StoredEvent(
        row.getLong("global_index"),
        Envelopes.of(
            row.getString("event_identifier"),
            type,
            row.getString("aggregate_identifier"),
            row.getLong("sequence_number"),
            Instant.parse(row.getString("time_stamp")),
            EventJson.mapper().readValue(row.getBytes("meta_data"), META_DATA),
            EventJson.read(row.getBytes("payload"), eventClass)));
  }
}
