package io.rmaflow.kit.eventing;

import io.rmaflow.kit.eventing.ParkedEvent.Status;
import io.rmaflow.kit.jdbc.IndexPlans;
import io.rmaflow.kit.jdbc.Legible;
import io.rmaflow.kit.jdbc.RoundTrip;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of the inbox: {@code inbox_stream}, {@code parked_event}, {@code consumer_progress}.
 */
final class InboxTables {

  /** What is kept of a type, which says no more than what it is. */
  private static final int LONGEST_TYPE = 255;

  /** What is kept of a key where it stands for a stream. */
  private static final int LONGEST_KEY = 255;

  private static final String COLUMNS =
      """
      id, topic, partition, record_offset, stream_id, sequence, type, status, reason, parked_at,
      attempts
      """;

  private static final String EVENT = "select " + COLUMNS + " from parked_event ";

  private static final String WITH_RECORD =
      "select " + COLUMNS + ", record_key, headers, data from parked_event ";

  private static final String LISTED =
      """
       where status <> 'SKIPPED'
         and (cast(:topic as varchar) is null or topic = :topic)
         and (cast(:status as varchar) is null or status = :status)
      """;

  private static final String ORDER = " order by topic, stream_id, sequence nulls last, id";

  private static final String PROGRESS =
      """
      insert into consumer_progress as known (topic, partition, next_offset)
      values (:topic, :partition, :next)
      on conflict (topic, partition)
      do update set next_offset = greatest(known.next_offset, excluded.next_offset)
      """;

  private final JdbcClient database;
  private final JdbcOperations rows;

  InboxTables(JdbcOperations rows) {
    this.database = JdbcClient.create(rows);
    this.rows = rows;
  }

  /**
   * Where a stream stands.
   *
   * @param lastSequence the last event worked off; -1 before the first
   * @param held whether events of the stream are parked
   */
  record Position(long lastSequence, boolean held) {}

  /** A parked event with the record that it came in, unless that could not be kept. */
  record Parked(ParkedEvent event, @Nullable IncomingRecord record) {}

  /** Locks the stream until the transaction ends, and tells where it stands. */
  Position lock(String topic, String streamId) {
    return database
        .sql(
            """
            insert into inbox_stream (topic, stream_id, last_sequence) values (?, ?, -1)
            on conflict (topic, stream_id) do update set topic = excluded.topic
            returning last_sequence, held
            """)
        .params(topic, streamId)
        .query((row, number) -> new Position(row.getLong(1), row.getBoolean(2)))
        .single();
  }

