package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamLocksTest {

  private static final String HELD =
      """
      select count(*) from pg_locks
      where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())
      """;

  private final TestDatabase database = TestDatabase.create("stream_locks", 4);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
    database.close();
  }

  /** A transaction that loads streams as commands do. */
  private final class Writer implements AutoCloseable {
    private final Connection connection;
    private final PostgresEventStorageEngine engine;

    Writer() throws SQLException {
      connection = database.database().connect();
      try (Statement sql = connection.createStatement()) {
        // a test that fails while somebody waits is not to wait for ever
        sql.execute("set lock_timeout = '15s'");
      }
      connection.setAutoCommit(false);
      Connection unclosed = Session.unclosed(connection);
      engine = database.engine().connectionProvider(() -> unclosed).build();
    }

    List<Long> load(String stream) {
      return engine
          .readFromSnapshot(stream, sequence -> {})
          .asStream()
          .<Long>map(DomainEventMessage::getSequenceNumber)
          .toList();
    }

    void append(String stream, long sequence) {
      engine.appendEvents(List.of(Session.noted(stream, sequence)));
    }

    void commit() throws SQLException {
      connection.commit();
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
      connection.close();
    }
  }

  private void awaitWaiting(int writers) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                database
                    .column(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                            + " and wait_event = 'advisory'")
                    .equals(List.of(Integer.toString(writers))));
  }

  @Test
  void whoLoadsAStreamWaitsForWhoWritesToIt_andThenSeesWhatThatWrote() throws Exception {
    try (Writer first = new Writer();
        Writer second = new Writer()) {
      first.load("s");
      first.append("s", 0);
      CompletableFuture<List<Long>> loaded =
          CompletableFuture.supplyAsync(() -> second.load("s"), threads);
      awaitWaiting(1);

      first.append("s", 1);
      first.commit();

      assertThat(loaded.get(20, TimeUnit.SECONDS)).containsExactly(0L, 1L);
      second.append("s", 2);
      second.commit();
    }
    assertThat(database.column("select sequence from stored_event where stream = 's' order by 1"))
        .containsExactly("0", "1", "2");
  }

  @Test
  void theNextIsWhoHasWaitedLongest() throws Exception {
    try (Writer first = new Writer();
        Writer second = new Writer();
        Writer third = new Writer()) {
      first.load("s");
      CompletableFuture<List<Long>> ofSecond =
          CompletableFuture.supplyAsync(() -> second.load("s"), threads);
      awaitWaiting(1);
      CompletableFuture<List<Long>> ofThird =
          CompletableFuture.supplyAsync(() -> third.load("s"), threads);
      awaitWaiting(2);

      first.append("s", 0);
      first.commit();
      assertThat(ofSecond.get(20, TimeUnit.SECONDS)).containsExactly(0L);
      second.append("s", 1);
      second.commit();

      assertThat(ofThird.get(20, TimeUnit.SECONDS)).containsExactly(0L, 1L);
    }
  }

  @Test
  void otherStreamsAreFree() throws Exception {
    try (Writer first = new Writer();
        Writer second = new Writer()) {
      first.load("s");

      assertThat(second.load("t")).isEmpty();
    }
  }

  @Test
  void aTransactionThatIsUndoneLetsTheNextOneIn() throws Exception {
    try (Writer second = new Writer()) {
      try (Writer first = new Writer()) {
        first.load("s");
        first.append("s", 0);
      }

      assertThat(second.load("s")).isEmpty();
    }
  }

  @Test
  void aTransactionOverVeryManyStreamsLeavesRoomForTheLocksOfOthers() throws Exception {
    try (Writer first = new Writer()) {
      for (int i = 0; i < 150; i++) {
        first.load("s" + i);
      }

      assertThat(database.column(HELD)).containsExactly("100");
      first.commit();
      first.load("s0");
      assertThat(database.column(HELD)).containsExactly("1");
    }
  }

  @Test
  void whoMayWaitOnlySoLongIsToldThatItWasTooLong() throws Exception {
    try (Writer first = new Writer();
        Writer second = new Writer()) {
      first.load("s");

      assertThatThrownBy(() -> new StreamLocks(second.engine).lock("s", Duration.ofMillis(50)))
          .isInstanceOf(EventStoreException.class)
          .cause()
          .isInstanceOfSatisfying(
              SQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo("55P03"));
    }
  }
}
