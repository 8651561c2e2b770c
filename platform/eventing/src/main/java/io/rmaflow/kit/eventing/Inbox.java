package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.UnreadableEvent;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.InboxTables.Parked;
import io.rmaflow.kit.eventing.InboxTables.Position;
import io.rmaflow.kit.eventing.InboxTables.StreamName;
import io.rmaflow.kit.eventing.ParkedEvent.Status;
import io.rmaflow.kit.jdbc.Legible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes records in, each once: its effect, the stream's new place and the partition's progress are
 * one transaction. A stream whose event fails is parked; others flow.
 *
 * <p>Records that have piled up share a transaction, as its commit and the book-keeping cost more
 * than most effects. Whatever is out of the ordinary (a failure, a record that came too early, a
 * stream with parked events) is done by itself, so that what holds for one record holds for all.
 */
final class Inbox implements ParkedEvents {

  private static final Logger log = LoggerFactory.getLogger(Inbox.class);

  /** A lost race is tried again at once this often, then after the container's interval. */
  private static final int RACES = 5;

  /** What is kept of a failure's text. */
  private static final int LONGEST_REASON = 2_000;

  /** The most records of one transaction. */
  private static final int TOGETHER = 100;

  /** The most streams that are locked by one statement. */
  private static final int LOCKED_TOGETHER = 20;

  /**
   * How long (real time) further records are added to a transaction. While it is open it holds back
   * whoever reads this database's events in their order.
   */
  private static final Duration ADDING = Duration.ofMillis(50);

  private final InboxTables tables;
  private final TransactionTemplate transaction;
  private final BusinessClock clock;
  private final Map<String, List<EventConsumer>> consumers;
  private final InboxSignal signal;
  private final Activity activity;
  private final Runnable onParked;
  private final AtomicInteger processing = new AtomicInteger();

  Inbox(
      InboxTables tables,
      TransactionTemplate transaction,
      BusinessClock clock,
      List<EventConsumer> consumers,
      InboxSignal signal,
      Activity activity,
      Runnable onParked) {
    this.tables = tables;
    this.transaction = transaction;
    this.clock = clock;
    this.consumers = consumers.stream().collect(Collectors.groupingBy(EventConsumer::topic));
    this.signal = signal;
    this.activity = activity;
    this.onParked = onParked;
  }

  Set<String> topics() {
    return consumers.keySet();
  }

  /** By partition, the offset of the next record that is not committed as taken in. */
  Map<Integer, Long> progress(String topic) {
    return tables.progress(topic);
  }

  boolean isProcessing() {
    return processing.get() > 0;
  }

  /**
   * Takes in some of the records of a topic, from the given one on; returns when they are worked
   * off, passed over or parked, and that is committed.
   *
   * @param records of one topic, those of each partition in their order
   * @return the index of the first that was not taken in; greater than {@code first}
   * @throws RuntimeException where the one at {@code first} is to be tried again later
   */
  int take(List<IncomingRecord> records, int first) {
    List<IncomingRecord> head = records.subList(first, Math.min(first + TOGETHER, records.size()));
    int next = first + (head.size() > 1 ? takeTogether(head) : 0);
    if (next == first) {
      take(records.get(next++));
    }
    return next;
  }

  /** How many of the first records are taken in by one transaction, or singly after it failed. */
  private int takeTogether(List<IncomingRecord> records) {
    List<Placed> readable = new ArrayList<>();
    for (IncomingRecord record : records) {
      try {
        readable.add(Placed.of(record));
      } catch (RuntimeException e) {
        break;
      }
    }
    if (readable.size() < 2) {
      return 0;
    }
    processing.incrementAndGet();
    Progress progress = new Progress();
    RuntimeException failure;
    try {
      withRaces(() -> placeTogether(readable, progress));
      for (int i = 0; i < progress.taken; i++) {
        activity.recordConsumed();
      }
      return progress.taken;
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      processing.decrementAndGet();
      signal.progressed();
    }
    int failed = 0;
    for (int i = 0; i < progress.tried; i++) {
      try {
        failed += take(readable.get(i).record()) ? 0 : 1;
      } catch (RuntimeException e) {
        if (i == 0) {
          throw e;
        }
        return i;
      }
    }
    if (failed == 0 && !Retryable.isTransient(failure)) {
      log.warn(
          "{} records of {} failed together only",
          progress.tried,
          records.getFirst().topic(),
          failure);
    }
    return progress.tried;
  }

