package io.rmaflow.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements on {@code stored_event} and {@code stored_snapshot}. */
final class EventTable {

  /**
   * Appends one event behind its predecessor, which has to be there, and links the two hashes.
   *
   * <p>The fence is the greatest of this transaction's ID, the fence of the predecessor (its writer
   * may have got its ID later and still committed earlier) and the fences this transaction has
   * already written, which {@code event_store.fence} remembers until its end.
   */
  private static final String INSERT =
      """
      insert into stored_event (epoch, fence, stream, sequence, event_id, type, version,
                                aggregate_type, recorded_at, payload, metadata, hash)
      select ?,
             set_config('event_store.fence',
                        greatest(pg_current_xact_id(),
                                 case when previous.epoch = ? then previous.fence end,
                                 nullif(current_setting('event_store.fence', true), '')::xid8)::text,
                        true)::xid8,
             ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::jsonb, ?::jsonb,
      """;

  /**
   * A process that does not know yet of the cluster that its database is in by now would write
   * where readers have been already. The table has a row for each cluster, so that this is one look
   * at one page for each statement.
   */
  private static final String IN_PRESENT_EPOCH =
      " and not exists (select from event_epoch later where later.epoch > ?)";

  /** An event at any place. */
  private static final String APPEND =
      INSERT
          + """
          sha256(coalesce(previous.hash, ?) || ?)
          from (select) as always
          left join stored_event previous on previous.stream = ? and previous.sequence = ?
          where (? or previous.epoch <= ?)
            and previous.hash is not distinct from coalesce(?, previous.hash)
          """
          + IN_PRESENT_EPOCH;

  /** The same for an event that has a predecessor, as nearly all have: cheaper by its join. */
  private static final String APPEND_TO_PREVIOUS =
      INSERT
          + """
          sha256(previous.hash || ?)
          from stored_event previous
          where previous.stream = ? and previous.sequence = ? and previous.epoch <= ?
            and previous.hash = coalesce(?, previous.hash)
          """
          + IN_PRESENT_EPOCH;

  private static final String COLUMNS =
      "select epoch, fence, position, stream, sequence, event_id, type, version, aggregate_type,"
          + " recorded_at, payload, metadata, hash from stored_event ";

  /** Only what nothing older can still come before; see the README for why that is so. */
  private static final String READABLE =
      "(epoch, fence) < (?, pg_snapshot_xmin(pg_current_snapshot()))";

  private static final String AFTER = "(epoch, fence, position) > (?, ?::xid8, ?)";

  private static final String PAGE =
      COLUMNS + "where " + AFTER + " and " + READABLE + " order by epoch, fence, position limit ?";

  private static final String COMMITTED =
      COLUMNS + "where " + AFTER + " order by epoch, fence, position limit ?";

  // with an order: in an "exists" the planner would rather search the whole table
  private static final String ANY_AFTER =
      "select 1 from stored_event where " + AFTER + " order by epoch, fence, position limit 1";

  private static final String HEAD =
      "select epoch, fence, position from stored_event where "
          + READABLE
          + " order by epoch desc, fence desc, position desc limit 1";

  private static final String FIRST_SINCE =
      "select epoch, fence, position from stored_event where recorded_at >= ? and "
          + READABLE
          + " order by epoch, fence, position limit 1";

  private static final String STREAM =
      COLUMNS + "where stream = ? and sequence >= ? order by sequence limit ?";

  private static final String STREAM_RECORDED_BY =
      COLUMNS
          + """
          where stream = ? and sequence >= ? and recorded_at <= ?::timestamptz
          order by sequence limit ?
          """;

  /** The place before the first event that was recorded later; the last one where none was. */
  private static final String LAST_SEQUENCE_BY =
      """
      select sequence from stored_event
      where stream = ? and sequence < coalesce(
        (select min(sequence) from stored_event where stream = ? and recorded_at > ?::timestamptz),
        9223372036854775807)
      order by sequence desc limit 1
      """;

  private static final String FIRST_OF_EACH = COLUMNS + "where stream = any(?) and sequence = 0";

  /** The event that is known already, for its hash, and what lies behind it. */
  private static final String TAIL =
      """
      select sequence, hash, pg_current_xact_id_if_assigned() is null, epoch, fence, position,
             event_id, type, version, aggregate_type, recorded_at,
             case when sequence > ? then payload end, case when sequence > ? then metadata end
      from stored_event where stream = ? and sequence >= ? order by sequence limit ?
      """;

