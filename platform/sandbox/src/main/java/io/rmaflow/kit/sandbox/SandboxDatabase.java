package io.rmaflow.kit.sandbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one row that the three services read the time from. It lies in a database of its own, so that
 * no service reads another's.
 */
final class SandboxDatabase implements AutoCloseable {

  /** Any two numbers that nothing else in that database uses. */
  private static final long LOCK_FOR_TABLES = 7_205_001;

  private static final long LOCK_FOR_MOVES = 7_205_002;

  private final HikariDataSource dataSource;
  private final JdbcClient jdbc;

  SandboxDatabase(SandboxSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("sandbox-clock");
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.username());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(6);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(5_000);
    config.setInitializationFailTimeout(30_000);
    this.dataSource = new HikariDataSource(config);
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Makes the table and the first instant, whichever service comes first. */
  void prepare(Instant start) {
    try (Connection connection = dataSource.getConnection()) {
      lock(connection, LOCK_FOR_TABLES);
      try {
        execute(
            connection,
            """
            create table if not exists sandbox_clock (
              id  integer primary key check (id = 1),
              now timestamptz not null
            )
            """);
        try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into sandbox_clock (id, now) values (1, ?) on conflict do nothing")) {
          insert.setObject(1, utc(start.truncatedTo(ChronoUnit.MILLIS)));
          insert.executeUpdate();
        }
      } finally {
        unlock(connection, LOCK_FOR_TABLES);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("the sandbox database is not usable", failure);
    }
  }

  Instant now() {
    return jdbc.sql("select now from sandbox_clock")
        .query((rs, number) -> rs.getObject("now", OffsetDateTime.class).toInstant())
        .single();
  }

  /** Moves the clock; to be called under {@link #lockMoves} only. */
  void move(Instant from, Instant to) {
    int moved =
        jdbc.sql("update sandbox_clock set now = ? where now = ?")
            .params(utc(to), utc(from))
            .update();
    if (moved != 1) {
      throw new IllegalStateException("somebody else has moved the clock from " + from);
    }
  }

  /** Keeps other moves out until it is closed or this process is gone; empty while another runs. */
  Optional<MoveLock> lockMoves() {
    try {
      Connection connection = dataSource.getConnection();
      try {
        if (tryLock(connection)) {
          return Optional.of(new MoveLock(connection));
        }
      } catch (SQLException failure) {
        connection.close();
        throw failure;
      }
      connection.close();
      return Optional.empty();
    } catch (SQLException failure) {
      throw new IllegalStateException("the sandbox database is not usable", failure);
    }
  }

  @Override
  public void close() {
    dataSource.close();
  }

  /** The right to move the clock. */
  static final class MoveLock implements AutoCloseable {

    private final Connection connection;

    private MoveLock(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void close() {
      try (connection) {
        unlock(connection, LOCK_FOR_MOVES);
      } catch (SQLException failure) {
        throw new IllegalStateException("the sandbox database is not usable", failure);
      }
    }
  }

  private static boolean tryLock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK_FOR_MOVES);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static void lock(Connection connection, long key) throws SQLException {
    withKey(connection, "select pg_advisory_lock(?)", key);
  }

  private static void unlock(Connection connection, long key) throws SQLException {
    withKey(connection, "select pg_advisory_unlock(?)", key);
  }

  private static void withKey(Connection connection, String sql, long key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key);
      statement.execute();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