  /** Places records until one is out of the ordinary or the time is up. */
  private boolean placeTogether(List<Placed> records, Progress progress) {
    progress.tried = 0;
    progress.taken = 0;
    long start = System.nanoTime();
    String topic = records.getFirst().record().topic();
    Map<String, Position> positions = new HashMap<>();
    Map<String, Long> reached = new HashMap<>();
    for (Placed placed : records) {
      if (progress.taken > 0 && System.nanoTime() - start > ADDING.toNanos()) {
        break;
      }
      Position position = positions.get(placed.streamId());
      if (position == null) {
        List<Placed> next = records.subList(progress.taken, records.size());
        positions.putAll(tables.lock(topic, unlockedStreams(next, positions.keySet())));
        position = Objects.requireNonNull(positions.get(placed.streamId()));
      }
      long last = reached.getOrDefault(placed.streamId(), position.lastSequence());
      if (position.held() || placed.sequence() > last + 1) {
        break;
      }
      progress.tried++;
      if (placed.sequence() == last + 1) {
        apply(placed);
        reached.put(placed.streamId(), placed.sequence());
      }
      progress.taken++;
    }
    tables.advance(
        topic,
        reached,
        records.subList(0, progress.taken).stream()
            .map(Placed::record)
            .collect(
                Collectors.toMap(
                    IncomingRecord::partition, each -> each.offset() + 1, (one, later) -> later)));
    return progress.taken > 0;
  }

  /** The streams of the next few records: whether the time lasts for more, nobody knows. */
  private static Set<String> unlockedStreams(List<Placed> next, Set<String> locked) {
    return next.stream()
        .map(Placed::streamId)
        .filter(stream -> !locked.contains(stream))
        .limit(LOCKED_TOGETHER)
        .collect(Collectors.toSet());
  }

  /**
   * Returns when the record is worked off, passed over or parked, and that is committed.
   *
   * @return whether nothing failed
   * @throws RuntimeException where it is to be tried again later
   */
  boolean take(IncomingRecord record) {
    processing.incrementAndGet();
    try {
      Placed placed;
      try {
        placed = Placed.of(record);
      } catch (RuntimeException e) {
        parkUnreadable(record, e);
        return false;
      }
      boolean held;
      boolean worked = true;
      try {
        held = withRaces(() -> place(placed));
      } catch (RuntimeException e) {
        if (Retryable.isTransient(e)) {
          throw e;
        }
        park(placed, e);
        held = false;
        worked = false;
      }
      if (held) {
        workOffWaiting(record.topic(), placed.streamId());
      }
      activity.recordConsumed();
      return worked;
    } finally {
      processing.decrementAndGet();
      signal.progressed();
    }
  }

  /** Works off what waits although its turn has come, such as after a crash. */
  void workOffWaiting() {
    for (String topic : topics()) {
      for (StreamName ready : tables.readyStreams(topic)) {
        workOffWaiting(ready.topic(), ready.streamId());
      }
    }
  }

  @Override
  public List<ParkedEvent> list(
      @Nullable String topic, @Nullable Status status, long offset, int limit) {
    return tables.parked(topic, status, offset, limit);
  }

  @Override
  public List<ParkedEvent> ofStream(String topic, String streamId) {
    return tables.parkedOf(topic, streamId);
  }

  @Override
  public long count(@Nullable String topic, @Nullable Status status) {
    return tables.countParked(topic, status);
  }

  @Override
  public Optional<ParkedEvent> find(long id) {
    return tables.parked(id).map(Parked::event);
  }

  @Override
  public Optional<ParkedRecord> record(long id) {
    return tables
        .parked(id)
        .map(Parked::record)
        .map(record -> new ParkedRecord(record.key(), record.headers(), record.data()));
  }

