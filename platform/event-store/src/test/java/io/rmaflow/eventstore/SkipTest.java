package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A writer pauses between its append and its commit, longer than Axon's stock engine remembers the
 * gap that it leaves (60 s by default, 200 ms here), while others write on.
 */
class SkipTest {

  static final Duration GAP_TIMEOUT = Duration.ofMillis(200);

  private final TestDatabase database = TestDatabase.create("skip_test", 4);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theStockEngineNeverHandsOutTheEventOfAPausedWriter() throws SQLException {
    StockTables.create(database);

    assertThat(
            readAroundAPausedWriter(
                stock(database.pool()::getConnection), connection -> stock(() -> connection)))
        .containsExactly("quick#0", "quick#1", "quick#2", "quick#3")
        .doesNotContain("paused#0");
  }

  @Test
  void oursHandsOutTheEventOfAPausedWriterAndAllOthersAfterIt() throws SQLException {
    assertThat(
            readAroundAPausedWriter(
                database.engine().build(),
                connection -> database.engine().connectionProvider(() -> connection).build()))
        .containsExactly("paused#0", "quick#0", "quick#1", "quick#2", "quick#3");
  }

  /** {@code -Dskip.pause=PT10M} for a pause of ten minutes; 2 s by default. */
  @Test
  void oursWaitsForAPausedWriterHoweverLong() throws SQLException {
    Duration pause = Duration.parse(System.getProperty("skip.pause", "PT2S"));
    PostgresEventStorageEngine engine = database.engine().build();
    Reader reader = new Reader(engine);
    List<String> expected = new ArrayList<>(List.of("paused#0"));
    try (Session paused = new Session(database)) {
      paused.append("paused", 0);
      long end = System.nanoTime() + pause.toNanos();
      for (int i = 0; System.nanoTime() < end; i++) {
        engine.appendEvents(Session.noted("quick", i));
        expected.add("quick#" + i);
        assertThat(reader.read()).isEmpty();
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
      }
      paused.commit();
    }

    assertThat(reader.read()).containsExactlyElementsOf(expected);
    System.out.printf(
        "a writer paused for %s: %d events after it, none lost, none before it%n",
        pause, expected.size() - 1);
  }

  private interface EngineOn {
    EventStorageEngine on(Connection connection);
  }

  /** Everything a reader with a token gets, first while the writer pauses and then after it. */
  private List<String> readAroundAPausedWriter(EventStorageEngine engine, EngineOn engineOn)
      throws SQLException {
    // the stock engine measures a gap's age by the times of the events around it
    Instant begin = Instant.now().minus(GAP_TIMEOUT.multipliedBy(10));
    List<String> seen = new ArrayList<>();
    try (Connection paused = database.database().connect()) {
      paused.setAutoCommit(false);
      engineOn.on(Session.unclosed(paused)).appendEvents(Session.noted("paused", 0, begin));
      engine.appendEvents(Session.noted("quick", 0, begin));
      @Nullable TrackingToken token = read(engine, null, seen);
      for (int i = 1; i <= 3; i++) {
        engine.appendEvents(Session.noted("quick", i, Instant.now()));
        token = read(engine, token, seen);
      }
      paused.commit();
      token = read(engine, token, seen);
      read(engine, token, seen);
    }
    return seen;
  }

  private static @Nullable TrackingToken read(
      EventStorageEngine engine, @Nullable TrackingToken after, List<String> seen) {
    @Nullable TrackingToken last = after;
    for (TrackedEventMessage<?> event : engine.readEvents(after, false).toList()) {
      Noted note = (Noted) event.getPayload();
      seen.add(note.text() + "#" + note.number());
      last = event.trackingToken();
    }
    return last;
  }

  private static JdbcEventStorageEngine stock(
      org.axonframework.common.jdbc.ConnectionProvider connections) {
    JdbcEventStorageEngine.Builder builder = JdbcEventStorageEngine.builder();
    builder
        .connectionProvider(connections)
        .transactionManager(NoTransactionManager.instance())
        .schema(StockTables.schema())
        .gapTimeout((int) GAP_TIMEOUT.toMillis())
        .gapCleaningThreshold(1)
        .eventSerializer(Jackson3Serializer.builder().build())
        .snapshotSerializer(Jackson3Serializer.builder().build())
        .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver());
    return builder.build();
  }
}
