package io.rmaflow.kit.deadline;

import io.rmaflow.kit.jdbc.WriteBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.modelling.command.AggregateScopeDescriptor;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code deadline_entry}. */
final class DeadlineTable {

  private static final String INSERT =
      """
      insert into deadline_entry (id, name, scope_kind, scope_type, scope_id, due,
                                  payload_type, payload_revision, payload)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcClient database;

  DeadlineTable(JdbcClient database) {
    this.database = database;
  }

  /**
   * A deadline as it is kept.
   *
   * @param due business time
   * @param attempts how often it was delivered in vain
   */
  record Entry(
      String id,
      String name,
      ScopeName scope,
      Instant due,
      @Nullable Content payload,
      int attempts) {}

  /** A serialized payload. */
  @SuppressWarnings("ArrayRecordComponent") // only handed through, never compared
  record Content(String type, @Nullable String revision, byte[] data) {}

  /** A saga or aggregate, in text. */
  record ScopeName(String kind, String type, String id) {

    private static final String SAGA = "SAGA";
    private static final String AGGREGATE = "AGGREGATE";

    static ScopeName of(ScopeDescriptor scope) {
      return switch (scope) {
        case SagaScopeDescriptor saga ->
            new ScopeName(SAGA, saga.getType(), saga.getIdentifier().toString());
        case AggregateScopeDescriptor aggregate ->
            new ScopeName(AGGREGATE, aggregate.getType(), aggregate.getIdentifier().toString());
        default ->
            throw new IllegalArgumentException("no deadlines for " + scope.scopeDescription());
      };
    }

    ScopeDescriptor descriptor() {
      return switch (kind) {
        case SAGA -> new SagaScopeDescriptor(type, id);
        case AGGREGATE -> new AggregateScopeDescriptor(type, id);
        default -> throw new IllegalStateException("a deadline of an unknown kind: " + kind);
      };
    }
  }

  void insert(Entry entry) {
    Content payload = entry.payload();
    WriteBatch.update(
        database,
        entry.scope().id(),
        INSERT,
        entry.id(),
        entry.name(),
        entry.scope().kind(),
        entry.scope().type(),
        entry.scope().id(),
        timestamp(entry.due()),
        payload == null ? null : payload.type(),
        payload == null ? null : payload.revision(),
        payload == null ? null : payload.data());
  }

  void delete(String id) {
    WriteBatch.settle();
    database.sql("delete from deadline_entry where id = ?").param(id).update();
  }

  void delete(String name, String id) {
    WriteBatch.settle();
    database.sql("delete from deadline_entry where name = ? and id = ?").params(name, id).update();
  }

  void deleteAll(String name) {
    WriteBatch.settle();
    database.sql("delete from deadline_entry where name = ?").param(name).update();
  }

  void deleteAll(String name, ScopeName scope) {
    WriteBatch.update(
        database,
        scope.id(),
        """
        delete from deadline_entry
        where name = ? and scope_kind = ? and scope_type = ? and scope_id = ?
        """,
        name,
        scope.kind(),
        scope.type(),
        scope.id());
  }

  /**
   * Locks the earliest due deadline that nobody else is firing. One whose scope has an earlier one
   * is left for after that: what a saga is told comes in the order of its due times, even where one
   * of them keeps failing.
   */
  Optional<Entry> lockNextDue(Instant now) {
    return database
        .sql(
            """
            select id, name, scope_kind, scope_type, scope_id, due, payload_type,
                   payload_revision, payload, attempts
            from deadline_entry d
            where due <= ? and (next_attempt_at is null or next_attempt_at <= clock_timestamp())
              and not exists (select 1 from deadline_entry earlier
                              where earlier.scope_id = d.scope_id
                                and earlier.scope_type = d.scope_type
                                and (earlier.due, earlier.position) < (d.due, d.position))
            order by due, position
            limit 1
            for update skip locked
            """)
        .param(timestamp(now))
        .query((row, number) -> entry(row))
        .optional();
  }

  void failed(String id, String failure, double waitSeconds) {
    database
        .sql(
            """
            update deadline_entry
            set attempts = attempts + 1, last_failure = ?,
                next_attempt_at = clock_timestamp() + make_interval(secs => ?)
            where id = ?
            """)
        .params(failure, waitSeconds, id)
        .update();
  }

  Optional<Instant> nextDue() {
    return database
        .sql("select min(due) from deadline_entry having min(due) is not null")
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  boolean anyDue(Instant now) {
    return database
        .sql("select exists (select 1 from deadline_entry where due <= ?)")
        .param(timestamp(now))
        .query(Boolean.class)
        .single();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    String payloadType = row.getString("payload_type");
    return new Entry(
        row.getString("id"),
        row.getString("name"),
        new ScopeName(
            row.getString("scope_kind"), row.getString("scope_type"), row.getString("scope_id")),
        row.getObject("due", OffsetDateTime.class).toInstant(),
        payloadType == null
            ? null
            : new Content(payloadType, row.getString("payload_revision"), row.getBytes("payload")),
        row.getInt("attempts"));
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
