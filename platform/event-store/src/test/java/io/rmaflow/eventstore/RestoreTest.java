package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A database moves into another cluster. Transaction IDs begin anew there. */
class RestoreTest {

  private final TestDatabase old = TestDatabase.create("restore_test", 3);

  @AfterEach
  void close() {
    old.close();
  }

  /** The embedded server has no {@code pg_dump}: there the tables move by {@code COPY} alone. */
  static Stream<Way> ways() {
    return Stream.of(Way.values())
        .filter(way -> way == Way.COPY || TestServers.postgres().hasDumpAndRestore());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aTokenReadsOnInTheNewCluster_whereTransactionIdsAreSmaller(Way way, @TempDir Path folder)
      throws SQLException, IOException {
    spendTransactionIds();
    PostgresEventStorageEngine before = old.engine().build();
    append(before, 0, 4);
    GlobalPosition token = before.storedEventsAfter(null, 3).getLast().position();
    try (TestPostgres cluster = TestServers.anotherPostgres();
        TestDatabase restored = TestDatabase.empty(cluster, "restored", 3)) {
      way.move(TestServers.postgres(), old, cluster, restored, folder.resolve("there"));
      assertThat(nextTransactionId(restored)).isLessThan(token.fence());
      PostgresEventStorageEngine after = restored.engine().build();

      append(after, 5, 6);

      assertThat(numbers(after, token)).containsExactly(3, 4, 5, 6);
      assertThat(numbers(after, null)).containsExactly(0, 1, 2, 3, 4, 5, 6);
      assertThat(after.firstBroken("s")).isEmpty();

      try (TestDatabase back = TestDatabase.empty(TestServers.postgres(), "restore_test_back", 3)) {
        way.move(cluster, restored, TestServers.postgres(), back, folder.resolve("back"));
        PostgresEventStorageEngine inTheFirstCluster = back.engine().build();

        append(inTheFirstCluster, 7, 8);

        assertThat(numbers(inTheFirstCluster, token)).containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(inTheFirstCluster.firstBroken("s")).isEmpty();
        assertThat(back.column("select distinct epoch from stored_event order by epoch"))
            .containsExactly("1", "2", "3");
      }
    }
  }

  @Test
  void aTransactionIdFromTheFutureRaisesTheEpochToo_asInAnEarlierCopyOfTheCluster()
      throws SQLException {
    append(old.engine().build(), 0, 1);
    old.execute("update stored_event set fence = '99999999999' where sequence = 1");

    PostgresEventStorageEngine engine = old.engine().build();
    append(engine, 2, 3);

    assertThat(numbers(engine, null)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void theSameClusterKeepsItsEpoch() throws SQLException {
    append(old.engine().build(), 0, 1);
    append(old.engine().build(), 2, 3);

    assertThat(old.column("select epoch from event_epoch")).containsExactly("1");
  }

  private static void append(PostgresEventStorageEngine engine, int first, int last) {
    for (int i = first; i <= last; i++) {
      engine.appendEvents(Session.noted("s", i));
    }
  }

  private static List<Integer> numbers(
      PostgresEventStorageEngine engine, @Nullable GlobalPosition after) {
    return engine
        .readEvents(after, false)
        .map(event -> ((Noted) event.getPayload()).number())
        .toList();
  }

  private void spendTransactionIds() throws SQLException {
    try (Connection connection = old.pool().getConnection();
        Statement sql = connection.createStatement()) {
      for (int i = 0; i < 3_000; i++) {
        sql.execute("select pg_current_xact_id()");
      }
    }
  }

  private static long nextTransactionId(TestDatabase database) throws SQLException {
    return Long.parseLong(
        database.column("select pg_snapshot_xmax(pg_current_snapshot())::text").getFirst());
  }

  /** How a database gets from one cluster into an empty one of another. */
  private enum Way {
    PG_DUMP {
      @Override
      void move(
          TestPostgres from, TestDatabase source, TestPostgres to, TestDatabase target, Path file) {
        from.dump(source.database(), file);
        to.restore(file, target.database());
      }
    },

    /** What a dump holds: the rows of the tables, and the value of the sequence. */
    COPY {
      @Override
      void move(
          TestPostgres from, TestDatabase source, TestPostgres to, TestDatabase target, Path file)
          throws SQLException, IOException {
        TestDatabase.migrate(target.pool());
        for (String table : List.of("event_epoch", "stored_event", "stored_snapshot")) {
          ByteArrayOutputStream rows = new ByteArrayOutputStream();
          try (Connection out = source.pool().getConnection();
              Connection in = target.pool().getConnection()) {
            copy(out).copyOut("copy " + table + " to stdout", rows);
            copy(in)
                .copyIn(
                    "copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
          }
        }
        target.execute(
            "select setval(pg_get_serial_sequence('stored_event', 'position'),"
                + " (select max(position) from stored_event))");
      }
    };

    abstract void move(
        TestPostgres from, TestDatabase source, TestPostgres to, TestDatabase target, Path file)
        throws SQLException, IOException;

    private static CopyManager copy(Connection connection) throws SQLException {
      return connection.unwrap(PGConnection.class).getCopyAPI();
    }
  }
}
