package io.rmaflow.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * All rows of the store, one after the other in the order in which they are read, whatever somebody
 * has made of them: for whoever verifies a store and does not believe it. Within a transaction of
 * the caller's, whose snapshot they are of.
 */
public final class StoredRows implements AutoCloseable {

  private static final String ALL =
      """
      select epoch, fence, position, stream, sequence, event_id, type, version, aggregate_type,
             recorded_at, payload, metadata, hash
      from stored_event order by epoch, fence, position
      """;

  private static final byte[] NOTHING = new byte[0];

  /** Stands for a name that the store cannot have written. */
  private static final EventName UNREADABLE = new EventName("?", Integer.MAX_VALUE);

  private final PreparedStatement sql;
  private final ResultSet row;

  private StoredRows(PreparedStatement sql, ResultSet row) {
    this.sql = sql;
    this.row = row;
  }

  /**
   * Begins to read.
   *
   * @param connection in a transaction
   * @param atOnce rows that are fetched together
   */
  public static StoredRows in(Connection connection, int atOnce) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalArgumentException("rows are fetched bit by bit within a transaction only");
    }
    PreparedStatement sql = connection.prepareStatement(ALL);
    try {
      sql.setFetchSize(atOnce);
      return new StoredRows(sql, sql.executeQuery());
    } catch (SQLException e) {
      sql.close();
      throw e;
    }
  }

  /** The next row; null behind the last one. */
  public @Nullable StoredEvent next() throws SQLException {
    if (!row.next()) {
      return null;
    }
    return new StoredEvent(
        new GlobalPosition(row.getInt(1), Long.parseUnsignedLong(row.getString(2)), row.getLong(3)),
        text(4),
        row.getLong(5),
        text(6),
        name(),
        row.getString(9),
        recordedAt(),
        bytes(11),
        bytes(12),
        bytes(13));
  }

  private EventName name() throws SQLException {
    String name = text(7);
    int version = row.getInt(8);
    return name.isEmpty() || version < 1 ? UNREADABLE : new EventName(name, version);
  }

  private Instant recordedAt() throws SQLException {
    OffsetDateTime time = row.getObject(10, OffsetDateTime.class);
    return time == null ? Instant.MIN : time.toInstant();
  }

  private String text(int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private byte[] bytes(int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? NOTHING : bytes;
  }

  @Override
  public void close() throws SQLException {
    sql.close();
  }
}
