package io.rmaflow.stack.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 17 server on 127.0.0.1, its data in a folder that outlives it.
 *
 * <p>Every local user may connect without a password: the server is for one developer's machine and
 * for tests.
 */
public final class PostgresServer implements AutoCloseable {

  /**
   * The databases of the three services and of the shared sandbox clock, each owned by a role of
   * the same name.
   */
  public static final List<String> SERVICE_DATABASES =
      List.of("contract", "rma", "notification", "sandbox");

  /**
   * What the name of the role has behind the database's that a service connects as. It owns
   * nothing: its rights come with the migrations.
   */
  public static final String SERVICE_SUFFIX = "_service";

  /** The role that may do everything. */
  public static final String SUPERUSER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;
  private final Path data;
  private final int port;

  private PostgresServer(EmbeddedPostgres server, Path data, int port) {
    this.server = server;
    this.data = data;
    this.port = port;
  }

  /** How much of a crash the data has to survive. */
  public enum Durability {
    /**
     * Every commit is on the disk before it is acknowledged: what was committed survives a loss of
     * power.
     */
    DURABLE,
    /** Nothing waits for the disk: for tests whose data nobody needs afterwards. */
    FAST
  }

  /**
   * Starts the server and waits until it answers. A server of an earlier, killed JVM that still
   * runs on the same data is stopped first; data left by a crash is recovered.
   *
   * @param data folder of the data; made and initialised where it does not exist
   * @param port 1 to 65535
   * @throws UncheckedIOException where it does not answer within 60 s
   */
  public static PostgresServer start(Path data, int port, Durability durability) {
    return start(data, port, durability, Map.of());
  }

  /**
   * {@link #start(Path, int, Durability)} of a durable server that hands each finished file of its
   * write-ahead log on, so that a base backup can be brought to any instant after it.
   *
   * @param archive folder for the files; made where it does not exist
   */
  public static PostgresServer startArchiving(Path data, int port, Path archive) {
    try {
      Files.createDirectories(archive);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make " + archive, e);
    }
    String target = archive.toAbsolutePath() + "/%f";
    PostgresServer server = start(data, port, Durability.DURABLE, Map.of("archive_mode", "on"));
    try (Connection connection = server.connect();
        Statement sql = connection.createStatement()) {
      // not as an option of the start: those must not have blanks
      sql.execute(
          "alter system set archive_command = 'test ! -f %1$s && cp %%p %1$s.part && mv %1$s.part %1$s'"
              .formatted(target));
      sql.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      server.close();
      throw new IllegalStateException("Could not say where the log is archived", e);
    }
    return server;
  }

  /**
   * {@link #start(Path, int, Durability)} of a server that takes nobody but over TLS.
   *
   * @param certificate PEM, the server's first
   * @param key PEM, to be read by this user alone
   */
  public static PostgresServer startEncrypted(Path data, int port, Path certificate, Path key) {
    Path rules = data.resolveSibling(data.getFileName() + ".hba");
    try {
      Files.createDirectories(data.toAbsolutePath().getParent());
      Files.writeString(rules, "hostssl all all 127.0.0.1/32 trust\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + rules, e);
    }
    return start(
        data,
        port,
        Durability.FAST,
        Map.of(
            "ssl",
            "on",
            "ssl_cert_file",
            certificate.toAbsolutePath().toString(),
            "ssl_key_file",
            key.toAbsolutePath().toString(),
            "hba_file",
            rules.toAbsolutePath().toString()));
  }

  private static PostgresServer start(
      Path data, int port, Durability durability, Map<String, String> more) {
    String sync = durability == Durability.DURABLE ? "on" : "off";
    try {
      Files.createDirectories(data.toAbsolutePath().getParent());
      stopLeftOver(data);
      removeHalfInitialised(data);
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(binaries().toFile())
              .setPort(port)
              .setPGStartupWait(START_LIMIT)
              .setLocaleConfig("locale", "C.UTF-8")
              .setLocaleConfig("encoding", "UTF8")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("fsync", sync)
              .setServerConfig("synchronous_commit", sync)
              .setServerConfig("full_page_writes", sync)
              .setServerConfig("shared_buffers", "64MB")
              .setServerConfig("max_wal_size", "512MB")
              .setServerConfig("max_connections", "200")
              .setServerConfig("timezone", "UTC");
      more.forEach(builder::setServerConfig);
      return new PostgresServer(builder.start(), data, port);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start on " + data + ", port " + port, e);
    }
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The JDBC URL of a database, without user and password. */
  public String jdbcUrl(String database) {
    return jdbcUrl(port, database);
  }

  /** The JDBC URL of a database of the server that listens on the port. */
  public static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /**
   * Creates the databases of {@link #SERVICE_DATABASES} that do not exist, each closed to the other
   * roles.
   */
  public void createServiceDatabases() {
    for (String name : SERVICE_DATABASES) {
      createDatabase(name);
    }
  }

  /**
   * Creates a database, a role of the same name that owns it, and one with {@link #SERVICE_SUFFIX}
   * that may connect to it, where they do not exist; the password of each is its name.
   *
   * @param name lower-case letters, digits and underscores
   */
  public void createDatabase(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a name of a database: " + name);
    }
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      for (String role : List.of(name, name + SERVICE_SUFFIX)) {
        if (!exists(sql, "select 1 from pg_roles where rolname = '" + role + "'")) {
          sql.execute("create role " + role + " login password '" + role + "'");
        }
      }
      if (!exists(sql, "select 1 from pg_database where datname = '" + name + "'")) {
        sql.execute("create database " + name + " owner " + name);
      }
      sql.execute("revoke connect on database " + name + " from public");
      sql.execute("grant connect on database " + name + " to " + name + SERVICE_SUFFIX);
    } catch (SQLException e) {
      throw new IllegalStateException("Could not create the database " + name, e);
    }
  }

