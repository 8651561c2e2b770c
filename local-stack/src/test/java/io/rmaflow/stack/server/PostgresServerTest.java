package io.rmaflow.stack.server;

import static io.rmaflow.stack.server.PostgresServer.Durability.DURABLE;
import static io.rmaflow.stack.server.PostgresServer.Durability.FAST;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  @TempDir Path folder;

  @Test
  void keepsItsDataOverAnOrderlyRestart() throws Exception {
    Path data = folder.resolve("data");
    try (PostgresServer server = PostgresServer.start(data, Ports.anyFree(), FAST)) {
      server.createServiceDatabases();
      execute(server, "contract", "create table t (v text)", "insert into t values ('kept')");
    }
    try (PostgresServer server = PostgresServer.start(data, Ports.anyFree(), FAST)) {
      server.createServiceDatabases();
      assertThat(query(server, "contract", "select v from t")).containsExactly("kept");
    }
  }

  @Test
  void keepsWhatWasCommittedWhenItsPostmasterIsKilled() throws Exception {
    Path data = folder.resolve("data");
    int port = Ports.anyFree();
    try (PostgresServer server = PostgresServer.start(data, port, DURABLE)) {
      server.createServiceDatabases();
      execute(server, "rma", "create table t (v text)", "insert into t values ('committed')");
      ProcessHandle postmaster = server.postmaster();
      postmaster.destroyForcibly();
      postmaster.onExit().get(20, SECONDS);
    }
    try (PostgresServer again = PostgresServer.start(data, port, DURABLE)) {
      assertThat(query(again, "rma", "select v from t")).containsExactly("committed");
    }
  }

  @Test
  void stopsAPostmasterThatOutlivedItsJvmBeforeItStartsOnTheSameData() throws Exception {
    Path data = folder.resolve("data");
    try (PostgresServer first = PostgresServer.start(data, Ports.anyFree(), FAST)) {
      ProcessHandle leftOver = first.postmaster();

      PostgresServer.stopLeftOver(data);

      assertThat(leftOver.isAlive()).isFalse();
      assertThat(PostgresServer.runningOn(data)).isEmpty();
    }
    try (PostgresServer second = PostgresServer.start(data, Ports.anyFree(), FAST)) {
      assertThat(query(second, "postgres", "select 'alive'")).containsExactly("alive");
    }
  }

  @Test
  void waitsForTheDiskWhereItsDataHasToSurvive() throws Exception {
    try (PostgresServer server =
        PostgresServer.start(folder.resolve("data"), Ports.anyFree(), DURABLE)) {
      assertThat(query(server, "postgres", "show fsync")).containsExactly("on");
      assertThat(query(server, "postgres", "show synchronous_commit")).containsExactly("on");
      assertThat(query(server, "postgres", "show full_page_writes")).containsExactly("on");
      assertThat(query(server, "postgres", "show listen_addresses")).containsExactly("127.0.0.1");
    }
  }

  @Test
  void givesEachServiceADatabaseThatTheOthersCannotOpen() throws Exception {
    try (PostgresServer server =
        PostgresServer.start(folder.resolve("data"), Ports.anyFree(), FAST)) {
      server.createServiceDatabases();

      assertThat(
              query(
                  server,
                  "postgres",
                  "select datname from pg_database where not datistemplate order by 1"))
          .containsExactly("contract", "notification", "postgres", "rma", "sandbox");
      try (Connection own = DriverManager.getConnection(server.jdbcUrl("rma"), "rma", "rma")) {
        assertThat(own.getCatalog()).isEqualTo("rma");
      }
      try (Connection service =
          DriverManager.getConnection(server.jdbcUrl("rma"), "rma_service", "rma_service")) {
        assertThat(service.getCatalog()).isEqualTo("rma");
      }
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl("contract"), "rma", "rma").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for database");
    }
  }

  private static void execute(PostgresServer server, String database, String... statements)
      throws SQLException {
    try (Connection connection = superuser(server, database);
        var sql = connection.createStatement()) {
      for (String each : statements) {
        sql.execute(each);
      }
    }
  }

  private static List<String> query(PostgresServer server, String database, String query)
      throws SQLException {
    try (Connection connection = superuser(server, database);
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  private static Connection superuser(PostgresServer server, String database) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), "postgres", "postgres");
  }
}