  /** The same of many streams, of each behind the event that is known of it. */
  private static final String TAILS =
      """
      select tail.*, known.stream
      from unnest(?::text[], ?::bigint[]) as known (stream, sequence)
      cross join lateral (
        select e.sequence, e.hash, pg_current_xact_id_if_assigned() is null, e.epoch, e.fence,
               e.position, e.event_id, e.type, e.version, e.aggregate_type, e.recorded_at,
               case when e.sequence > known.sequence then e.payload end,
               case when e.sequence > known.sequence then e.metadata end
        from stored_event e
        where e.stream = known.stream and e.sequence >= greatest(known.sequence, 0)
        order by e.sequence limit ?) tail
      order by tail.sequence
      """;

  private static final String LAST_SEQUENCE =
      "select sequence from stored_event where stream = ? order by sequence desc limit 1";

  /**
   * Waits for whoever writes to this stream, in the order of arrival, and has it until the
   * transaction ends. Where a transaction has so many already, the unique place has to do: the
   * server's room for locks is one for all.
   */
  private static final String LOCK =
      """
      select pg_advisory_xact_lock(hashtextextended(?, %d)),
             set_config('event_store.locked', (so_far.locked + 1)::text, true)
      from (select coalesce(nullif(current_setting('event_store.locked', true), ''), '0')::int
                   as locked) so_far
      where so_far.locked < %d
      """
          .formatted(StreamLocks.SEED, StreamLocks.AT_MOST);

  private static final String LIMIT_WAITING = "select set_config('lock_timeout', ?, true)";

  private static final String BEGIN_OF_STREAM =
      """
      select 1 as kind, sequence, event_id, type, version::text, aggregate_type, recorded_at, payload,
             metadata
      from stored_event where stream = ? order by sequence limit ?
      """;

  private static final String ANY_SNAPSHOT = "select exists (select 1 from stored_snapshot)";

  private static final String SNAPSHOT_AND_TAIL =
      """
      (select 0 as kind, sequence, event_id, type, revision, aggregate_type, recorded_at, payload,
              metadata
       from stored_snapshot where stream = ?)
      union all
      (select 1, sequence, event_id, type, version::text, aggregate_type, recorded_at, payload,
              metadata
       from stored_event
       where stream = ?
         and sequence > coalesce((select sequence from stored_snapshot where stream = ?), -1)
       order by sequence limit ?)
      """;

  private static final String READ_SNAPSHOT =
      """
      select 0 as kind, sequence, event_id, type, revision, aggregate_type, recorded_at, payload,
             metadata
      from stored_snapshot where stream = ?
      """;

  private static final String STORE_SNAPSHOT =
      """
      insert into stored_snapshot (stream, sequence, event_id, type, revision, aggregate_type,
                                   recorded_at, payload, metadata)
      values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
      on conflict (stream) do update
      set sequence = excluded.sequence, event_id = excluded.event_id, type = excluded.type,
          revision = excluded.revision, aggregate_type = excluded.aggregate_type,
          recorded_at = excluded.recorded_at, payload = excluded.payload,
          metadata = excluded.metadata
      where stored_snapshot.sequence <= excluded.sequence
      """;

  private EventTable() {}

  /**
   * An event on its way into the table.
   *
   * @param behind the hash that its predecessor must have; null where any will do
   */
  @SuppressWarnings("ArrayRecordComponent") // goes straight to the driver
  record NewEvent(
      String stream,
      long sequence,
      String id,
      EventName name,
      @Nullable String aggregateType,
      Instant recordedAt,
      byte[] payload,
      byte[] metadata,
      byte[] content,
      byte @Nullable [] behind) {}

  /** A row of a stream or its snapshot, as the framework's serializers take it. */
  @SuppressWarnings("ArrayRecordComponent") // comes straight from the driver
  record StreamRow(
      boolean snapshot,
      long sequence,
      String id,
      String type,
      @Nullable String revision,
      @Nullable String aggregateType,
      Instant recordedAt,
      byte[] payload,
      byte[] metadata) {}

  /**
   * The end of a stream behind a known event.
   *
   * @param hashOfKnown of the known event; null where it is not there
   * @param events behind it
   * @param nothingOfItsOwn whether the reading transaction has written nothing yet, so that all
   *     this is committed
   * @param lastWord whether the stream is this transaction's until it ends
   */
  @SuppressWarnings("ArrayRecordComponent") // comes straight from the driver
  record Tail(
      byte @Nullable [] hashOfKnown,
      List<StoredEvent> events,
      boolean nothingOfItsOwn,
      boolean lastWord) {

    /** Nothing is there. */
    static final Tail NONE = new Tail(null, List.of(), true, false);
  }

