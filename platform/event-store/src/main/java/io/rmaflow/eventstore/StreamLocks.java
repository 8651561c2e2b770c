package io.rmaflow.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * Lets the writers of one stream wait for each other, in whichever process, instead of undoing each
 * other's work. Each has the stream from here to the end of its transaction; who has waited longest
 * is the next. A command takes the lock when it loads its aggregate; whoever has to look at the
 * stream before that takes it first.
 *
 * <p>It spares work and is no guarantee: that a place in a stream is taken once, the unique key
 * sees to, also where a transaction has come to {@value #AT_MOST} locks and takes no more. Each is
 * a place in the server's table of locks ({@code max_locks_per_transaction} times {@code
 * max_connections}, 6,400 by default), which is there for all.
 *
 * <p>The lock is an advisory one and needs no transaction ID, so that whoever waits before it has
 * written anything holds back no reader.
 */
public final class StreamLocks {

  /** Keeps these locks apart from what an application locks by hash. */
  static final long SEED = 7_261_940_583L;

  /** Locks of one transaction. */
  static final int AT_MOST = 100;

  private final PostgresEventStorageEngine engine;

  /** Locks in the transactions of the engine's connections. */
  public StreamLocks(PostgresEventStorageEngine engine) {
    this.engine = engine;
  }

  /**
   * Waits until nobody else writes to the stream.
   *
   * @param atMost from here on the transaction waits no longer than this for any lock, in whole
   *     milliseconds
   * @throws EventStoreException where that time is over (the cause has the state 55P03), or the
   *     database fails
   */
  public void lock(String stream, Duration atMost) {
    try (Connection connection = engine.connections().getConnection()) {
      EventTable.lock(connection, stream, atMost);
    } catch (SQLException e) {
      throw new EventStoreException("Could not lock the stream " + stream, e);
    }
  }
}