  @Override
  public boolean replay(long id) {
    processing.incrementAndGet();
    try {
      Parked parked = replayable(id);
      IncomingRecord record = recordOf(parked);
      Placed placed;
      try {
        placed = Placed.of(record);
        if (parked.event().sequence() == null) {
          withRaces(
              () -> {
                replayable(id);
                tables.unpark(id);
                return place(placed);
              });
        } else {
          withRaces(
              () -> {
                Position position = tables.lock(record.topic(), placed.streamId());
                replayable(id);
                if (placed.sequence() != position.lastSequence() + 1) {
                  throw new NotReplayable("parked event " + id + " is not the next of its stream");
                }
                apply(placed);
                tables.unpark(id);
                tables.advance(record.topic(), placed.streamId(), placed.sequence());
                return true;
              });
        }
      } catch (NotReplayable e) {
        throw e;
      } catch (RuntimeException e) {
        if (Retryable.isTransient(e)) {
          throw e;
        }
        transaction.executeWithoutResult(status -> tables.failed(id, reason(e)));
        return false;
      }
      workOffWaiting(record.topic(), placed.streamId());
      return true;
    } finally {
      processing.decrementAndGet();
      signal.progressed();
    }
  }

  @Override
  public void skip(long id, String reason, String actor) {
    processing.incrementAndGet();
    try {
      ParkedEvent event =
          find(id).orElseThrow(() -> new IllegalArgumentException("no parked event " + id));
      String topic = event.topic();
      String streamId = event.streamId();
      Long sequence = event.sequence();
      transaction.executeWithoutResult(
          status -> {
            if (sequence != null) {
              Position position = tables.lock(topic, streamId);
              if (event.status() == Status.WAITING
                  && tables.anyFailedBefore(topic, streamId, sequence)) {
                throw new IllegalArgumentException(
                    "parked event " + id + " waits for one that failed");
              }
              if (sequence == position.lastSequence() + 1) {
                tables.advance(topic, streamId, sequence);
              }
            }
            tables.skipped(id, reason, actor);
          });
      if (sequence != null) {
        workOffWaiting(topic, streamId);
      }
    } finally {
      processing.decrementAndGet();
      signal.progressed();
    }
  }

  /** Puts the record where it belongs; the answer is whether events of its stream are parked. */
  private boolean place(Placed placed) {
    IncomingRecord record = placed.record();
    String topic = record.topic();
    String streamId = placed.streamId();
    long sequence = placed.sequence();
    Position position = tables.lock(topic, streamId);
    boolean held = position.held();
    boolean duplicate =
        sequence <= position.lastSequence() || (held && tables.isParked(topic, streamId, sequence));
    if (!duplicate && sequence == position.lastSequence() + 1) {
      apply(placed);
      tables.advance(topic, streamId, sequence, record.partition(), record.offset() + 1);
      return held;
    }
    if (!duplicate) {
      tables.park(record, streamId, sequence, Status.WAITING, null, clock.now(), true);
      tables.hold(topic, streamId, true);
      held = true;
    }
    progress(record);
    return held;
  }

  private void apply(Placed placed) {
    IncomingRecord record = placed.record();
    Optional<EventEnvelope<?>> event = CloudEvents.read(placed.attributes(), record.payload());
    if (event.isPresent()) {
      for (EventConsumer consumer : consumers.getOrDefault(record.topic(), List.of())) {
        consumer.on(event.get());
      }
    }
  }

  private void workOffWaiting(String topic, String streamId) {
    boolean more = true;
    while (more) {
      more = workOffNextWaiting(topic, streamId);
      signal.progressed();
    }
  }

  private boolean workOffNextWaiting(String topic, String streamId) {
    Attempt attempt = new Attempt();
    try {
      return withRaces(
          () -> {
            Position position = tables.lock(topic, streamId);
            long next = position.lastSequence() + 1;
            Optional<Parked> waiting = tables.waitingAt(topic, streamId, next);
            if (waiting.isEmpty() && tables.isSkipped(topic, streamId, next)) {
              tables.advance(topic, streamId, next);
              return true;
            }
            if (waiting.isEmpty()) {
              tables.hold(topic, streamId, tables.anyParked(topic, streamId));
              return false;
            }
            attempt.id = waiting.get().event().id();
            apply(Placed.of(recordOf(waiting.get())));
            tables.unpark(attempt.id);
            tables.advance(topic, streamId, next);
            return true;
          });
    } catch (RuntimeException e) {
      if (Retryable.isTransient(e) || attempt.id < 0) {
        throw e;
      }
      transaction.executeWithoutResult(status -> tables.failed(attempt.id, reason(e)));
      reportParked(topic, streamId, e);
      return false;
    }
  }

