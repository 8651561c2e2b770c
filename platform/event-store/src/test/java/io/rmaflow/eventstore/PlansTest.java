package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No statement that is asked again and again searches the whole table, with the plans that
 * PostgreSQL keeps for prepared statements: they know none of the values.
 */
class PlansTest {

  private static final int STREAMS = 5_000;

  private final TestDatabase database = TestDatabase.create("plans_test", 2);
  private final HikariDataSource one =
      TestDatabase.pool(
          database.database().jdbcUrl() + "?options=-c%20plan_cache_mode=force_generic_plan",
          database.database().user(),
          database.database().password(),
          1);
  private final PostgresEventStorageEngine engine =
      database.engine().dataSource(one).connectionProvider(one::getConnection).build();

  @BeforeEach
  void manyEvents() throws SQLException {
    engine.appendEvents(Session.noted("s", 0));
    database.execute(
        """
        insert into stored_event (fence, sequence, recorded_at, epoch, version, stream, event_id,
                                  type, hash, payload, metadata)
        select fence, n, recorded_at, epoch, 1, 'seed-' || s, s || '-' || n, type, hash, payload,
               metadata
        from stored_event, generate_series(1, %d) s, generate_series(0, 9) n
        """
            .formatted(STREAMS));
    database.execute("analyze stored_event");
  }

  @AfterEach
  void close() {
    one.close();
    database.close();
  }

  @Test
  void nothingReadsTheWholeTable() throws Exception {
    long before = searchesOfTheWholeTable();
    GlobalPosition head = (GlobalPosition) engine.createHeadToken();
    try (PostgresEventSource source = new PostgresEventSource(engine, Duration.ofHours(1));
        HorizonWatch watch =
            new HorizonWatch(
                engine,
                () -> head,
                new SimpleMeterRegistry(),
                Duration.ofHours(1),
                Duration.ofHours(1));
        BlockingStream<TrackedEventMessage<?>> atHead = source.openStream(head)) {
      database.engine().dataSource(one).build().findEpoch();
      engine.appendEvents(Session.noted("s", 1), Session.noted("t", 0));
      assertThat(atHead.nextAvailable().getPayload()).isEqualTo(new Noted("s", 1));
      assertThat(atHead.nextAvailable().getPayload()).isEqualTo(new Noted("t", 0));
      assertThat(atHead.hasNextAvailable()).isFalse();
      engine.appendEvents(Session.noted("s", 2));
      watch.look();
      assertThat(engine.storedEventsAfter(null, 10)).hasSize(10);
      assertThat(engine.storedEvents("seed-7", 0, 100)).hasSize(10);
      assertThat(engine.tails(Map.of("seed-5", 8L, "seed-6", -1L)))
          .hasSize(2)
          .hasEntrySatisfying("seed-6", tail -> assertThat(tail.events()).hasSize(10));
      assertThat(engine.readFromSnapshot("seed-8", sequence -> {}).asStream()).hasSize(10);
      engine.storeSnapshot(Session.noted("seed-8", 4));
      assertThat(engine.readFromSnapshot("seed-8", sequence -> {}).asStream()).hasSize(6);
      assertThat(engine.tail("seed-10", 3).events()).hasSize(6);
      assertThat(engine.lastSequenceNumberFor("seed-9")).hasValue(9L);
      assertThat(engine.createTokenAt(Instant.EPOCH)).isNotNull();
    }

    assertThat(searchesOfTheWholeTable()).isEqualTo(before);
  }

  private long searchesOfTheWholeTable() throws SQLException {
    try (Connection connection = one.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("select pg_stat_force_next_flush()");
      try (ResultSet row =
          sql.executeQuery(
              "select seq_scan from pg_stat_user_tables where relname = 'stored_event'")) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
