package io.rmaflow.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.rmaflow.eventstore.EventTable.NewEvent;
import io.rmaflow.eventstore.EventTable.StreamRow;
import io.rmaflow.eventstore.EventTable.Tail;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events in PostgreSQL 17 or later.
 *
 * <p>Every reader gets every committed event once and each stream in its own order, whenever the
 * writers got their transaction IDs and however late they commit. A reader sees an event when every
 * transaction that began to write before it, anywhere in the cluster, is over.
 *
 * <p>Appending joins the transaction of the {@link ConnectionProvider}'s connection; on a
 * connection in auto-commit mode it makes one of its own. Reading by position takes a connection
 * from the {@link DataSource} for each page and holds no transaction open in between.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresEventStorageEngine.class);

  private static final String UNIQUE_VIOLATION = "23505";

  private final DataSource dataSource;
  private final ConnectionProvider connections;
  private final CatalogSerializer events;
  private final Serializer snapshots;
  private final EventUpcaster upcasters;
  private final SnapshotFilter snapshotFilter;
  private final CommitHook commitHook;
  private final CommitSignal commitSignal;
  private final int pageSize;
  private final Epochs epochs;
  private final String presumedKey = "event-store-presumed-" + UUID.randomUUID();
  private final List<Appended> appendListeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Boolean anySnapshot;

  private final Timer append;
  private final Counter appended;
  private final Counter lostRaces;
  private final Counter readOfAll;
  private final Counter readOfStreams;

  private PostgresEventStorageEngine(Builder builder) {
    this.dataSource = needed(builder.dataSource, "dataSource");
    this.connections = needed(builder.connectionProvider, "connectionProvider");
    this.events = new CatalogSerializer(needed(builder.catalog, "catalog"));
    this.snapshots = needed(builder.snapshotSerializer, "snapshotSerializer");
    this.upcasters = builder.upcasters;
    this.snapshotFilter = builder.snapshotFilter;
    this.commitHook = builder.commitHook;
    this.commitSignal = builder.commitSignal;
    this.pageSize = builder.pageSize;
    this.epochs = new Epochs(dataSource);
    MeterRegistry meters = builder.meters;
    this.append =
        Timer.builder("event.store.append")
            .description("Time of the appending statements, without the commit")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    this.appended =
        Counter.builder("event.store.appended")
            .description("Events written, whether or not their transaction was committed")
            .register(meters);
    this.lostRaces =
        Counter.builder("event.store.lost.races")
            .description("Appends refused because somebody else's event took the place first")
            .register(meters);
    this.readOfAll = read(meters, "all");
    this.readOfStreams = read(meters, "stream");
  }

  private static Counter read(MeterRegistry meters, String of) {
    return Counter.builder("event.store.read")
        .tag("of", of)
        .description("Events read, of all streams by position or of one stream")
        .register(meters);
  }

  private static <T> T needed(@Nullable T part, String name) {
    if (part == null) {
      throw new AxonConfigurationException("PostgresEventStorageEngine needs a " + name);
    }
    return part;
  }

  /** A new engine's parts; those without a default have to be given. */
  public static Builder builder() {
    return new Builder();
  }

  // ---- appending ----

  /**
   * Appends events in their order, in one round trip.
   *
   * @throws ConcurrencyException where an event's place is taken, where its predecessor is not
   *     there for this transaction, or where the database is in another cluster than this engine
   *     knew: repeat the whole action in a new transaction
   * @throws AggregateStreamCreationException where the place is a stream's first
   * @throws UnstorableEvent where an event could not be read back as it is
   * @throws EventStoreException where the database fails
   */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> messages) {
    if (messages.isEmpty()) {
      return;
    }
    List<NewEvent> batch = new ArrayList<>(messages.size());
    for (EventMessage<?> message : messages) {
      batch.add(newEvent(message));
    }
    long begin = System.nanoTime();
    try (Connection connection = connections.getConnection()) {
      if (connection.getAutoCommit()) {
        appendInOwnTransaction(connection, batch);
        appendListeners.forEach(listener -> listener.appended(batch, true));
        commitSignal.committed();
      } else {
        append(connection, epochs.current(connection), batch);
        appendListeners.forEach(listener -> listener.appended(batch, false));
        commitHook.afterCommit(commitSignal::committed);
      }
    } catch (SQLException e) {
      throw appendFailure(e, batch);
    } finally {
      append.record(Duration.ofNanos(System.nanoTime() - begin));
    }
    appended.increment(batch.size());
  }

  /** Told of events that were written. */
  @FunctionalInterface
  interface Appended {

    /**
     * Tells of them, once each.
     *
     * @param areCommitted whether their transaction is over; else it is the present one
     */
    void appended(List<NewEvent> events, boolean areCommitted);
  }

  void onAppend(Appended listener) {
    appendListeners.add(listener);
  }

  private NewEvent newEvent(EventMessage<?> message) {
    boolean ofAggregate = message instanceof DomainEventMessage<?>;
    DomainEventMessage<?> event =
        message instanceof DomainEventMessage<?> domainEvent ? domainEvent : null;
    String stream = event == null ? message.getIdentifier() : event.getAggregateIdentifier();
    long sequence = event == null ? 0 : event.getSequenceNumber();
    String aggregateType = ofAggregate && event != null ? event.getType() : null;
    EventName name = events.nameOf(message.getPayloadType());
    Instant recordedAt = HashChain.stored(message.getTimestamp());
    byte[] payload = events.write(message.getPayload());
    byte[] metadata = CatalogSerializer.write(message.getMetaData());
    byte[] content =
        HashChain.content(
            stream,
            sequence,
            message.getIdentifier(),
            name,
            aggregateType,
            recordedAt,
            payload,
            metadata);
    return new NewEvent(
        stream,
        sequence,
        message.getIdentifier(),
        name,
        aggregateType,
        recordedAt,
        payload,
        metadata,
        content,
        presumedBehind(stream, sequence));
  }

  /** An event that the present transaction presumes to be the last one of its stream. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes it
  private record Presumed(long sequence, byte[] hash) {}

  /**
   * Lets the present transaction append the stream's next event behind this one only.
   *
   * @param hash of the event with that sequence
   */
  void presume(String stream, long sequence, byte[] hash) {
    presumed().put(stream, new Presumed(sequence, hash));
  }

  private byte @Nullable [] presumedBehind(String stream, long sequence) {
    Presumed last = presumed().get(stream);
    return last != null && last.sequence() == sequence - 1 ? last.hash() : null;
  }

  private Map<String, Presumed> presumed() {
    return commitHook.kept(presumedKey, HashMap::new);
  }

  private void appendInOwnTransaction(Connection connection, List<NewEvent> batch)
      throws SQLException {
    int epoch = epochs.current(connection);
    if (batch.size() == 1) {
      // a statement is a transaction: the same, without a round trip for the commit
      append(connection, epoch, batch);
      return;
    }
    connection.setAutoCommit(false);
    try {
      append(connection, epoch, batch);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private void append(Connection connection, int epoch, List<NewEvent> batch) throws SQLException {
    boolean[] written = EventTable.append(connection, epoch, batch);
    for (int i = 0; i < written.length; i++) {
      if (!written[i]) {
        // also the sign of a database that was exchanged for an older one under this process
        epochs.forget();
        lostRaces.increment();
        NewEvent event = batch.get(i);
        throw new ConcurrencyException(
            (event.sequence() == 0
                    ? "Event %d of stream %s was to be written in an epoch that is over"
                    : "Event %d of stream %s cannot follow: the one before it is not there"
                        + " or is another one")
                .formatted(event.sequence(), event.stream()));
      }
    }
  }

  private RuntimeException appendFailure(SQLException failure, List<NewEvent> batch) {
    SQLException cause = withState(failure);
    if (UNIQUE_VIOLATION.equals(cause.getSQLState())) {
      lostRaces.increment();
      String place = place(cause);
      // Axon tells the creation of a stream from its continuation
      return (batch.size() == 1 ? batch.getFirst().sequence() == 0 : place.contains(", 0)"))
          ? new AggregateStreamCreationException("This stream exists already: " + place, failure)
          : new ConcurrencyException("Somebody else's event came first: " + place, failure);
    }
    epochs.forget();
    return new EventStoreException(
        "Could not append " + batch.size() + " events, the first to " + batch.getFirst().stream(),
        failure);
  }

  private static SQLException withState(SQLException failure) {
    SQLException next = failure.getNextException();
    return failure instanceof BatchUpdateException && next != null ? next : failure;
  }

  private static String place(SQLException failure) {
    if (failure instanceof PSQLException refused) {
      ServerErrorMessage message = refused.getServerErrorMessage();
      String detail = message == null ? null : message.getDetail();
      if (detail != null) {
        return detail;
      }
    }
    return String.valueOf(failure.getMessage());
  }

  // ---- reading all streams ----

  /**
   * One page of all events.
   *
   * @param events after upcasting, which may make more or fewer of them
   * @param last the position of the last one read; null where none was
   */
  record Page(List<TrackedEventMessage<?>> events, @Nullable GlobalPosition last) {}

  Page page(GlobalPosition after, int limit) {
    List<StoredEvent> stored = storedEventsAfter(after, limit);
    if (stored.isEmpty()) {
      return new Page(List.of(), null);
    }
    return new Page(
        tracked(stored.stream()).<TrackedEventMessage<?>>map(event -> event).toList(),
        stored.getLast().position());
  }

  private Stream<TrackedEventMessage<?>> tracked(Stream<StoredEvent> stored) {
    return EventUtils.upcastAndDeserializeTrackedEvents(
        stored.map(Entry::tracked), events, upcasters);
  }

  /** Whether there is anything after the position, even if it cannot be read yet. */
  boolean anyAfter(GlobalPosition after) {
    return read(connection -> EventTable.anyAfter(connection, after));
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    return tracked(
        Pages.stream(
            storedEventsAfter(GlobalPosition.orStart(token), pageSize),
            pageSize,
            last -> storedEventsAfter(last.position(), pageSize)));
  }

  /**
   * Events as they are stored, in the order of all events.
   *
   * @param after null for the first ones
   * @param limit at most so many; fewer where there are no more that can be read yet
   */
  public List<StoredEvent> storedEventsAfter(@Nullable GlobalPosition after, int limit) {
    List<StoredEvent> stored =
        read(
            connection ->
                EventTable.page(
                    connection, epochs.current(connection), GlobalPosition.orStart(after), limit));
    readOfAll.increment(stored.size());
    return stored;
  }

  /**
   * Events as they are stored, all that the present transaction sees: unlike {@link
   * #storedEventsAfter} also those before which others may still appear. For somebody who compares
   * what was made of the events with the events themselves as of one instant, and who remembers
   * which of them he has had.
   *
   * @param after null for the first ones
   * @param limit at most so many; fewer where there are no more
   */
  public List<StoredEvent> committedEventsAfter(@Nullable GlobalPosition after, int limit) {
    List<StoredEvent> stored =
        readInTransaction(
            connection -> EventTable.committed(connection, GlobalPosition.orStart(after), limit));
    readOfAll.increment(stored.size());
    return stored;
  }

  /** Before the first event: null, as everywhere in the framework. */
  @Override
  public @Nullable TrackingToken createTailToken() {
    return null;
  }

  /** At the last event that can be read; null where there is none. */
  @Override
  public @Nullable TrackingToken createHeadToken() {
    return head();
  }

  @Nullable GlobalPosition head() {
    return readOrNull(connection -> EventTable.head(connection, epochs.current(connection)));
  }

  /** Before the first event that was recorded at the instant or later; inclusive. */
  @Override
  public @Nullable TrackingToken createTokenAt(Instant recordedAt) {
    GlobalPosition first =
        readOrNull(
            connection ->
                EventTable.firstSince(connection, epochs.current(connection), recordedAt));
    return first == null
        ? head()
        : new GlobalPosition(first.epoch(), first.fence(), first.number() - 1);
  }

  // ---- reading one stream ----

  @Override
  public DomainEventStream readEvents(String stream, long firstSequence) {
    return ofStream(pagesOf(stream, firstSequence).map(Entry::ofStream));
  }

  private Stream<StoredEvent> pagesOf(String stream, long firstSequence) {
    return Pages.stream(
        storedEvents(stream, firstSequence, pageSize),
        pageSize,
        last -> storedEvents(stream, last.sequence() + 1, pageSize));
  }

  private DomainEventStream ofStream(Stream<? extends DomainEventData<?>> entries) {
    return EventStreamUtils.upcastAndDeserializeDomainEvents(entries, events, upcasters);
  }

  /**
   * The newest snapshot that can be used and the events after it, in one round trip; where nobody
   * makes snapshots, simply the events. What is read is the last word until the present transaction
   * ends: see {@link StreamLocks}.
   *
   * @param seen is told the sequence of everything that was read
   */
  DomainEventStream readFromSnapshot(String stream, java.util.function.LongConsumer seen) {
    List<StreamRow> rows =
        readInTransaction(
            connection ->
                anySnapshot(connection)
                    ? EventTable.lockedSnapshotAndTail(connection, stream, pageSize)
                    : EventTable.lockedBegin(connection, stream, pageSize));
    readOfStreams.increment(rows.size());
    if (rows.isEmpty() || !rows.getFirst().snapshot()) {
      return ofStream(entries(stream, rows).peek(e -> seen.accept(e.getSequenceNumber())));
    }
    StreamRow snapshot = rows.getFirst();
    Optional<DomainEventMessage<?>> read = usable(stream, snapshot);
    if (read.isEmpty()) {
      return ofStream(
          pagesOf(stream, 0)
              .map(Entry::ofStream)
              .peek(entry -> seen.accept(entry.getSequenceNumber())));
    }
    seen.accept(snapshot.sequence());
    return DomainEventStream.concat(
        DomainEventStream.of(read.get()),
        ofStream(
            entries(stream, rows.subList(1, rows.size()))
                .peek(entry -> seen.accept(entry.getSequenceNumber()))));
  }

  /**
   * The stream behind the known event, in one round trip; at most a page of it.
   *
   * @param known a sequence; -1 where none is known
   */
  Tail tail(String stream, long known) {
    Tail tail =
        readInTransaction(
            connection ->
                connection.getAutoCommit()
                    ? EventTable.tail(connection, stream, known, pageSize)
                    : EventTable.lockedTail(connection, stream, known, pageSize));
    readOfStreams.increment(tail.events().size());
    return tail;
  }

  /**
   * The same of many streams in one round trip, without waiting for any turn.
   *
   * @param known a sequence for each; -1 where none is known
   * @return without the streams of which nothing is there behind it, nor the known event itself
   */
  Map<String, Tail> tails(Map<String, Long> known) {
    Map<String, Tail> tails =
        readInTransaction(connection -> EventTable.tails(connection, known, pageSize));
    tails.values().forEach(tail -> readOfStreams.increment(tail.events().size()));
    return tails;
  }

  /** What today's program makes of events of one stream. */
  DomainEventStream read(List<StoredEvent> stored) {
    return ofStream(stored.stream().map(Entry::ofStream));
  }

  /** The same for one that was just written. */
  DomainEventStream read(NewEvent written) {
    return ofStream(Stream.of(Entry.ofStream(written)));
  }

  /**
   * Looked up once, and true from the first snapshot that this engine stores. One that another
   * process has stored meanwhile is passed over, which costs nothing but the events it would spare.
   */
  private boolean anySnapshot(Connection connection) throws SQLException {
    Boolean known = anySnapshot;
    if (known == null) {
      known = EventTable.anySnapshot(connection);
      anySnapshot = known;
    }
    return known;
  }

  /** The first rows are at hand; of a long stream the others follow page by page. */
  private Stream<DomainEventData<byte[]>> entries(String stream, List<StreamRow> first) {
    Stream<DomainEventData<byte[]>> begin = first.stream().map(row -> Entry.ofStream(stream, row));
    return first.size() < pageSize
        ? begin
        : Stream.concat(
            begin,
            Stream.of(first.getLast().sequence() + 1)
                .flatMap(next -> pagesOf(stream, next).map(Entry::ofStream)));
  }

  private Optional<DomainEventMessage<?>> usable(String stream, StreamRow snapshot) {
    DomainEventData<byte[]> entry = Entry.ofStream(stream, snapshot);
    if (!snapshotFilter.allow(entry)) {
      return Optional.empty();
    }
    try {
      Optional<DomainEventMessage<?>> read =
          EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(entry), snapshots, upcasters)
              .asStream()
              .<DomainEventMessage<?>>map(message -> message)
              .findFirst();
      // the payload is read here, where the events can still take its place
      read.ifPresent(DomainEventMessage::getPayload);
      return read;
    } catch (RuntimeException e) {
      LOG.warn("The snapshot of {} cannot be read; its events are read instead", stream, e);
      return Optional.empty();
    }
  }

  /**
   * Events of one stream as they are stored.
   *
   * @param firstSequence inclusive
   * @param limit at most so many
   */
  public List<StoredEvent> storedEvents(String stream, long firstSequence, int limit) {
    List<StoredEvent> stored =
        readInTransaction(
            connection -> EventTable.stream(connection, stream, firstSequence, limit));
    readOfStreams.increment(stored.size());
    return stored;
  }

  /**
   * Events of one stream that had been recorded by an instant, as they are stored: those before the
   * first that was recorded later. Clocks of instances differ a little; where an event's recording
   * time lies before that of its predecessor, it counts with the predecessor.
   *
   * @param firstSequence inclusive
   * @param by inclusive
   * @param limit at most so many
   */
  public List<StoredEvent> storedEventsBy(
      String stream, long firstSequence, Instant by, int limit) {
    List<StoredEvent> stored =
        readInTransaction(
            connection ->
                EventTable.streamRecordedBy(connection, stream, firstSequence, by, limit));
    readOfStreams.increment(stored.size());
    int inARow = 0;
    while (inARow < stored.size() && stored.get(inARow).sequence() == firstSequence + inARow) {
      inARow++;
    }
    return stored.subList(0, inARow);
  }

  /** The last of them; empty where nothing of the stream had been recorded by then. */
  public Optional<Long> lastSequenceNumberBy(String stream, Instant by) {
    return read(
        connection ->
            Optional.ofNullable(EventTable.lastSequenceRecordedBy(connection, stream, by)));
  }

  /** The first event of each of these streams, in any order; without those that have none. */
  public List<StoredEvent> firstEvents(Collection<String> streams) {
    List<StoredEvent> stored =
        streams.isEmpty()
            ? List.of()
            : read(connection -> EventTable.firstOfEach(connection, streams));
    readOfStreams.increment(stored.size());
    return stored;
  }

  /**
   * What today's program makes of a stored event: nearly always one event, under its present name
   * and version, but several or none where an upcaster says so. Place and hash are those of what is
   * stored.
   */
  public List<StoredEvent> upcast(StoredEvent stored) {
    IntermediateEventRepresentation asStored =
        new InitialEventRepresentation(Entry.tracked(stored), events);
    return upcasters
        .upcast(Stream.of(asStored))
        .map(event -> event == asStored ? stored : upcast(stored, event))
        .toList();
  }

  private static StoredEvent upcast(StoredEvent stored, IntermediateEventRepresentation event) {
    SerializedType type = event.getType();
    return new StoredEvent(
        stored.position(),
        stored.stream(),
        stored.sequence(),
        stored.id(),
        new EventName(type.getName(), Integer.parseInt(type.getRevision())),
        stored.aggregateType(),
        stored.recordedAt(),
        event.getData(byte[].class).getData(),
        CatalogSerializer.write(event.getMetaData().getObject()),
        stored.hash());
  }

  /**
   * The sequence of the first event of the stream that is not what was written, see {@link
   * HashChain}; nothing where the chain holds.
   */
  public Optional<Long> firstBroken(String stream) {
    return HashChain.firstBroken(pagesOf(stream, 0));
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String stream) {
    try (Connection connection = connections.getConnection()) {
      return Optional.ofNullable(EventTable.lastSequence(connection, stream));
    } catch (SQLException e) {
      throw readFailure(e);
    }
  }

  // ---- snapshots ----

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
    try (Connection connection = connections.getConnection()) {
      StreamRow row = EventTable.snapshot(connection, stream);
      return row == null ? Optional.empty() : usable(stream, row);
    } catch (SQLException e) {
      throw readFailure(e);
    }
  }

  /** Keeps it as the stream's only snapshot, unless there is one of a later event. */
  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    SerializedObject<byte[]> payload = snapshot.serializePayload(snapshots, byte[].class);
    StreamRow row =
        new StreamRow(
            true,
            snapshot.getSequenceNumber(),
            snapshot.getIdentifier(),
            payload.getType().getName(),
            payload.getType().getRevision(),
            snapshot.getType(),
            HashChain.stored(snapshot.getTimestamp()),
            payload.getData(),
            CatalogSerializer.write(snapshot.getMetaData()));
    try (Connection connection = connections.getConnection()) {
      EventTable.storeSnapshot(connection, snapshot.getAggregateIdentifier(), row);
      anySnapshot = true;
    } catch (SQLException e) {
      throw new EventStoreException(
          "Could not store a snapshot of " + snapshot.getAggregateIdentifier(), e);
    }
  }

  // ---- connections ----

  @FunctionalInterface
  private interface Query<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  /** On a connection of its own, never in the caller's transaction. */
  private <T> T read(Query<T> query) {
    try (Connection connection = dataSource.getConnection()) {
      return query.on(connection);
    } catch (SQLException e) {
      throw readFailure(e);
    }
  }

  private <T> @Nullable T readOrNull(Query<@Nullable T> query) {
    try (Connection connection = dataSource.getConnection()) {
      return query.on(connection);
    } catch (SQLException e) {
      throw readFailure(e);
    }
  }

  /** In the caller's transaction, which sees what it wrote itself. */
  private <T> T readInTransaction(Query<T> query) {
    try (Connection connection = connections.getConnection()) {
      return query.on(connection);
    } catch (SQLException e) {
      throw readFailure(e);
    }
  }

  private EventStoreException readFailure(SQLException failure) {
    epochs.forget();
    return new EventStoreException("Could not read events", failure);
  }

  int pageSize() {
    return pageSize;
  }

  CommitSignal commitSignal() {
    return commitSignal;
  }

  CommitHook commitHook() {
    return commitHook;
  }

  DataSource dataSource() {
    return dataSource;
  }

  ConnectionProvider connections() {
    return connections;
  }

  /**
   * Finds out which cluster the database is in, as the first append or read would. A service calls
   * it at its start: should the epoch have to be raised, that takes a connection of its own, which
   * a transaction that has one already might wait for in vain.
   */
  public void findEpoch() {
    try {
      epoch();
    } catch (SQLException e) {
      throw readFailure(e);
    }
  }

  int epoch() throws SQLException {
    return epochs.current();
  }

  /** The parts of an engine. */
  public static final class Builder {

    private @Nullable DataSource dataSource;
    private @Nullable ConnectionProvider connectionProvider;
    private @Nullable EventCatalog catalog;
    private @Nullable Serializer snapshotSerializer;
    private EventUpcaster upcasters = NoOpEventUpcaster.INSTANCE;
    private SnapshotFilter snapshotFilter = SnapshotFilter.allowAll();
    private CommitHook commitHook = CommitHook.ofUnitOfWork();
    private CommitSignal commitSignal = new CommitSignal();
    private MeterRegistry meters = new CompositeMeterRegistry();
    private int pageSize = 500;

    private Builder() {}

    /** Connections for reading by position, in auto-commit mode. Needed. */
    public Builder dataSource(DataSource dataSource) {
      this.dataSource = dataSource;
      return this;
    }

    /** Connections that belong to the current transaction. Needed. */
    public Builder connectionProvider(ConnectionProvider connectionProvider) {
      this.connectionProvider = connectionProvider;
      return this;
    }

    /** Names and types of the events. Needed. */
    public Builder catalog(EventCatalog catalog) {
      this.catalog = catalog;
      return this;
    }

    /** Writes aggregates as JSON. Needed. */
    public Builder snapshotSerializer(Serializer snapshotSerializer) {
      this.snapshotSerializer = snapshotSerializer;
      return this;
    }

    /** What makes today's events of those of yesterday; by default none. */
    public Builder upcasters(EventUpcaster upcasters) {
      this.upcasters = upcasters;
      return this;
    }

    /** Which snapshots may be used; by default all. */
    public Builder snapshotFilter(SnapshotFilter snapshotFilter) {
      this.snapshotFilter = snapshotFilter;
      return this;
    }

    /** When a transaction is committed; by default with the framework's unit of work. */
    public Builder commitHook(CommitHook commitHook) {
      this.commitHook = commitHook;
      return this;
    }

    /** Whom to tell of commits; by default a signal of its own. */
    public Builder commitSignal(CommitSignal commitSignal) {
      this.commitSignal = commitSignal;
      return this;
    }

    /** Where to count; by default nowhere. */
    public Builder meters(MeterRegistry meters) {
      this.meters = meters;
      return this;
    }

    /** Events fetched at once, from 1; 500 by default. */
    public Builder pageSize(int pageSize) {
      if (pageSize < 1) {
        throw new AxonConfigurationException("A page holds at least one event");
      }
      this.pageSize = pageSize;
      return this;
    }

    /**
     * The engine.
     *
     * @throws AxonConfigurationException where a needed part is missing
     */
    public PostgresEventStorageEngine build() {
      return new PostgresEventStorageEngine(this);
    }
  }
}
