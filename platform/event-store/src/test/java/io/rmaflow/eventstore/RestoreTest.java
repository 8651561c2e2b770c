package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.stack.server.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A database moves into another cluster, by what {@code pg_dump} writes into a dump of it: the rows
 * of its tables by {@code COPY}, and the value of its sequence. Transaction IDs begin anew there.
 */
class RestoreTest {

  private final TestDatabase old = TestDatabase.create("restore_test", 3);

  @AfterEach
  void close() {
    old.close();
  }

  @Test
  void aTokenReadsOnInTheNewCluster_whereTransactionIdsAreSmaller(@TempDir Path folder)
      throws SQLException, IOException {
    spendTransactionIds();
    PostgresEventStorageEngine before = old.engine().build();
    append(before, 0, 4);
    GlobalPosition token = before.storedEventsAfter(null, 3).getLast().position();
    try (PostgresServer cluster =
        PostgresServer.start(
            folder.resolve("postgres"), Ports.anyFree(), PostgresServer.Durability.FAST)) {
      cluster.createDatabase("restored");
      try (HikariDataSource restored = connect(cluster)) {
        TestDatabase.migrate(restored);
        move(old.pool(), restored);
        assertThat(nextTransactionId(restored)).isLessThan(token.fence());
        PostgresEventStorageEngine after =
            old.engine().dataSource(restored).connectionProvider(restored::getConnection).build();

        append(after, 5, 6);

        assertThat(numbers(after, token)).containsExactly(3, 4, 5, 6);
        assertThat(numbers(after, null)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(after.firstBroken("s")).isEmpty();

        movesBackIntoTheFirstCluster(restored, token);
      }
    }
  }

  private void movesBackIntoTheFirstCluster(HikariDataSource from, GlobalPosition token)
      throws SQLException, IOException {
    try (TestDatabase back = TestDatabase.create("restore_test_back", 3)) {
      move(from, back.pool());
      PostgresEventStorageEngine engine = back.engine().build();

      append(engine, 7, 8);

      assertThat(numbers(engine, token)).containsExactly(3, 4, 5, 6, 7, 8);
      assertThat(back.column("select distinct epoch from stored_event order by epoch"))
          .containsExactly("1", "2", "3");
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

  private static long nextTransactionId(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select pg_snapshot_xmax(pg_current_snapshot())::text")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static HikariDataSource connect(PostgresServer cluster) {
    return TestDatabase.pool(
        cluster.jdbcUrl("restored"), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER, 3);
  }

  private static void move(HikariDataSource from, HikariDataSource to)
      throws SQLException, IOException {
    for (String table : List.of("event_epoch", "stored_event", "stored_snapshot")) {
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      try (Connection source = from.getConnection();
          Connection target = to.getConnection();
          Statement sql = target.createStatement()) {
        copy(source).copyOut("copy " + table + " to stdout", rows);
        copy(target)
            .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
        sql.execute(
            "select setval(pg_get_serial_sequence('stored_event', 'position'),"
                + " coalesce((select max(position) from stored_event), 1))");
      }
    }
  }

  private static CopyManager copy(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }
}
