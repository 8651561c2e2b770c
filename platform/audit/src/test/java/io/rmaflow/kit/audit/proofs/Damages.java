package io.rmaflow.kit.audit.proofs;

import io.rmaflow.eventstore.HashChain;
import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.eventstore.StoredRows;
import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.merkle.Frontier;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Tile;
import io.rmaflow.proof.merkle.TileWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the owner of a database may do to a store and its log, and where it has to be found. */
final class Damages {

  private static final List<String> TABLES =
      List.of("stored_event", "proof_leaf", "proof_tile", "proof_checkpoint", "proof_cosignature");

  private final Connection connection;
  private final Random random;
  private final List<StoredEvent> events;
  private final long signed;

  /**
   * @param signed leaves of the newest checkpoint; some more are logged
   */
  Damages(Connection connection, Random random, List<StoredEvent> events, long signed) {
    this.connection = connection;
    this.random = random;
    this.events = events;
    this.signed = signed;
  }

  /**
   * A damage.
   *
   * @param what it is, in a few words
   * @param first the first wrong row, where a mirror is at hand
   * @param from without one, the first row that may be named
   * @param to the last row that may be named
   * @param all whether events, log and tiles were rewritten so that they fit each other
   */
  record Done(String what, long first, long from, long to, boolean all) {

    static Done at(String what, long index) {
      return new Done(what, index, index, index, false);
    }
  }

  /** Something that somebody does. */
  private interface Deed {
    Done done() throws SQLException;
  }

  /** One of them at random. */
  Done any() throws SQLException {
    List<Deed> deeds =
        List.of(
            this::changeAnEvent,
            this::changeAnEvent,
            this::deleteAnEvent,
            this::insertAnEvent,
            this::swapTwoEvents,
            this::cutTheStoreOff,
            this::moveAnEvent,
            () -> rewriteAStream(1),
            () -> rewriteAStream(2),
            () -> rewriteAStream(3),
            this::changeALeaf,
            this::deleteALeaf,
            this::cutTheLogOff,
            this::swapTwoLeaves,
            this::changeATile,
            this::deleteATile,
            this::cutEverythingOff);
    return deeds.get(random.nextInt(deeds.size())).done();
  }

  private StoredEvent one() {
    return events.get(random.nextInt(events.size()));
  }

