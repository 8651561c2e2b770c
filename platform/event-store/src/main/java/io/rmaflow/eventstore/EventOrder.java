package io.rmaflow.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which event stands where in the order of all events, and under which hash: what a log over the
 * store is made of, without anything that the events say. Reads on one connection, which the caller
 * keeps; what it has read is final, as for every reader of the store.
 */
public final class EventOrder {

  private static final String AFTER =
      """
      select epoch, fence, position, stream, sequence, hash from stored_event
      where (epoch, fence, position) > (?, ?::xid8, ?)
        and (epoch, fence) < (?, pg_snapshot_xmin(pg_current_snapshot()))
      order by epoch, fence, position limit ?
      """;

  private static final String POSITION =
      "select epoch, fence, position from stored_event where stream = ? and sequence = ?";

  private final Connection connection;
  private final int epoch;

  private EventOrder(Connection connection, int epoch) {
    this.connection = connection;
    this.epoch = epoch;
  }

  /**
   * One event's place.
   *
   * @param position in the order of all events
   * @param stream the aggregate identifier
   * @param sequence within the stream, from 0
   * @param hash as it is stored, see {@link HashChain}
   */
  @SuppressWarnings("ArrayRecordComponent") // comes straight from the driver
  public record Placed(GlobalPosition position, String stream, long sequence, byte[] hash) {}

  /**
   * The order as it is read on a connection; raises the epoch where the database lies in another
   * cluster than before.
   *
   * @param connection in auto-commit mode
   */
  public static EventOrder on(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalArgumentException("the epoch is not found within a transaction");
    }
    return new EventOrder(connection, Epochs.currentOn(connection));
  }

  /**
   * The next events that nothing older can come before any more.
   *
   * @param after exclusive; null for the first ones
   * @param limit events at most
   */
  public List<Placed> after(@Nullable GlobalPosition after, int limit) throws SQLException {
    GlobalPosition from = GlobalPosition.orStart(after);
    try (PreparedStatement sql = connection.prepareStatement(AFTER)) {
      sql.setInt(1, from.epoch());
      sql.setString(2, Long.toUnsignedString(from.fence()));
      sql.setLong(3, from.number());
      sql.setInt(4, epoch);
      sql.setInt(5, limit);
      List<Placed> placed = new ArrayList<>();
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          placed.add(new Placed(position(row), row.getString(4), row.getLong(5), row.getBytes(6)));
        }
      }
      return placed;
    }
  }

  /** Where an event stands; null where it is not in the store. */
  public @Nullable GlobalPosition positionOf(String stream, long sequence) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(POSITION)) {
      sql.setString(1, stream);
      sql.setLong(2, sequence);
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? position(row) : null;
      }
    }
  }

  private static GlobalPosition position(ResultSet row) throws SQLException {
    return new GlobalPosition(
        row.getInt(1), Long.parseUnsignedLong(row.getString(2)), row.getLong(3));
  }
}