  private void park(Placed placed, RuntimeException failure) {
    IncomingRecord record = placed.record();
    keep(
        record,
        whole -> {
          tables.lock(record.topic(), placed.streamId());
          tables.park(
              record,
              placed.streamId(),
              placed.sequence(),
              Status.FAILED,
              reason(failure),
              clock.now(),
              whole);
          tables.hold(record.topic(), placed.streamId(), true);
        });
    reportParked(record.topic(), placed.streamId(), failure);
  }

  private void parkUnreadable(IncomingRecord record, RuntimeException failure) {
    keep(record, whole -> tables.parkUnreadable(record, reason(failure), clock.now(), whole));
    activity.recordConsumed();
    onParked.run();
    log.error("{} cannot be read and is set aside: {}", record.place(), reason(failure));
  }

  /** Keeps the whole record or, where the database refuses that for good, where it stands. */
  private void keep(IncomingRecord record, Consumer<Boolean> parking) {
    try {
      transaction.executeWithoutResult(status -> keep(record, parking, true));
    } catch (RuntimeException e) {
      if (Retryable.isTransient(e)) {
        throw e;
      }
      log.error("{} cannot be kept; only where it stands is", record.place(), e);
      transaction.executeWithoutResult(status -> keep(record, parking, false));
    }
  }

  private void keep(IncomingRecord record, Consumer<Boolean> parking, boolean whole) {
    parking.accept(whole);
    progress(record);
  }

  private void progress(IncomingRecord record) {
    tables.progress(record.topic(), record.partition(), record.offset() + 1);
  }

  private void reportParked(String topic, String streamId, RuntimeException failure) {
    onParked.run();
    String stream = Legible.text(streamId, LONGEST_REASON);
    if (failure instanceof UnreadableEvent) {
      // where it was thrown says nothing, and its cause may hold the whole payload
      log.error("{}: stream {} is parked: {}", topic, stream, reason(failure));
    } else {
      log.error("{}: stream {} is parked", topic, stream, failure);
    }
  }

  private Parked replayable(long id) {
    return tables
        .parked(id)
        .filter(parked -> parked.event().status() != Status.WAITING)
        .filter(parked -> parked.record() != null)
        .orElseThrow(() -> new NotReplayable("no event to be tried again has the ID " + id));
  }

  private static IncomingRecord recordOf(Parked parked) {
    IncomingRecord record = parked.record();
    if (record == null) {
      throw new NotReplayable("of parked event " + parked.event().id() + " only its place is kept");
    }
    return record;
  }

  private static String reason(RuntimeException failure) {
    return Legible.text(
        failure.getMessage() == null ? failure.getClass().getName() : failure.toString(),
        LONGEST_REASON);
  }

  private boolean withRaces(Work work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Boolean.TRUE.equals(transaction.execute(status -> work.run()));
      } catch (RuntimeException e) {
        if (attempt == RACES || !Retryable.isLostRace(e)) {
          throw e;
        }
      } catch (OutOfMemoryError e) {
        throw e;
      } catch (Error e) {
        // what is no matter of the process is one of this event
        throw new IllegalStateException("a consumer failed with " + e, e);
      }
    }
  }

  /** A record with what its headers say. */
  private record Placed(IncomingRecord record, CloudEvents.Attributes attributes) {

    static Placed of(IncomingRecord record) {
      return new Placed(record, record.attributes());
    }

    String streamId() {
      return attributes.streamId();
    }

    long sequence() {
      return attributes.streamSequence();
    }
  }

  /** How far an attempt to place records together came. */
  private static final class Progress {
    private int tried;
    private int taken;
  }

  private interface Work {
    boolean run();
  }

  private static final class Attempt {
    private long id = -1;
  }

  /** What was asked for cannot be; a consumer that throws its superclass has merely failed. */
  private static final class NotReplayable extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    NotReplayable(String message) {
      super(message);
    }
  }
}
