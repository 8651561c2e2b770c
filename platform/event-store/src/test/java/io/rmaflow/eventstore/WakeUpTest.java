package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fallback look is an hour away here: only a wake-up can bring an event. */
@Timeout(60)
class WakeUpTest {

  private static final Duration NEVER = Duration.ofHours(1);

  private final TestDatabase database = TestDatabase.create("wake_up_test", 8);
  private final PostgresEventStorageEngine engine = database.engine().build();
  private final PostgresEventSource source = new PostgresEventSource(engine, NEVER);

  @AfterEach
  void close() {
    source.close();
    database.close();
  }

  @Test
  void aCommitInThisProcessIsSeenAtOnce() throws Exception {
    try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
      assertThat(stream.hasNextAvailable()).isFalse();
      CompletableFuture<Void> available = new CompletableFuture<>();
      stream.setOnAvailableCallback(() -> available.complete(null));

      engine.appendEvents(Session.noted("s", 0));

      available.get(10, TimeUnit.SECONDS);
      assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Noted("s", 0));
    }
  }

  @Test
  void aCommitInAnotherProcessIsSeenAtOnce() throws Exception {
    PostgresEventStorageEngine other = database.engine().build();
    PostgresEventSource ofOther = new PostgresEventSource(other, NEVER);
    try (CommitNotices here = CommitNotices.start(engine, source);
        CommitNotices there = CommitNotices.start(other, ofOther);
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
      assertThat(here).isNotSameAs(there);
      await()
          .until(
              () ->
                  database
                      .column(
                          "select 1 from pg_stat_activity where query = 'listen event_store'"
                              + " and datname = current_database()")
                      .size(),
              listening -> listening == 2);
      assertThat(stream.hasNextAvailable()).isFalse();

      other.appendEvents(Session.noted("s", 0));

      assertThat(stream.hasNextAvailable(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      ofOther.close();
    }
  }

  @Test
  void anEventBehindAnOlderTransactionIsSeenWhenThatOneEnds_thoughItTellsNobody() throws Exception {
    try (Session older = new Session(database).takeTransactionId();
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
      engine.appendEvents(Session.noted("s", 0));
      assertThat(stream.hasNextAvailable(200, TimeUnit.MILLISECONDS)).isFalse();

      older.rollback();

      assertThat(stream.hasNextAvailable(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anOldTransactionIsMeasuredAndWarnedOfAndTheEventsBehindItCounted() throws SQLException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (HorizonWatch watch =
            new HorizonWatch(engine, () -> null, meters, NEVER, Duration.ofSeconds(1));
        Session older = new Session(database).takeTransactionId();
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
      assertThat(stream.hasNextAvailable()).isFalse();
      watch.look();
      assertThat(meters.get("event.store.alarms").counter().count()).isZero();
      engine.appendEvents(Session.noted("s", 0), Session.noted("s", 1));
      await()
          .untilAsserted(
              () -> {
                watch.look();
                assertThat(meters.get("event.store.oldest.transaction").gauge().value())
                    .isGreaterThan(1);
              });
      assertThat(meters.get("event.store.waiting").gauge().value()).isEqualTo(2);
      assertThat(meters.get("event.store.lag").gauge().value()).isEqualTo(2);
      assertThat(meters.get("event.store.alarms").counter().count()).isPositive();

      older.rollback();
      watch.look();

      assertThat(meters.get("event.store.waiting").gauge().value()).isZero();
    }
  }
}
