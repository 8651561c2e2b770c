package io.rmaflow.proof.store;

import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Tile;
import io.rmaflow.proof.merkle.TileReader;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of the log as its tables have them: full ones as they are stored, those at the right
 * edge made of the leaves and of the roots of full ones. For as long as its connection is open.
 */
public final class StoredTiles implements TileReader {

  private static final String FULL = "select hashes from proof_tile where level = ? and index = ?";

  private static final String BELOW =
      "select index, root from proof_tile where level = ? and index >= ? order by index limit ?";

  private final Connection connection;

  /** From this many leaves on a tile may be partial; 0 where a missing one is made of others. */
  private final long strictlyTo;

  /** Of the database behind a connection. */
  public StoredTiles(Connection connection) {
    this(connection, 0);
  }

  private StoredTiles(Connection connection, long strictlyTo) {
    this.connection = connection;
    this.strictlyTo = strictlyTo;
  }

  /**
   * For whoever verifies them: a full tile that is not stored is not there, and where a root that
   * is stored with a tile and the hash above it differ, the tile above is told with that root.
   *
   * @param size leaves of the log
   */
  public static StoredTiles asTheyAre(Connection connection, long size) {
    return new StoredTiles(connection, size);
  }

  @Override
  public Optional<byte[]> read(int level, long index) {
    try {
      byte[] full = full(level, index);
      if (full != null && (strictlyTo == 0 || level == 0)) {
        return Optional.of(full);
      }
      if (Tile.widthIn(strictlyTo, level, index) == Tile.FULL) {
        return full == null ? Optional.empty() : Optional.of(withRoots(full, level, index));
      }
      byte[] partial = level == 0 ? leaves(index) : roots(level, index);
      return partial.length == 0 ? Optional.empty() : Optional.of(partial);
    } catch (SQLException e) {
      throw new IllegalStateException("The tile " + level + "/" + index + " was not read", e);
    }
  }

  private byte @Nullable [] full(int level, long index) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(FULL)) {
      sql.setInt(1, level);
      sql.setLong(2, index);
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  private byte[] withRoots(byte[] full, int level, long index) throws SQLException {
    byte[] roots = roots(level, index);
    return roots.length == full.length && !Arrays.equals(roots, full) ? roots : full;
  }

  private byte[] leaves(long index) throws SQLException {
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    long expected = index * Tile.FULL;
    for (LogRow row : LogTables.leaves(connection, expected, Tile.FULL)) {
      if (row.index() != expected) {
        break;
      }
      hashes.writeBytes(row.leaf().leafHash().bytes());
      expected++;
    }
    return hashes.toByteArray();
  }

  private byte[] roots(int level, long index) throws SQLException {
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    long expected = index * Tile.FULL;
    try (PreparedStatement sql = connection.prepareStatement(BELOW)) {
      sql.setInt(1, level - 1);
      sql.setLong(2, expected);
      sql.setInt(3, Tile.FULL);
      try (ResultSet row = sql.executeQuery()) {
        while (row.next() && row.getLong(1) == expected) {
          hashes.writeBytes(Hash.of(row.getBytes(2)).bytes());
          expected++;
        }
      }
    }
    return hashes.toByteArray();
  }
}