  /**
   * Locks streams of a topic until the transaction, which takes in many records, ends: one after
   * the other in the order of their IDs; and tells where each stands.
   */
  Map<String, Position> lock(String topic, Set<String> streamIds) {
    String[] streams = streamIds.toArray(String[]::new);
    RoundTrip trip = new RoundTrip(rows);
    IndexPlans.forThisTransaction(trip);
    // those that are there are only locked, since an update would be written for each of them; and
    // whatever the planner believes of the table, a conflict is found by its key
    trip.update(
        """
        insert into inbox_stream (topic, stream_id, last_sequence)
        select ?, id, -1 from unnest(cast(? as text[])) as id order by id
        on conflict (topic, stream_id) do update set topic = excluded.topic where false
        """,
        topic,
        streams);
    Supplier<List<Map.Entry<String, Position>>> positions =
        trip.query(
            """
            select stream_id, last_sequence, held from inbox_stream
            where topic = ? and stream_id = any(?)
            """,
            (row, number) ->
                Map.entry(row.getString(1), new Position(row.getLong(2), row.getBoolean(3))),
            topic,
            streams);
    trip.go();
    return positions.get().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Records the last events worked off, by stream, and where the partitions go on.
   *
   * @param nextOffsets by partition
   */
  void advance(String topic, Map<String, Long> sequences, Map<Integer, Long> nextOffsets) {
    RoundTrip trip = new RoundTrip(rows);
    trip.update(
        """
        insert into inbox_stream (topic, stream_id, last_sequence)
        select ?, stream_id, sequence
        from unnest(cast(? as text[]), cast(? as bigint[])) as reached (stream_id, sequence)
        on conflict (topic, stream_id) do update set last_sequence = excluded.last_sequence
        """,
        topic,
        sequences.keySet().toArray(String[]::new),
        sequences.values().toArray(Long[]::new));
    trip.update(
        """
        insert into consumer_progress as known (topic, partition, next_offset)
        select ?, partition, next_offset
        from unnest(cast(? as int[]), cast(? as bigint[])) as reached (partition, next_offset)
        order by partition
        on conflict (topic, partition)
        do update set next_offset = greatest(known.next_offset, excluded.next_offset)
        """,
        topic,
        nextOffsets.keySet().toArray(Integer[]::new),
        nextOffsets.values().toArray(Long[]::new));
    trip.go();
  }

  /** The last event worked off of each of these streams; without those not yet begun. */
  Map<String, Long> places(String topic, Set<String> streamIds) {
    return database
        .sql(
            """
            select stream_id, last_sequence from inbox_stream
            where topic = ? and stream_id = any(?)
            """)
        .params(topic, streamIds.toArray(String[]::new))
        .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The same of all streams of the topic. */
  Map<String, Long> places(String topic) {
    return database
        .sql("select stream_id, last_sequence from inbox_stream where topic = ?")
        .param(topic)
        .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The places of each stream that an operator has passed over. */
  Map<String, Set<Long>> skipped(String topic) {
    return database
        .sql(
            """
            select stream_id, sequence from parked_event
            where topic = ? and status = 'SKIPPED' and sequence is not null
            """)
        .param(topic)
        .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  void advance(String topic, String streamId, long sequence) {
    database
        .sql("update inbox_stream set last_sequence = ? where topic = ? and stream_id = ?")
        .params(sequence, topic, streamId)
        .update();
  }

  /** {@link #advance(String, String, long)} and {@link #progress(String, int, long)} at once. */
  void advance(String topic, String streamId, long sequence, int partition, long nextOffset) {
    database
        .sql(
            """
            with advanced as (
              update inbox_stream set last_sequence = :sequence
              where topic = :topic and stream_id = :stream)
            """
                + PROGRESS)
        .param("sequence", sequence)
        .param("topic", topic)
        .param("stream", streamId)
        .param("partition", partition)
        .param("next", nextOffset)
        .update();
  }

  void hold(String topic, String streamId, boolean held) {
    database
        .sql("update inbox_stream set held = ? where topic = ? and stream_id = ?")
        .params(held, topic, streamId)
        .update();
  }

  void progress(String topic, int partition, long nextOffset) {
    database
        .sql(PROGRESS)
        .param("topic", topic)
        .param("partition", partition)
        .param("next", nextOffset)
        .update();
  }

  /** The next offset to be taken in, by partition; partitions not yet begun are missing. */
  Map<Integer, Long> progress(String topic) {
    return database
        .sql("select partition, next_offset from consumer_progress where topic = ?")
        .param(topic)
        .query((row, number) -> Map.entry(row.getInt(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether the stream has passed this place, or an event lies parked at it. */
  boolean appliedOrParked(String topic, String streamId, long sequence) {
    return database
        .sql(
            """
            select exists (select 1 from inbox_stream
                           where topic = :topic and stream_id = :stream
                             and last_sequence >= :sequence)
                or exists (select 1 from parked_event
                           where topic = :topic and stream_id = :stream
                             and sequence = :sequence)
            """)
        .param("topic", topic)
        .param("stream", streamId)
        .param("sequence", sequence)
        .query(Boolean.class)
        .single();
  }

  boolean isParked(String topic, String streamId, long sequence) {
    return database
        .sql(
            """
            select exists (select 1 from parked_event
                           where topic = ? and stream_id = ? and sequence = ?)
            """)
        .params(topic, streamId, sequence)
        .query(Boolean.class)
        .single();
  }

  /**
   * Keeps an event of a stream for later; nothing where one lies parked at its place already.
   *
   * @param whole whether the record is kept, or only where it stands
   */
  void park(
      IncomingRecord record,
      String streamId,
      long sequence,
      Status status,
      @Nullable String reason,
      Instant parkedAt,
      boolean whole) {
    insert(record, streamId, sequence, status, reason, parkedAt, whole);
  }

  /**
   * Keeps a record that has no place in a stream; nothing where it lies parked already.
   *
   * @param whole whether the record is kept, or only where it stands
   */
  void parkUnreadable(IncomingRecord record, String reason, Instant parkedAt, boolean whole) {
    insert(
        record,
        whole ? Legible.bytes(record.key(), LONGEST_KEY) : "",
        null,
        Status.UNREADABLE,
        reason,
        parkedAt,
        whole);
  }

  private void insert(
      IncomingRecord record,
      String streamId,
      @Nullable Long sequence,
      Status status,
      @Nullable String reason,
      Instant parkedAt,
      boolean whole) {
    byte[] type = record.header("ce_type");
    database
        .sql(
            """
            insert into parked_event (topic, partition, record_offset, stream_id, sequence, type,
                                      status, reason, record_key, headers, data, parked_at,
                                      attempts)
            values (:topic, :partition, :offset, :stream, :sequence, :type,
                    :status, :reason, :key, cast(:headers as jsonb), :data, :parkedAt, :attempts)
            on conflict do nothing
            """)
        .param("topic", record.topic())
        .param("partition", record.partition())
        .param("offset", record.offset())
        .param("stream", streamId)
        .param("sequence", sequence, Types.BIGINT)
        .param(
            "type", whole && type != null ? Legible.bytes(type, LONGEST_TYPE) : null, Types.VARCHAR)
        .param("status", status.name())
        .param("reason", reason, Types.VARCHAR)
        .param("key", whole ? record.key() : null, Types.BINARY)
        .param("headers", whole ? RecordHeaders.write(record.headers()) : null, Types.VARCHAR)
        .param("data", whole ? record.data() : null, Types.BINARY)
        .param("parkedAt", OffsetDateTime.ofInstant(parkedAt, ZoneOffset.UTC))
        .param("attempts", status == Status.WAITING ? 0 : 1)
        .update();
  }

  void failed(long id, String reason) {
    database
        .sql(
            """
            update parked_event
            set status = case status when 'WAITING' then 'FAILED' else status end,
                reason = ?, attempts = attempts + 1
            where id = ?
            """)
        .params(reason, id)
        .update();
  }

  void skipped(long id, String reason, String actor) {
    database
        .sql(
            """
            update parked_event set status = 'SKIPPED', skip_reason = ?, skipped_by = ?
            where id = ?
            """)
        .params(reason, actor, id)
        .update();
  }

  void unpark(long id) {
    database.sql("delete from parked_event where id = ?").param(id).update();
  }

  /** The event that waits at this place. */
  Optional<Parked> waitingAt(String topic, String streamId, long sequence) {
    return database
        .sql(
            WITH_RECORD
                + " where topic = ? and stream_id = ? and sequence = ? and status = 'WAITING'")
        .params(topic, streamId, sequence)
        .query((row, number) -> parked(row))
        .optional();
  }

  boolean anyParked(String topic, String streamId) {
    return database
        .sql(
            """
            select exists (select 1 from parked_event
                           where topic = ? and stream_id = ? and sequence is not null
                             and status <> 'SKIPPED')
            """)
        .params(topic, streamId)
        .query(Boolean.class)
        .single();
  }

  boolean anyFailedBefore(String topic, String streamId, long sequence) {
    return database
        .sql(
            """
            select exists (select 1 from parked_event
                           where topic = ? and stream_id = ? and sequence < ?
                             and status = 'FAILED')
            """)
        .params(topic, streamId, sequence)
        .query(Boolean.class)
        .single();
  }

  /** Whether the event of this place was passed over before its turn had come. */
  boolean isSkipped(String topic, String streamId, long sequence) {
    return database
        .sql(
            """
            select exists (select 1 from parked_event
                           where topic = ? and stream_id = ? and sequence = ?
                             and status = 'SKIPPED')
            """)
        .params(topic, streamId, sequence)
        .query(Boolean.class)
        .single();
  }

  /** Streams whose next event lies waiting, such as after a crash between two of them. */
  List<StreamName> readyStreams(String topic) {
    return database
        .sql(
            """
            select s.topic, s.stream_id from inbox_stream s
            join parked_event p on p.topic = s.topic and p.stream_id = s.stream_id
                               and p.sequence = s.last_sequence + 1 and p.status = 'WAITING'
            where s.topic = ? and s.held
            """)
        .param(topic)
        .query((row, number) -> new StreamName(row.getString(1), row.getString(2)))
        .list();
  }

  /** A stream of another service. */
  record StreamName(String topic, String streamId) {}

  Optional<Parked> parked(long id) {
    return database
        .sql(WITH_RECORD + " where id = ? and status <> 'SKIPPED'")
        .param(id)
        .query((row, number) -> parked(row))
        .optional();
  }

  List<ParkedEvent> parked(
      @Nullable String topic, @Nullable Status status, long offset, int limit) {
    return database
        .sql(EVENT + LISTED + ORDER + " limit :size offset :offset")
        .param("topic", topic, Types.VARCHAR)
        .param("status", status == null ? null : status.name(), Types.VARCHAR)
        .param("size", limit)
        .param("offset", offset)
        .query((row, number) -> event(row))
        .list();
  }

  long countParked(@Nullable String topic, @Nullable Status status) {
    return database
        .sql("select count(*) from parked_event" + LISTED)
        .param("topic", topic, Types.VARCHAR)
        .param("status", status == null ? null : status.name(), Types.VARCHAR)
        .query(Long.class)
        .single();
  }

  List<ParkedEvent> parkedOf(String topic, String streamId) {
    return database
        .sql(EVENT + " where topic = ? and stream_id = ? and status <> 'SKIPPED'" + ORDER)
        .params(topic, streamId)
        .query((row, number) -> event(row))
        .list();
  }

  private static ParkedEvent event(ResultSet row) throws SQLException {
    long sequence = row.getLong("sequence");
    @Nullable Long place = row.wasNull() ? null : Long.valueOf(sequence);
    return new ParkedEvent(
        row.getLong("id"),
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("record_offset"),
        row.getString("stream_id"),
        place,
        row.getString("type"),
        Status.valueOf(row.getString("status")),
        row.getString("reason"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"));
  }

  private static Parked parked(ResultSet row) throws SQLException {
    ParkedEvent event = event(row);
    @Nullable String headers = row.getString("headers");
    return new Parked(
        event,
        headers == null
            ? null
            : new IncomingRecord(
                event.topic(),
                event.partition(),
                event.offset(),
                row.getBytes("record_key"),
                RecordHeaders.read(headers),
                row.getBytes("data")));
  }
}
