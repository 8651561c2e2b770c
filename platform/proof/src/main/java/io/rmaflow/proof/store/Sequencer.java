package io.rmaflow.proof.store;

import io.rmaflow.eventstore.EventOrder;
import io.rmaflow.eventstore.EventOrder.Placed;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Frontier;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.TileNodes;
import io.rmaflow.proof.merkle.TileWriter;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.store.LogTables.FullTile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the events of a store into its log, in the order in which the store is read. Of all the
 * sequencers of a database one works; the others wait for its lock.
 *
 * <p>The lock belongs to the session that also writes: whoever has lost it, because its process was
 * killed or did not say anything for {@link #SILENT_AT_MOST}, cannot write any more either. Those
 * who append events never wait for a sequencer. Not for several threads at once.
 */
public final class Sequencer implements AutoCloseable {

  /** The server ends the session of a sequencer that says nothing for so long. */
  public static final String SILENT_AT_MOST = "10s";

  /** What is lost of the log when the server crashes is made anew of the same events. */
  private static final String SESSION =
      """
      set application_name = 'rmaflow-sequencer';
      set idle_session_timeout = '%s';
      set transaction_timeout = '60s';
      set synchronous_commit = off
      """
          .formatted(SILENT_AT_MOST);

  private static final String LOCK =
      "select pg_try_advisory_lock(hashtextextended('rmaflow sequencer of the log', 0))";

  private final Connections connections;
  private final int batch;
  private @Nullable Connection connection;
  private @Nullable Log log;

  /** Opens connections to the database of one store, outside of any pool. */
  @FunctionalInterface
  public interface Connections {

    /** A new connection, in auto-commit mode. */
    Connection open() throws SQLException;
  }

  /**
   * How far the log is.
   *
   * @param size leaves
   * @param root over all of them
   */
  public record Head(long size, Hash root) {}

  /**
   * One that has not asked for the lock yet.
   *
   * @param batch events that are taken in one transaction at most
   */
  public Sequencer(Connections connections, int batch) {
    this.connections = connections;
    this.batch = batch;
  }

  /**
   * Takes the lock where it is free.
   *
   * @return whether this sequencer has it, perhaps for a while already
   * @throws LogBroken where the log does not fit the store or the newest checkpoint
   */
  public boolean lead() throws SQLException {
    if (log != null) {
      return true;
    }
    try {
      Connection own = connection;
      if (own == null) {
        own = connections.open();
        connection = own;
        try (Statement sql = own.createStatement()) {
          sql.execute(SESSION);
        }
      }
      if (!locked(own)) {
        return false;
      }
      log = Log.resumed(own);
      return true;
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static boolean locked(Connection connection) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(LOCK);
        ResultSet row = sql.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Appends one batch of what can be read, where this sequencer leads.
   *
   * @return how many leaves were appended; 0 where there is nothing to append
   * @throws SQLException where nothing was appended; the lock is lost, to be asked for anew
   */
  public int append() throws SQLException {
    Log own = leading();
    try {
      return own.append(batch);
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** How many leaves the log has, where this sequencer leads. */
  public long size() {
    return leading().writer.size();
  }

  /** How far the log is, where this sequencer leads; up to 255 hashes for each level are made. */
  public Head head() {
    return leading().head();
  }

  /** The checkpoint that was signed last; empty where nothing was signed yet. */
  public Optional<StoredCheckpoint> newestCheckpoint() throws SQLException {
    return Optional.ofNullable(LogTables.newest(leading().connection));
  }

  /**
   * Signs how far the log is, and keeps it.
   *
   * @param origin the name of the log
   * @param keys all of them sign
   * @param now real time
   */
  public StoredCheckpoint sign(String origin, List<SigningKey> keys, Instant now)
      throws SQLException {
    Log own = leading();
    Head head = own.head();
    try {
      return LogTables.store(
          own.connection,
          head.size(),
          now,
          new Checkpoint(origin, head.size(), head.root()).sign(keys));
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Log leading() {
    if (log == null) {
      throw new IllegalStateException("this sequencer does not lead");
    }
    return log;
  }

  /** Whether this sequencer has the lock, as far as it knows. */
  public boolean leads() {
    return log != null;
  }

  /** Gives the lock back, where it has it; it can be asked for again. */
  @Override
  public void close() {
    Connection own = connection;
    connection = null;
    log = null;
    if (own != null) {
      try {
        own.close();
      } catch (SQLException e) {
        // the server ends the session by itself
        return;
      }
    }
  }

  /** The end of the log, as the one who appends to it knows it. */
  private static final class Log {

    private final Connection connection;
    private final EventOrder order;
    private final List<FullTile> filled = new ArrayList<>();
    private final TileWriter writer;
    private @Nullable GlobalPosition last;

    private Log(Connection connection, EventOrder order, long size, @Nullable GlobalPosition last) {
      this.connection = connection;
      this.order = order;
      this.last = last;
      this.writer =
          TileWriter.resume(
              size,
              new StoredTiles(connection),
              (tile, hashes) -> filled.add(new FullTile(tile, hashes)));
    }

    static Log resumed(Connection connection) throws SQLException {
      EventOrder order = EventOrder.on(connection);
      LogRow newest = LogTables.last(connection);
      GlobalPosition last = null;
      if (newest != null) {
        Leaf leaf = newest.leaf();
        last = order.positionOf(leaf.stream(), leaf.sequence());
        if (last == null) {
          throw new LogBroken(
              "the newest event of the log, %s#%d at index %d, is not in the store"
                  .formatted(leaf.stream(), leaf.sequence(), newest.index()));
        }
      }
      Log log = new Log(connection, order, newest == null ? 0 : newest.index() + 1, last);
      log.compareWithCheckpoint();
      return log;
    }

    private void compareWithCheckpoint() throws SQLException {
      StoredCheckpoint stored = LogTables.newest(connection);
      if (stored == null) {
        return;
      }
      Checkpoint signed = Checkpoint.parse(stored.note().text());
      if (signed.size() > writer.size()) {
        throw new LogBroken(
            "the newest checkpoint has %d leaves, the log only %d"
                .formatted(signed.size(), writer.size()));
      }
      Hash root = Frontier.of(signed.size(), new TileNodes(new StoredTiles(connection))).root();
      if (!root.equals(signed.root())) {
        throw new LogBroken(
            "the first %d leaves have another root than was signed".formatted(signed.size()));
      }
    }

    int append(int batch) throws SQLException {
      List<Placed> events = order.after(last, batch);
      if (events.isEmpty()) {
        return 0;
      }
      long first = writer.size();
      List<Leaf> leaves = new ArrayList<>(events.size());
      for (Placed event : events) {
        Leaf leaf = new Leaf(event.stream(), event.sequence(), Hash.of(event.hash()));
        leaves.add(leaf);
        writer.append(leaf.leafHash());
      }
      LogTables.append(connection, first, leaves, filled);
      filled.clear();
      last = events.getLast().position();
      return leaves.size();
    }

    Head head() {
      return new Head(writer.size(), writer.root());
    }
  }
}