  /**
   * Appends events in their order, in one round trip.
   *
   * @return for each event whether it was written; where its predecessor is missing or the epoch is
   *     over, it was not
   * @throws SQLException where a place is taken already, among others
   */
  static boolean[] append(Connection connection, int epoch, List<NewEvent> events)
      throws SQLException {
    if (events.size() == 1) {
      return new boolean[] {append(connection, epoch, events.getFirst())};
    }
    try (PreparedStatement sql = connection.prepareStatement(APPEND)) {
      for (NewEvent event : events) {
        setAtAnyPlace(sql, epoch, event);
        sql.addBatch();
      }
      int[] counts = sql.executeBatch();
      boolean[] written = new boolean[counts.length];
      for (int i = 0; i < counts.length; i++) {
        written[i] = counts[i] == 1;
      }
      return written;
    }
  }

  private static boolean append(Connection connection, int epoch, NewEvent event)
      throws SQLException {
    boolean first = event.sequence() == 0;
    try (PreparedStatement sql = connection.prepareStatement(first ? APPEND : APPEND_TO_PREVIOUS)) {
      if (first) {
        setAtAnyPlace(sql, epoch, event);
      } else {
        setBehindPrevious(sql, epoch, event);
      }
      return sql.executeUpdate() == 1;
    }
  }

  private static void setAtAnyPlace(PreparedStatement sql, int epoch, NewEvent event)
      throws SQLException {
    setInserted(sql, epoch, event);
    sql.setBytes(12, HashChain.beforeTheFirst());
    sql.setBytes(13, event.content());
    sql.setString(14, event.stream());
    sql.setLong(15, event.sequence() - 1);
    sql.setBoolean(16, event.sequence() == 0);
    sql.setInt(17, epoch);
    sql.setBytes(18, event.behind());
    sql.setInt(19, epoch);
  }

  private static void setBehindPrevious(PreparedStatement sql, int epoch, NewEvent event)
      throws SQLException {
    setInserted(sql, epoch, event);
    sql.setBytes(12, event.content());
    sql.setString(13, event.stream());
    sql.setLong(14, event.sequence() - 1);
    sql.setInt(15, epoch);
    sql.setBytes(16, event.behind());
    sql.setInt(17, epoch);
  }

  private static void setInserted(PreparedStatement sql, int epoch, NewEvent event)
      throws SQLException {
    sql.setInt(1, epoch);
    sql.setInt(2, epoch);
    sql.setString(3, event.stream());
    sql.setLong(4, event.sequence());
    sql.setString(5, event.id());
    sql.setString(6, event.name().name());
    sql.setInt(7, event.name().version());
    sql.setString(8, event.aggregateType());
    // as text: the driver makes a calendar for each statement that has a time
    sql.setString(9, event.recordedAt().toString());
    setJson(sql, 10, event.payload());
    setJson(sql, 11, event.metadata());
  }

  private static void setJson(PreparedStatement sql, int index, byte[] json) throws SQLException {
    sql.setObject(index, new String(json, java.nio.charset.StandardCharsets.UTF_8), Types.OTHER);
  }

