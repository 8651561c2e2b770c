package io.rmaflow.testkit;

import io.rmaflow.stack.server.Ports;
import io.rmaflow.stack.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A PostgreSQL server of the test run. */
public final class TestPostgres implements AutoCloseable {

  /** The image of the container, the version that production uses. */
  public static final String IMAGE = "postgres:17";

  private final Runnable stop;
  private final String urlBeforeName;
  private final String user;
  private final String password;
  private final AtomicInteger made = new AtomicInteger();

  private TestPostgres(Runnable stop, String urlBeforeName, String user, String password) {
    this.stop = stop;
    this.urlBeforeName = urlBeforeName;
    this.user = user;
    this.password = password;
  }

  /**
   * A database and who may do everything in it.
   *
   * @param name its name in the server
   * @param jdbcUrl without user and password
   */
  public record Database(String name, String jdbcUrl, String user, String password) {

    /** A new connection, to be closed by the caller. */
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(jdbcUrl, user, password);
    }
  }

  static TestPostgres embedded(Path data) {
    PostgresServer server =
        PostgresServer.start(data, Ports.anyFree(), PostgresServer.Durability.FAST);
    String url = server.jdbcUrl("");
    return new TestPostgres(server::close, url, PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
  }

  static TestPostgres inContainer() {
    PostgreSQLContainer container =
        new PostgreSQLContainer(DockerImageName.parse(IMAGE))
            .withUsername("postgres")
            .withPassword("postgres")
            .withDatabaseName("postgres")
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
    container.start();
    String url =
        "jdbc:postgresql://"
            + container.getHost()
            + ":"
            + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
            + "/";
    return new TestPostgres(container::stop, url, "postgres", "postgres");
  }

  /**
   * A new, empty database, another one at each call.
   *
   * @param name what its own name begins with: lower-case letters, digits, underscores
   */
  public Database createDatabase(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
      throw new IllegalArgumentException("Not a name of a database: " + name);
    }
    String own = name + "_" + made.incrementAndGet();
    try (Connection connection = database("postgres").connect();
        Statement sql = connection.createStatement()) {
      sql.execute("create database " + own);
    } catch (SQLException e) {
      throw new IllegalStateException("Could not create the database " + own, e);
    }
    return database(own);
  }

  private Database database(String name) {
    return new Database(name, urlBeforeName + name, user, password);
  }

  @Override
  public void close() {
    stop.run();
  }
}