  private int execute(String statement, Object... values) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        sql.setObject(i + 1, values[i]);
      }
      return sql.executeUpdate();
    }
  }

  private Done changeAnEvent() throws SQLException {
    StoredEvent event = one();
    List<String> changes =
        List.of(
            "payload = jsonb_set(payload, '{number}', '8')",
            "payload = payload || '{\"more\": true}'",
            "metadata = metadata || '{\"actor\": \"somebody\"}'",
            "event_id = 'x' || event_id",
            "type = type || 'x'",
            "version = version + 1",
            "aggregate_type = null",
            "recorded_at = recorded_at + interval '1 microsecond'",
            "hash = set_byte(hash, %1$d, get_byte(hash, %1$d) # 1)".formatted(random.nextInt(32)),
            "hash = '\\x'",
            "stream = stream || 'x'",
            "sequence = sequence + 1000");
    String change = changes.get(random.nextInt(changes.size()));
    execute(
        "update stored_event set " + change + " where stream = ? and sequence = ?",
        event.stream(),
        event.sequence());
    return Done.at("event: " + change, events.indexOf(event));
  }

  private Done deleteAnEvent() throws SQLException {
    StoredEvent event = one();
    execute(
        "delete from stored_event where stream = ? and sequence = ?",
        event.stream(),
        event.sequence());
    return Done.at("event deleted", events.indexOf(event));
  }

  private Done insertAnEvent() throws SQLException {
    int index = random.nextInt(events.size());
    StoredEvent before = events.get(index);
    execute(
        """
        insert into stored_event (epoch, fence, position, stream, sequence, event_id, type, version,
                                  aggregate_type, recorded_at, payload, metadata, hash)
        overriding system value
        select epoch, fence, position, 'forged', 0, event_id || 'x', type, version, aggregate_type,
               recorded_at, payload, metadata, sha256('forged')
        from stored_event where stream = ? and sequence = ?
        """,
        before.stream(),
        before.sequence());
    // right before or right behind the one whose place it has
    return new Done("event inserted", index, index, index + 1, false);
  }

  private Done swapTwoEvents() throws SQLException {
    StoredEvent one = one();
    StoredEvent other = one();
    if (one.id().equals(other.id())) {
      return swapTwoEvents();
    }
    execute(
        """
        update stored_event this set payload = that.payload, hash = that.hash,
               event_id = that.event_id
        from (select * from stored_event) that
        where (this.stream, this.sequence, that.stream, that.sequence)
              in ((?, ?::bigint, ?, ?::bigint), (?, ?::bigint, ?, ?::bigint))
        """,
        one.stream(),
        one.sequence(),
        other.stream(),
        other.sequence(),
        other.stream(),
        other.sequence(),
        one.stream(),
        one.sequence());
    return Done.at("events swapped", Math.min(events.indexOf(one), events.indexOf(other)));
  }

  private Done cutTheStoreOff() throws SQLException {
    int kept = random.nextInt(events.size());
    StoredEvent first = events.get(kept);
    execute(
        "delete from stored_event where (epoch, fence, position) >= (select epoch, fence, position"
            + " from stored_event where stream = ? and sequence = ?)",
        first.stream(),
        first.sequence());
    return Done.at("events cut off from " + kept, kept);
  }

  private Done moveAnEvent() throws SQLException {
    int from = random.nextInt(events.size() - 1);
    StoredEvent event = events.get(from);
    execute(
        "update stored_event set fence = (select (max(fence::text::bigint))::text::xid8 from"
            + " stored_event), position = position + 1000000 where stream = ? and sequence = ?",
        event.stream(),
        event.sequence());
    return new Done("event moved to the end", from, from, events.size() - 1, false);
  }

  /** Rewrites a stream from one of its events on, with hashes that fit. */
  private Done rewriteAStream(int depth) throws SQLException {
    int index = random.nextInt((int) signed);
    StoredEvent first = events.get(index);
    byte[] previous = HashChain.beforeTheFirst();
    List<StoredEvent> all = new ArrayList<>(events);
    for (int i = 0; i < all.size(); i++) {
      StoredEvent event = all.get(i);
      if (!event.stream().equals(first.stream())) {
        continue;
      }
      if (event.sequence() >= first.sequence()) {
        StoredEvent forged = forged(event, previous);
        all.set(i, forged);
        execute(
            "update stored_event set payload = ?::jsonb, hash = ? where stream = ? and sequence = ?",
            new String(forged.payload(), StandardCharsets.UTF_8),
            forged.hash(),
            event.stream(),
            event.sequence());
        if (depth > 1) {
          execute("update proof_leaf set hash = ? where index = ?", forged.hash(), (long) i);
        }
      }
      previous = all.get(i).hash();
    }
    if (depth > 2) {
      rewriteTiles(all);
      return new Done("stream rewritten with log and tiles", index, 0, index, true);
    }
    if (depth > 1) {
      // what is not in a full tile yet is told by the rows alone
      return new Done("stream rewritten with log", index, 0, index, true);
    }
    return Done.at("stream rewritten", index);
  }

  private static StoredEvent forged(StoredEvent event, byte[] previous) {
    StoredEvent changed =
        new StoredEvent(
            event.position(),
            event.stream(),
            event.sequence(),
            event.id(),
            event.name(),
            event.aggregateType(),
            event.recordedAt(),
            "{\"text\": \"forged\", \"number\": 13}".getBytes(StandardCharsets.UTF_8),
            event.metadata(),
            event.hash());
    return new StoredEvent(
        changed.position(),
        changed.stream(),
        changed.sequence(),
        changed.id(),
        changed.name(),
        changed.aggregateType(),
        changed.recordedAt(),
        changed.payload(),
        changed.metadata(),
        HashChain.link(previous, HashChain.content(changed)));
  }

  private void rewriteTiles(List<StoredEvent> all) throws SQLException {
    List<SQLException> failures = new ArrayList<>();
    TileWriter writer =
        TileWriter.empty(
            (tile, hashes) -> {
              try {
                rewrite(tile, hashes);
              } catch (SQLException e) {
                failures.add(e);
              }
            });
    for (StoredEvent event : all) {
      writer.append(Leaf.of(event).leafHash());
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private void rewrite(Tile tile, byte[] hashes) throws SQLException {
    Frontier root = Frontier.empty();
    for (int at = 0; at < hashes.length; at += Hash.LENGTH) {
      root.append(Hash.at(hashes, at));
    }
    execute(
        "update proof_tile set hashes = ?, root = ? where level = ? and index = ?",
        hashes,
        root.root().bytes(),
        tile.level(),
        tile.index());
  }

  private Done changeALeaf() throws SQLException {
    int index = random.nextInt(events.size());
    List<String> changes =
        List.of(
            "hash = set_byte(hash, %1$d, get_byte(hash, %1$d) # 1)".formatted(random.nextInt(32)),
            "hash = '\\x00'",
            "stream = stream || 'x'",
            "sequence = sequence + 1000");
    String change = changes.get(random.nextInt(changes.size()));
    execute("update proof_leaf set " + change + " where index = ?", (long) index);
    return Done.at("leaf: " + change, index);
  }

  private Done deleteALeaf() throws SQLException {
    int index = random.nextInt((int) signed);
    execute("delete from proof_leaf where index = ?", (long) index);
    return Done.at("leaf deleted", index);
  }

  private Done cutTheLogOff() throws SQLException {
    int kept = random.nextInt((int) signed);
    execute("delete from proof_leaf where index >= ?", (long) kept);
    return Done.at("log cut off from " + kept, kept);
  }

  private Done swapTwoLeaves() throws SQLException {
    long one = random.nextInt(events.size());
    long other = random.nextInt(events.size());
    if (one == other) {
      return swapTwoLeaves();
    }
    execute("update proof_leaf set index = -1 where index = ?", one);
    execute("update proof_leaf set index = ? where index = ?", one, other);
    execute("update proof_leaf set index = ? where index = -1", other);
    return Done.at("leaves swapped", Math.min(one, other));
  }

  private Done changeATile() throws SQLException {
    int tile = random.nextInt((int) (signed / Tile.FULL));
    int offset = random.nextInt(Tile.FULL);
    boolean root = random.nextInt(8) == 0;
    String column = root ? "root" : "hashes";
    int at = root ? random.nextInt(32) : offset * Hash.LENGTH + random.nextInt(Hash.LENGTH);
    execute(
        "update proof_tile set %1$s = set_byte(%1$s, %2$d, get_byte(%1$s, %2$d) # 1) where level = 0 and index = ?"
            .formatted(column, at),
        (long) tile);
    return Done.at(
        "tile " + tile + ": " + column + " at " + at, tile * Tile.FULL + (root ? 0 : offset));
  }

  private Done deleteATile() throws SQLException {
    int tile = random.nextInt((int) (signed / Tile.FULL));
    execute("delete from proof_tile where level = 0 and index = ?", (long) tile);
    return Done.at("tile " + tile + " deleted", (long) tile * Tile.FULL);
  }

  /** The end of events, log, tiles and checkpoints, so that what is left fits. */
  private Done cutEverythingOff() throws SQLException {
    int kept = random.nextInt((int) signed);
    StoredEvent first = events.get(kept);
    execute(
        "delete from stored_event where (epoch, fence, position) >= (select epoch, fence, position"
            + " from stored_event where stream = ? and sequence = ?)",
        first.stream(),
        first.sequence());
    execute("delete from proof_leaf where index >= ?", (long) kept);
    execute("delete from proof_tile where (index + 1) * 256 > ?", (long) kept);
    execute("delete from proof_checkpoint where size > ?", (long) kept);
    execute("delete from proof_cosignature where size > ?", (long) kept);
    // the tile that had the end is gone with its other leaves
    return new Done("everything cut off from " + kept, kept, kept - kept % Tile.FULL, kept, false);
  }

  /** All events of a store in the order in which they are read. */
  static List<StoredEvent> eventsOf(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (StoredRows rows = StoredRows.in(connection, 1000)) {
      List<StoredEvent> events = new ArrayList<>();
      for (StoredEvent event = rows.next(); event != null; event = rows.next()) {
        events.add(event);
      }
      return events;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Puts everything aside, for {@link #undo}. */
  static void remember(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("create schema aside");
      for (String table : TABLES) {
        sql.execute("create table aside." + table + " as table " + table);
      }
    }
  }

  /** Makes everything as it was. */
  static void undo(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("truncate " + String.join(", ", TABLES));
      for (String table : TABLES) {
        String overriding =
            table.equals("proof_checkpoint") || table.equals("stored_event")
                ? " overriding system value"
                : "";
        sql.execute("insert into " + table + overriding + " select * from aside." + table);
      }
    }
  }
}
