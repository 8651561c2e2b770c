package io.rmaflow.testkit;

import io.rmaflow.stack.server.Ports;
import io.rmaflow.stack.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A PostgreSQL server of the test run. */
public final class TestPostgres implements AutoCloseable {

  /** The image of the container, the version that production uses. */
  public static final String IMAGE = "postgres:17";

  private static final String DUMP = "/tmp/database.dump";

  private final Runnable stop;
  private final @Nullable PostgreSQLContainer container;
  private final String urlBeforeName;
  private final String user;
  private final String password;
  private final AtomicInteger made = new AtomicInteger();

  private TestPostgres(
      Runnable stop,
      @Nullable PostgreSQLContainer container,
      String urlBeforeName,
      String user,
      String password) {
    this.stop = stop;
    this.container = container;
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
    return new TestPostgres(
        server::close, null, url, PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
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
    return new TestPostgres(container::stop, container, url, "postgres", "postgres");
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

  /**
   * Whether {@link #dump} and {@link #restore} can be used: a container holds the programs of its
   * server's version, an embedded server comes without them.
   */
  public boolean hasDumpAndRestore() {
    return container != null;
  }

  /** Writes a database into a new file, by {@code pg_dump}. */
  public void dump(Database database, Path file) {
    run("pg_dump", "--username", user, "--format=custom", "--file=" + DUMP, database.name());
    container().copyFileFromContainer(DUMP, file.toString());
  }

  /** Reads into an empty database what {@link #dump} wrote, by {@code pg_restore}. */
  public void restore(Path file, Database database) {
    container().copyFileToContainer(MountableFile.forHostPath(file, 0644), DUMP);
    run("pg_restore", "--username", user, "--exit-on-error", "--dbname=" + database.name(), DUMP);
  }

  private void run(String... command) {
    try {
      Container.ExecResult ended = container().execInContainer(command);
      if (ended.getExitCode() != 0) {
        throw new IllegalStateException(command[0] + " failed: " + ended.getStderr());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + command[0], e);
    }
  }

  private PostgreSQLContainer container() {
    if (container == null) {
      throw new IllegalStateException("an embedded server has neither pg_dump nor pg_restore");
    }
    return container;
  }

  @Override
  public void close() {
    stop.run();
  }
}
