package io.rmaflow.proof.store;

import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.merkle.Frontier;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Tile;
import io.rmaflow.proof.note.NoteSignature;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The statements on the tables of {@code db/proof}. */
public final class LogTables {

  /** One statement, so that the transaction has an ID for as short a time as can be. */
  private static final String APPEND =
      """
      with leaves as (
        insert into proof_leaf (index, stream, sequence, hash)
        select ? + added.number - 1, added.stream, added.sequence, added.hash
        from unnest(?::text[], ?::bigint[], ?::bytea[])
             with ordinality as added (stream, sequence, hash, number))
      insert into proof_tile (level, index, root, hashes)
      select * from unnest(?::smallint[], ?::bigint[], ?::bytea[], ?::bytea[])
      """;

  /** Whatever was appended without waiting for the disk is on it before anything signs it. */
  private static final String STORE_CHECKPOINT =
      """
      insert into proof_checkpoint (size, signed_at, note)
      select ?, ?, ? from (select set_config('synchronous_commit', 'on', true)) durable
      returning number
      """;

  private static final String SIZE = "select index + 1 from proof_leaf order by index desc limit 1";

  private static final String LEAVES =
      "select index, stream, sequence, hash from proof_leaf where index >= ?"
          + " order by index limit ?";

  private static final String LAST =
      "select index, stream, sequence, hash from proof_leaf order by index desc limit 1";

  private static final String INDEX =
      "select index from proof_leaf where stream = ? and sequence = ?";

  private static final String STREAM =
      "select index, stream, sequence, hash from proof_leaf"
          + " where stream = ? and sequence >= ? and index < ? order by sequence limit ?";

  private static final String CHECKPOINTS =
      "select number, size, signed_at, note from proof_checkpoint ";

  private static final String STORE_COSIGNATURE =
      "insert into proof_cosignature (size, witness, key_id, received_at, line)"
          + " values (?, ?, ?, ?, ?) on conflict do nothing";

  private static final String COSIGNATURES =
      "select line from proof_cosignature where size = ? order by received_at, witness";

  private static final String SEEN_BY =
      "select coalesce(max(size), 0) from proof_cosignature where witness = ? and key_id = ?";

  private LogTables() {}