  static List<StoredEvent> page(Connection connection, int epoch, GlobalPosition after, int limit)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(PAGE)) {
      set(sql, 1, after);
      sql.setInt(4, epoch);
      sql.setInt(5, limit);
      return events(sql, limit);
    }
  }

  /** The same without regard to what may still come before them. */
  static List<StoredEvent> committed(Connection connection, GlobalPosition after, int limit)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(COMMITTED)) {
      set(sql, 1, after);
      sql.setInt(4, limit);
      return events(sql, limit);
    }
  }

  /** Whether there is any event after the position, readable or not yet. */
  static boolean anyAfter(Connection connection, GlobalPosition after) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(ANY_AFTER)) {
      set(sql, 1, after);
      try (ResultSet row = sql.executeQuery()) {
        return row.next();
      }
    }
  }

  static @Nullable GlobalPosition head(Connection connection, int epoch) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(HEAD)) {
      sql.setInt(1, epoch);
      return position(sql);
    }
  }

  static @Nullable GlobalPosition firstSince(Connection connection, int epoch, Instant recordedAt)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(FIRST_SINCE)) {
      sql.setObject(1, recordedAt.atOffset(ZoneOffset.UTC));
      sql.setInt(2, epoch);
      return position(sql);
    }
  }

  static List<StoredEvent> stream(Connection connection, String stream, long from, int limit)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(STREAM)) {
      sql.setString(1, stream);
      sql.setLong(2, from);
      sql.setInt(3, limit);
      return events(sql, limit);
    }
  }

  static List<StoredEvent> streamRecordedBy(
      Connection connection, String stream, long from, Instant by, int limit) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(STREAM_RECORDED_BY)) {
      sql.setString(1, stream);
      sql.setLong(2, from);
      sql.setString(3, by.toString());
      sql.setInt(4, limit);
      return events(sql, limit);
    }
  }

  static @Nullable Long lastSequenceRecordedBy(Connection connection, String stream, Instant by)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(LAST_SEQUENCE_BY)) {
      sql.setString(1, stream);
      sql.setString(2, stream);
      sql.setString(3, by.toString());
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? row.getLong(1) : null;
      }
    }
  }

  static List<StoredEvent> firstOfEach(Connection connection, Collection<String> streams)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(FIRST_OF_EACH)) {
      sql.setArray(1, connection.createArrayOf("text", streams.toArray()));
      return events(sql, streams.size());
    }
  }

  static @Nullable Long lastSequence(Connection connection, String stream) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(LAST_SEQUENCE)) {
      sql.setString(1, stream);
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? row.getLong(1) : null;
      }
    }
  }

  static boolean anySnapshot(Connection connection) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(ANY_SNAPSHOT);
        ResultSet row = sql.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Waits for the stream's turn, see {@link StreamLocks}. */
  static void lock(Connection connection, String stream, Duration atMost) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(LIMIT_WAITING + ";" + LOCK)) {
      sql.setString(1, Long.toString(atMost.toMillis()));
      sql.setString(2, stream);
      sql.execute();
    }
  }

  /** The stream's first events, at most {@code limit}, when its turn has come. */
  static List<StreamRow> lockedBegin(Connection connection, String stream, int limit)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(LOCK + ";" + BEGIN_OF_STREAM)) {
      sql.setString(1, stream);
      sql.setString(2, stream);
      sql.setInt(3, limit);
      return rowsAfterLock(sql);
    }
  }

  /**
   * The stream's snapshot, if there is one, and the events after it, at most {@code limit}, when
   * its turn has come.
   */
  static List<StreamRow> lockedSnapshotAndTail(Connection connection, String stream, int limit)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(LOCK + ";" + SNAPSHOT_AND_TAIL)) {
      sql.setString(1, stream);
      sql.setString(2, stream);
      sql.setString(3, stream);
      sql.setString(4, stream);
      sql.setInt(5, limit);
      return rowsAfterLock(sql);
    }
  }

  private static List<StreamRow> rowsAfterLock(PreparedStatement sql) throws SQLException {
    try (ResultSet rows = afterLock(sql)) {
      return streamRows(rows);
    }
  }

  /** Two statements of one round trip: the second sees what was committed during the first. */
  private static ResultSet afterLock(PreparedStatement sql) throws SQLException {
    sql.execute();
    if (!sql.getMoreResults()) {
      throw new SQLException("the lock was taken and nothing was read");
    }
    return sql.getResultSet();
  }

  /**
   * The stream from the known event on, at most {@code limit} events behind it, when its turn has
   * come.
   *
   * @param known a sequence; -1 where none is known
   */
  static Tail lockedTail(Connection connection, String stream, long known, int limit)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(LOCK + ";" + TAIL)) {
      sql.setString(1, stream);
      setTail(sql, 2, stream, known, limit);
      try (ResultSet rows = afterLock(sql)) {
        return tail(rows, stream, known, true);
      }
    }
  }

  /** The same without waiting for anybody. */
  static Tail tail(Connection connection, String stream, long known, int limit)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(TAIL)) {
      setTail(sql, 1, stream, known, limit);
      try (ResultSet rows = sql.executeQuery()) {
        return tail(rows, stream, known, false);
      }
    }
  }

  /**
   * The same of many streams in one round trip, at most {@code limit} events of each behind the
   * known one; without those of which nothing is there.
   *
   * @param known a sequence for each stream; -1 where none is known
   */
  static Map<String, Tail> tails(Connection connection, Map<String, Long> known, int limit)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(TAILS)) {
      sql.setArray(1, connection.createArrayOf("text", known.keySet().toArray()));
      sql.setArray(2, connection.createArrayOf("bigint", known.values().toArray()));
      sql.setInt(3, limit + 1);
      Map<String, TailRows> found = new HashMap<>();
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          String stream = row.getString(14);
          found
              .computeIfAbsent(stream, any -> new TailRows())
              .add(row, stream, known.getOrDefault(stream, -1L));
        }
      }
      Map<String, Tail> tails = new HashMap<>();
      found.forEach((stream, rows) -> tails.put(stream, rows.tail(false)));
      return tails;
    }
  }

  private static void setTail(
      PreparedStatement sql, int first, String stream, long known, int limit) throws SQLException {
    sql.setLong(first, known);
    sql.setLong(first + 1, known);
    sql.setString(first + 2, stream);
    sql.setLong(first + 3, Math.max(known, 0));
    sql.setInt(first + 4, known < 0 ? limit : limit + 1);
  }

  private static Tail tail(ResultSet row, String stream, long known, boolean lastWord)
      throws SQLException {
    TailRows rows = new TailRows();
    while (row.next()) {
      rows.add(row, stream, known);
    }
    return rows.tail(lastWord);
  }

  /** The rows of one stream's tail, as they come. */
  private static final class TailRows {
    private byte @Nullable [] hashOfKnown;
    private boolean nothingOfItsOwn = true;
    private final List<StoredEvent> events = new ArrayList<>();

    private void add(ResultSet row, String stream, long known) throws SQLException {
      long sequence = row.getLong(1);
      nothingOfItsOwn = row.getBoolean(3);
      if (sequence == known) {
        hashOfKnown = row.getBytes(2);
        return;
      }
      events.add(
          new StoredEvent(
              new GlobalPosition(
                  row.getInt(4), Long.parseUnsignedLong(row.getString(5)), row.getLong(6)),
              stream,
              sequence,
              row.getString(7),
              new EventName(row.getString(8), row.getInt(9)),
              row.getString(10),
              row.getObject(11, OffsetDateTime.class).toInstant(),
              row.getBytes(12),
              row.getBytes(13),
              row.getBytes(2)));
    }

    private Tail tail(boolean lastWord) {
      return new Tail(hashOfKnown, events, nothingOfItsOwn, lastWord);
    }
  }

  static @Nullable StreamRow snapshot(Connection connection, String stream) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(READ_SNAPSHOT)) {
      sql.setString(1, stream);
      List<StreamRow> rows = streamRows(sql);
      return rows.isEmpty() ? null : rows.getFirst();
    }
  }

  static void storeSnapshot(Connection connection, String stream, StreamRow snapshot)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(STORE_SNAPSHOT)) {
      sql.setString(1, stream);
      sql.setLong(2, snapshot.sequence());
      sql.setString(3, snapshot.id());
      sql.setString(4, snapshot.type());
      sql.setString(5, snapshot.revision());
      sql.setString(6, snapshot.aggregateType());
      sql.setObject(7, snapshot.recordedAt().atOffset(ZoneOffset.UTC));
      setJson(sql, 8, snapshot.payload());
      setJson(sql, 9, snapshot.metadata());
      sql.executeUpdate();
    }
  }

  private static void set(PreparedStatement sql, int first, GlobalPosition position)
      throws SQLException {
    sql.setInt(first, position.epoch());
    sql.setObject(first + 1, Long.toUnsignedString(position.fence()), Types.OTHER);
    sql.setLong(first + 2, position.number());
  }

  private static @Nullable GlobalPosition position(PreparedStatement sql) throws SQLException {
    try (ResultSet row = sql.executeQuery()) {
      return row.next() ? position(row) : null;
    }
  }

  private static GlobalPosition position(ResultSet row) throws SQLException {
    return new GlobalPosition(
        row.getInt(1), Long.parseUnsignedLong(row.getString(2)), row.getLong(3));
  }

  private static List<StoredEvent> events(PreparedStatement sql, int limit) throws SQLException {
    List<StoredEvent> events = new ArrayList<>(Math.min(limit, 128));
    try (ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        events.add(
            new StoredEvent(
                position(row),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                new EventName(row.getString(7), row.getInt(8)),
                row.getString(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getBytes(11),
                row.getBytes(12),
                row.getBytes(13)));
      }
    }
    return events;
  }

  private static List<StreamRow> streamRows(PreparedStatement sql) throws SQLException {
    try (ResultSet rows = sql.executeQuery()) {
      return streamRows(rows);
    }
  }

  private static List<StreamRow> streamRows(ResultSet row) throws SQLException {
    List<StreamRow> rows = new ArrayList<>();
    while (row.next()) {
      rows.add(
          new StreamRow(
              row.getInt(1) == 0,
              row.getLong(2),
              row.getString(3),
              row.getString(4),
              row.getString(5),
              row.getString(6),
              row.getObject(7, OffsetDateTime.class).toInstant(),
              row.getBytes(8),
              row.getBytes(9)));
    }
    return rows;
  }
}
