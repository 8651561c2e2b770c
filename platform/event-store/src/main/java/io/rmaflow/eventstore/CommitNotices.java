package io.rmaflow.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes on the same database of this one's commits, and this one of theirs.
 *
 * <p>The {@code NOTIFY} is a transaction of its own after the commit, one for all commits of {@link
 * #AT_ONCE} together: inside the writing transactions it would make them commit one after the
 * other. A process that dies before it could tell is found out by the reader's own looking ({@link
 * PostgresEventSource}). Listening takes one connection for good; telling takes one now and then.
 */
public final class CommitNotices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommitNotices.class);

  private static final String CHANNEL = "event_store";
  private static final Duration AT_ONCE = Duration.ofMillis(4);
  private static final Duration LISTEN_AT_MOST = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final PostgresEventSource source;
  private final String self = UUID.randomUUID().toString();
  private final Semaphore toTell = new Semaphore(0);
  private final Runnable endListening;
  private final Thread teller;
  private final Thread listener;
  private volatile boolean closed;

  private CommitNotices(DataSource dataSource, CommitSignal signal, PostgresEventSource source) {
    this.dataSource = dataSource;
    this.source = source;
    this.endListening = signal.listen(toTell::release);
    this.teller = Thread.ofPlatform().name("event-store-teller").daemon().unstarted(this::tell);
    this.listener =
        Thread.ofPlatform().name("event-store-listener").daemon().unstarted(this::listen);
  }

  /**
   * Begins to tell and to listen.
   *
   * @param source woken at the commits of other processes
   */
  public static CommitNotices start(PostgresEventStorageEngine engine, PostgresEventSource source) {
    CommitNotices notices = new CommitNotices(engine.dataSource(), engine.commitSignal(), source);
    notices.teller.start();
    notices.listener.start();
    return notices;
  }

  private void tell() {
    try {
      while (!closed) {
        toTell.acquire();
        toTell.drainPermits();
        try (Connection connection = dataSource.getConnection();
            PreparedStatement sql =
                connection.prepareStatement(
                    "select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)")) {
          sql.setString(1, CHANNEL);
          sql.setString(2, self);
          sql.execute();
        } catch (SQLException | RuntimeException | Error e) {
          if (!closed) {
            LOG.warn(
                "Other processes were not told of a commit; they will look by themselves: {}",
                e.toString());
          }
        }
        TimeUnit.MILLISECONDS.sleep(AT_ONCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try {
      while (!closed) {
        try (Connection connection = dataSource.getConnection()) {
          listenOn(connection);
        } catch (SQLException | RuntimeException | Error e) {
          if (!closed) {
            LOG.warn(
                "Not listening to other processes; trying again in {}: {}", RETRY, e.toString());
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listenOn(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("listen " + CHANNEL);
    }
    // commits may have gone by while nobody listened
    source.wake();
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (!closed) {
      PGNotification[] notices = postgres.getNotifications((int) LISTEN_AT_MOST.toMillis());
      boolean ofOthers = false;
      for (PGNotification notice : notices == null ? new PGNotification[0] : notices) {
        ofOthers |= !notice.getParameter().equals(self);
      }
      if (ofOthers) {
        source.wake();
      }
    }
    try (Statement sql = connection.createStatement()) {
      sql.execute("unlisten " + CHANNEL);
    }
  }

  /** Ends both; waits for the listener to give its connection back. */
  @Override
  public void close() {
    closed = true;
    endListening.run();
    teller.interrupt();
    try {
      listener.join(LISTEN_AT_MOST.plus(RETRY));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
