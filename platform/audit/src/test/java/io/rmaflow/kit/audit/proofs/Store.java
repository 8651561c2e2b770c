package io.rmaflow.kit.audit.proofs;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.rmaflow.eventstore.EventCatalog;
import io.rmaflow.eventstore.EventName;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.proof.store.Sequencer;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.flywaydb.core.Flyway;
import tools.jackson.databind.json.JsonMapper;

/** A database with the event store and its log, whose owner the tests are. */
final class Store implements AutoCloseable {

  private static final EventName NOTED = new EventName("test.Noted", 1);

  private final TestPostgres.Database database;
  private final HikariDataSource pool;
  private final PostgresEventStorageEngine engine;

  private Store(TestPostgres.Database database) {
    this.database = database;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(1);
    this.pool = new HikariDataSource(config);
    this.engine =
        PostgresEventStorageEngine.builder()
            .dataSource(pool)
            .connectionProvider(pool::getConnection)
            .catalog(new Catalog())
            .snapshotSerializer(Jackson3Serializer.builder().build())
            .build();
  }

  static Store create(String name) {
    return of(TestServers.postgres().createDatabase(name));
  }

  static Store of(TestPostgres.Database database) {
    Store store = new Store(database);
    Flyway.configure()
        .dataSource(store.pool)
        .locations("classpath:db/event-store", "classpath:db/proof")
        .load()
        .migrate();
    return store;
  }

  /** An event of the tests. */
  record Noted(String text, int number) {}

  private static final class Catalog implements EventCatalog {

    @Override
    public Optional<EventName> nameOf(Class<?> payloadType) {
      return Optional.of(NOTED);
    }

    @Override
    public Optional<Class<?>> typeOf(EventName name) {
      return Optional.of(Noted.class);
    }

    @Override
    public byte[] write(Object payload) {
      return JsonMapper.shared().writeValueAsBytes(payload);
    }

    @Override
    public Object read(byte[] json, Class<?> type) {
      return JsonMapper.shared().readValue(json, type);
    }
  }

  TestPostgres.Database database() {
    return database;
  }

  PostgresEventStorageEngine engine() {
    return engine;
  }

  /** One transaction with events of a stream. */
  void append(String stream, long first, int events) {
    List<DomainEventMessage<?>> messages = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      messages.add(noted(stream, first + i));
    }
    engine.appendEvents(messages);
  }

  static DomainEventMessage<Noted> noted(String stream, long sequence) {
    DomainEventMessage<Noted> event =
        new GenericDomainEventMessage<>(
            "Note", stream, sequence, new Noted("note " + sequence + " of " + stream, 7));
    return new GenericDomainEventMessage<>(
        "Note", stream, sequence, event, () -> Instant.parse("2026-05-01T03:00:00Z"));
  }

  Sequencer sequencer(int batch) {
    return new Sequencer(database::connect, batch);
  }

  /** Brings all that can be read into the log, and gives the lock back. */
  long log() throws SQLException {
    try (Sequencer sequencer = sequencer(100)) {
      // one that has just ended may still have the lock for a moment
      await().until(sequencer::lead);
      while (sequencer.append() > 0) {
        // the next batch
      }
      return sequencer.size();
    }
  }

  void execute(String statement) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  List<String> column(String query) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }

  List<String> eventsInReadingOrder() throws SQLException {
    return column(
        "select stream || '#' || sequence || ' ' || encode(hash, 'hex') from stored_event"
            + " order by epoch, fence, position");
  }

  List<String> leaves() throws SQLException {
    return column(
        "select stream || '#' || sequence || ' ' || encode(hash, 'hex') from proof_leaf"
            + " order by index");
  }

  @Override
  public void close() {
    pool.close();
  }
}
