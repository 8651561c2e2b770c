package io.rmaflow.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.flywaydb.core.Flyway;

/** A database with the tables of the library, of one test. */
final class TestDatabase implements AutoCloseable {

  private final TestPostgres.Database database;
  private final HikariDataSource pool;

  private TestDatabase(TestPostgres.Database database, int connections) {
    this.database = database;
    this.pool = pool(database.jdbcUrl(), database.user(), database.password(), connections);
  }

  static TestDatabase create(String name, int connections) {
    TestDatabase made = empty(TestServers.postgres(), name, connections);
    migrate(made.pool);
    return made;
  }

  /** Without the tables. */
  static TestDatabase empty(TestPostgres server, String name, int connections) {
    return new TestDatabase(server.createDatabase(name), connections);
  }

  static void migrate(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/event-store")
        .load()
        .migrate();
  }

  static HikariDataSource pool(String url, String user, String password, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    return new HikariDataSource(config);
  }

  static Serializer snapshotSerializer() {
    return Jackson3Serializer.builder().build();
  }

  TestPostgres.Database database() {
    return database;
  }

  HikariDataSource pool() {
    return pool;
  }

  /** An engine whose appends commit by themselves. */
  PostgresEventStorageEngine.Builder engine() {
    return PostgresEventStorageEngine.builder()
        .dataSource(pool)
        .connectionProvider(pool::getConnection)
        .catalog(new NotedCatalog())
        .snapshotSerializer(snapshotSerializer());
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

  @Override
  public void close() {
    pool.close();
  }
}