  /**
   * The process of the postmaster, the parent of every other process of the server.
   *
   * @throws IllegalStateException where it has ended
   */
  public ProcessHandle postmaster() {
    return runningOn(data)
        .orElseThrow(() -> new IllegalStateException("PostgreSQL on " + data + " has ended"));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not stop in order", e);
    }
  }

  /**
   * The postmaster that runs on the data at this moment, whoever started it.
   *
   * @param data folder of the data
   */
  public static Optional<ProcessHandle> runningOn(Path data) {
    Path pidFile = data.resolve("postmaster.pid");
    try {
      if (!Files.exists(pidFile)) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(pidFile);
      if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(ProcessHandle::isAlive)
          .filter(PostgresServer::isPostgres);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + pidFile, e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    // The number may have gone to another program since; where the command cannot be read, the file
    // is believed.
    return process.info().command().map(command -> command.contains("postgres")).orElse(true);
  }

  /** Stops a server that outlived the JVM which started it; its clients are disconnected. */
  static void stopLeftOver(Path data) {
    Optional<ProcessHandle> leftOver = runningOn(data);
    if (leftOver.isEmpty()) {
      return;
    }
    ProcessHandle process = leftOver.get();
    LOG.info(
        "A PostgreSQL of an earlier run (process {}) still holds {}: stopping it",
        process.pid(),
        data);
    try {
      // SIGINT is PostgreSQL's fast shutdown; the JVM can send SIGTERM alone, which waits for every
      // client to leave.
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
      process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while an earlier PostgreSQL stops", e);
    } catch (TimeoutException e) {
      LOG.warn("It did not stop within {}: killing it", STOP_LIMIT);
      process.destroyForcibly();
    } catch (IOException | ExecutionException e) {
      throw new IllegalStateException("Could not stop the earlier PostgreSQL " + process.pid(), e);
    }
  }

  /**
   * initdb refuses a folder that it left half filled when it was killed; nothing in it was ever
   * used.
   */
  private static void removeHalfInitialised(Path data) throws IOException {
    if (Files.isDirectory(data) && !Files.exists(data.resolve("global/pg_control"))) {
      Folders.delete(data);
    }
  }

  /** Where the binaries are unpacked: once for all servers of a user. */
  private static Path binaries() throws IOException {
    String set = System.getProperty("rmaflow.postgres.binaries");
    Path folder =
        set != null
            ? Path.of(set)
            : Path.of(System.getProperty("user.home"), ".cache", "rmaflow", "embedded-postgres");
    return Files.createDirectories(folder);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, SUPERUSER);
  }

  private static boolean exists(Statement sql, String query) throws SQLException {
    try (var rows = sql.executeQuery(query)) {
      return rows.next();
    }
  }
}
