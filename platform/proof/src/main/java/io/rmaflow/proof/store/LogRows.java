package io.rmaflow.proof.store;

import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * All leaves of the log in their order, for whoever verifies it and does not believe the database.
 * What cannot be a leaf is passed over, so that it is missing. Within a transaction of the
 * caller's.
 */
public final class LogRows implements AutoCloseable {

  private static final String ALL =
      "select index, stream, sequence, hash from proof_leaf order by index";

  private final PreparedStatement sql;
  private final ResultSet row;

  private LogRows(PreparedStatement sql, ResultSet row) {
    this.sql = sql;
    this.row = row;
  }

  /**
   * Begins to read.
   *
   * @param connection in a transaction
   * @param atOnce rows that are fetched together
   */
  public static LogRows in(Connection connection, int atOnce) throws SQLException {
    PreparedStatement sql = connection.prepareStatement(ALL);
    try {
      sql.setFetchSize(atOnce);
      return new LogRows(sql, sql.executeQuery());
    } catch (SQLException e) {
      sql.close();
      throw e;
    }
  }

  /** The next leaf; null behind the last one. */
  public @Nullable LogRow next() throws SQLException {
    while (row.next()) {
      long index = row.getLong(1);
      String stream = row.getString(2);
      long sequence = row.getLong(3);
      byte[] hash = row.getBytes(4);
      if (index >= 0 && canBeLeaf(stream, sequence, hash)) {
        return new LogRow(index, new Leaf(stream, sequence, Hash.of(hash)));
      }
    }
    return null;
  }

  private static boolean canBeLeaf(String stream, long sequence, byte[] hash) {
    return stream != null
        && !stream.isEmpty()
        && sequence >= 0
        && hash != null
        && hash.length == Hash.LENGTH;
  }

  @Override
  public void close() throws SQLException {
    sql.close();
  }
}