  /**
   * A full tile on its way into the table.
   *
   * @param hashes of the tile, 256 times 32 bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // goes straight to the driver
  record FullTile(Tile tile, byte[] hashes) {

    /** The hash that the next level has of it. */
    Hash root() {
      return rootOf(hashes);
    }
  }

  /** The root over the hashes of a full tile. */
  static Hash rootOf(byte[] hashes) {
    Frontier frontier = Frontier.empty();
    for (int at = 0; at < hashes.length; at += Hash.LENGTH) {
      frontier.append(Hash.at(hashes, at));
    }
    return frontier.root();
  }

  /**
   * Appends leaves and the tiles that they fill, all or none.
   *
   * @param first index of the first of the leaves
   * @throws SQLException where a place is taken already, among others
   */
  static void append(Connection connection, long first, List<Leaf> leaves, List<FullTile> tiles)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(APPEND)) {
      sql.setLong(1, first);
      sql.setArray(
          2, connection.createArrayOf("text", leaves.stream().map(Leaf::stream).toArray()));
      sql.setArray(
          3, connection.createArrayOf("bigint", leaves.stream().map(Leaf::sequence).toArray()));
      sql.setArray(
          4,
          connection.createArrayOf(
              "bytea", leaves.stream().map(leaf -> leaf.hash().bytes()).toArray(byte[][]::new)));
      sql.setArray(
          5,
          connection.createArrayOf(
              "smallint", tiles.stream().map(full -> (short) full.tile().level()).toArray()));
      sql.setArray(
          6,
          connection.createArrayOf(
              "bigint", tiles.stream().map(full -> full.tile().index()).toArray()));
      sql.setArray(
          7,
          connection.createArrayOf(
              "bytea", tiles.stream().map(full -> full.root().bytes()).toArray(byte[][]::new)));
      sql.setArray(
          8,
          connection.createArrayOf(
              "bytea", tiles.stream().map(FullTile::hashes).toArray(byte[][]::new)));
      sql.executeUpdate();
    }
  }

  /** How many leaves there are. */
  public static long size(Connection connection) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(SIZE);
        ResultSet row = sql.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The newest leaf; null where there is none. */
  static @Nullable LogRow last(Connection connection) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(LAST)) {
      List<LogRow> rows = rows(sql);
      return rows.isEmpty() ? null : rows.getFirst();
    }
  }

  /**
   * Leaves in their order.
   *
   * @param from index of the first
   * @param limit leaves at most
   */
  public static List<LogRow> leaves(Connection connection, long from, int limit)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(LEAVES)) {
      sql.setLong(1, from);
      sql.setInt(2, limit);
      return rows(sql);
    }
  }

  /**
   * The leaves of one stream's events, in the stream's order.
   *
   * @param from sequence of the first
   * @param size of the log that is looked at: leaves from this index on are left out
   * @param limit leaves at most
   */
  public static List<LogRow> ofStream(
      Connection connection, String stream, long from, long size, int limit) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(STREAM)) {
      sql.setString(1, stream);
      sql.setLong(2, from);
      sql.setLong(3, size);
      sql.setInt(4, limit);
      return rows(sql);
    }
  }

  /** The index of an event's leaf; empty where it is not in the log yet. */
  public static OptionalLong indexOf(Connection connection, String stream, long sequence)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(INDEX)) {
      sql.setString(1, stream);
      sql.setLong(2, sequence);
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** Keeps a checkpoint; when this returns, all that it is about is on the disk. */
  static StoredCheckpoint store(Connection connection, long size, Instant signedAt, SignedNote note)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(STORE_CHECKPOINT)) {
      sql.setLong(1, size);
      sql.setObject(2, signedAt.atOffset(ZoneOffset.UTC));
      sql.setString(3, note.toString());
      try (ResultSet row = sql.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("the checkpoint was not stored");
        }
        return new StoredCheckpoint(row.getLong(1), size, signedAt, note);
      }
    }
  }

  /** The checkpoint that was signed last; null where nothing was signed yet. */
  public static @Nullable StoredCheckpoint newest(Connection connection) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(CHECKPOINTS + "order by number desc limit 1")) {
      List<StoredCheckpoint> found = checkpoints(sql);
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  /** The last checkpoint of a size; null where none was signed of it. */
  public static @Nullable StoredCheckpoint ofSize(Connection connection, long size)
      throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(CHECKPOINTS + "where size = ? order by number desc limit 1")) {
      sql.setLong(1, size);
      List<StoredCheckpoint> found = checkpoints(sql);
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  /**
   * Checkpoints in the order of signing.
   *
   * @param after number, exclusive
   * @param limit checkpoints at most
   */
  public static List<StoredCheckpoint> checkpoints(Connection connection, long after, int limit)
      throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(CHECKPOINTS + "where number > ? order by number limit ?")) {
      sql.setLong(1, after);
      sql.setInt(2, limit);
      return checkpoints(sql);
    }
  }

  /**
   * Keeps the line of a witness.
   *
   * @param size of the checkpoint that it is about
   * @return whether it is new
   */
  public static boolean store(
      Connection connection, long size, NoteSignature line, Instant receivedAt)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(STORE_COSIGNATURE)) {
      sql.setLong(1, size);
      sql.setString(2, line.name());
      sql.setInt(3, line.keyId());
      sql.setObject(4, receivedAt.atOffset(ZoneOffset.UTC));
      sql.setString(5, line.line());
      return sql.executeUpdate() == 1;
    }
  }

  /** The lines of witnesses about the checkpoint of a size. */
  public static List<NoteSignature> cosignatures(Connection connection, long size)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(COSIGNATURES)) {
      sql.setLong(1, size);
      List<NoteSignature> lines = new ArrayList<>();
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          lines.addAll(NoteSignature.parseLines(row.getString(1)));
        }
      }
      return lines;
    }
  }

  /** The largest size that a witness has signed; 0 where it has signed nothing. */
  public static long seenBy(Connection connection, VerifierKey witness) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(SEEN_BY)) {
      sql.setString(1, witness.name());
      sql.setInt(2, witness.id());
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private static List<StoredCheckpoint> checkpoints(PreparedStatement sql) throws SQLException {
    List<StoredCheckpoint> checkpoints = new ArrayList<>();
    try (ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        checkpoints.add(
            new StoredCheckpoint(
                row.getLong(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                SignedNote.parse(row.getString(4))));
      }
    }
    return checkpoints;
  }

  private static List<LogRow> rows(PreparedStatement sql) throws SQLException {
    List<LogRow> rows = new ArrayList<>();
    try (ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        rows.add(
            new LogRow(
                row.getLong(1),
                new Leaf(row.getString(2), row.getLong(3), Hash.of(row.getBytes(4)))));
      }
    }
    return rows;
  }
}
