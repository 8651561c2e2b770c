package io.rmaflow.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rmaflow.eventstore.EventTable.NewEvent;
import io.rmaflow.eventstore.EventTable.Tail;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of streams, kept in memory by stream and last event, so that a stream is not read
 * again from its begin.
 *
 * <p>What is kept is never believed by itself. Each load asks the database, in the round trip that
 * waits for the stream's turn ({@link StreamLocks}), for the event that the kept state ends with
 * and for those behind it. The state is taken where that event bears the same hash, which stands
 * for the whole stream up to it ({@link HashChain}), and evolved by the events behind it; else the
 * stream is read from its begin. So other processes may write to the stream, and the database may
 * be exchanged for a copy of it.
 *
 * <p>A state enters when its events are committed, not before; one whose transaction is rolled back
 * is forgotten with it. States are made from the events as they are stored, also of what this
 * process has appended itself.
 *
 * @param <S> immutable: threads share it
 */
public final class StateCache<S> {

  private static final Logger LOG = LoggerFactory.getLogger(StateCache.class);

  private final PostgresEventStorageEngine engine;
  private final Evolution<S, ?> evolution;
  private final Cache<String, Kept<S>> committed;
  private final String key = "event-store-states-" + UUID.randomUUID();

  /**
   * A cache of one kind of streams.
   *
   * @param atMostEvents the states that are kept come from so many events together at most, from 1:
   *     a stream of 700 events counts 700
   */
  public StateCache(
      PostgresEventStorageEngine engine, Evolution<S, ?> evolution, long atMostEvents) {
    if (atMostEvents < 1) {
      throw new IllegalArgumentException("At least one event");
    }
    this.engine = engine;
    this.evolution = evolution;
    this.committed =
        Caffeine.newBuilder()
            .maximumWeight(atMostEvents)
            .weigher((String stream, Kept<S> kept) -> kept.weight())
            .executor(Runnable::run)
            .build();
    engine.onAppend(this::appended);
  }

  /** A state and the event that it ends with. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes it
  private record Kept<S>(S state, long sequence, byte[] hash) {

    int weight() {
      return (int) Math.min(sequence + 1, Integer.MAX_VALUE);
    }

    Reached<S> reached() {
      return new Reached<>(state, sequence);
    }
  }

  /** What one transaction has loaded or reached. */
  private static final class OfTransaction<S> {
    private final Map<String, Kept<S>> states = new HashMap<>();

    /** Streams whose turn this transaction has had: nobody else writes to them until it ends. */
    private final Set<String> itsOwn = new HashSet<>();

    private boolean toBeTold;
  }

  /**
   * Waits for the stream's turn and gives its state: the last word on it until the present
   * transaction ends. It contains what this transaction has appended itself. On a connection in
   * auto-commit mode nobody waits, and somebody else's event may follow at once.
   *
   * @return the state before the first event where the stream has none
   * @throws EventStoreException where the database fails
   */
  public Reached<S> load(String stream) {
    OfTransaction<S> own = own();
    Kept<S> kept = known(own, stream);
    Tail tail = engine.tail(stream, kept == null ? -1 : kept.sequence());
    if (kept != null && !endsWith(kept, tail)) {
      own.states.remove(stream);
      committed.asMap().remove(stream, kept);
      kept = null;
      tail = engine.tail(stream, -1);
    }
    Kept<S> found = after(stream, kept, tail);
    if (found == null) {
      return new Reached<>(evolution.before(), -1);
    }
    if (tail.lastWord()) {
      own.itsOwn.add(stream);
    }
    own.states.put(stream, found);
    if (tail.nothingOfItsOwn()) {
      tell(stream, found);
    } else {
      tellAfterCommit(own);
    }
    return found.reached();
  }

  /**
   * The same, and where this transaction has had the stream's turn already, without asking anybody
   * again: nobody else can have written meanwhile. Not for whoever goes back to savepoints.
   *
   * @throws EventStoreException where the database fails
   */
  Reached<S> loadOnce(String stream) {
    OfTransaction<S> own = own();
    Kept<S> lastWord = own.itsOwn.contains(stream) ? own.states.get(stream) : null;
    return lastWord == null ? load(stream) : lastWord.reached();
  }

  /**
   * The states of many streams, in one round trip where all that is kept of them is believed, in
   * two otherwise (more only for those that are not kept and long). Nobody's turn is waited for, so
   * that nothing is to be decided on them: somebody else's event may follow at once.
   *
   * @return the state before the first event for streams that have none
   * @throws EventStoreException where the database fails
   */
  public Map<String, Reached<S>> read(Collection<String> streams) {
    OfTransaction<S> own = own();
    Map<String, Kept<S>> kept = new HashMap<>();
    Map<String, Long> sequences = new HashMap<>();
    for (String stream : streams) {
      Kept<S> known = known(own, stream);
      if (known != null) {
        kept.put(stream, known);
      }
      sequences.put(stream, known == null ? -1 : known.sequence());
    }
    Map<String, Tail> tails = new HashMap<>(tails(sequences));
    Map<String, Long> notBelieved = new HashMap<>();
    kept.forEach(
        (stream, known) -> {
          if (!endsWith(known, tails.getOrDefault(stream, Tail.NONE))) {
            notBelieved.put(stream, -1L);
          }
        });
    for (String stream : notBelieved.keySet()) {
      own.states.remove(stream);
      Kept<S> wrong = kept.remove(stream);
      if (wrong != null) {
        committed.asMap().remove(stream, wrong);
      }
      tails.remove(stream);
    }
    tails.putAll(tails(notBelieved));
    Map<String, Reached<S>> states = new HashMap<>();
    for (String stream : sequences.keySet()) {
      Tail tail = tails.getOrDefault(stream, Tail.NONE);
      Kept<S> found = after(stream, kept.get(stream), tail);
      if (found != null && tail.nothingOfItsOwn()) {
        tell(stream, found);
      }
      states.put(stream, found == null ? new Reached<>(evolution.before(), -1) : found.reached());
    }
    return states;
  }

  private Map<String, Tail> tails(Map<String, Long> known) {
    return known.isEmpty() ? Map.of() : engine.tails(known);
  }

  /**
   * The state as this process last knew it, without asking the database: it may be over, and has to
   * be verified before anything rests on it. What this transaction appends to the stream is refused
   * where the database has another last event.
   *
   * @return null where this process knows none
   */
  @Nullable Reached<S> presumed(String stream) {
    OfTransaction<S> own = own();
    Kept<S> kept = known(own, stream);
    if (kept == null) {
      return null;
    }
    own.states.put(stream, kept);
    engine.presume(stream, kept.sequence(), kept.hash());
    return kept.reached();
  }

  /** Whether what was presumed of the stream is so; asks the database. */
  boolean isAsPresumed(String stream) {
    Kept<S> presumed = own().states.get(stream);
    load(stream);
    Kept<S> now = own().states.get(stream);
    return presumed != null && now != null && Arrays.equals(presumed.hash(), now.hash());
  }

  /** Presumes nothing of the stream until it has been loaded anew. */
  void forget(String stream) {
    committed.invalidate(stream);
  }

  /**
   * The state that the present transaction has loaded or reached by appending, without asking the
   * database; nothing where it did neither. Of no use once it has been rolled back to a savepoint.
   */
  public Optional<Reached<S>> reached(String stream) {
    return Optional.ofNullable(own().states.get(stream)).map(Kept::reached);
  }

  /** Events that the kept states come from. */
  long weight() {
    committed.cleanUp();
    return committed.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  private OfTransaction<S> own() {
    return engine.commitHook().kept(key, OfTransaction::new);
  }

  private @Nullable Kept<S> known(OfTransaction<S> own, String stream) {
    Kept<S> ofItsOwn = own.states.get(stream);
    return ofItsOwn == null ? committed.getIfPresent(stream) : ofItsOwn;
  }

  private static boolean endsWith(Kept<?> kept, Tail tail) {
    byte[] hash = tail.hashOfKnown();
    return hash != null && Arrays.equals(hash, kept.hash());
  }

  private @Nullable Kept<S> after(String stream, @Nullable Kept<S> kept, Tail tail) {
    List<StoredEvent> page = tail.events();
    Kept<S> last = kept;
    while (!page.isEmpty()) {
      S state = last == null ? evolution.before() : last.state();
      StoredEvent end = page.getLast();
      last = new Kept<>(evolve(state, engine.read(page)), end.sequence(), end.hash());
      page =
          page.size() < engine.pageSize()
              ? List.of()
              : engine.storedEvents(stream, end.sequence() + 1, engine.pageSize());
    }
    return last;
  }

  private S evolve(S before, DomainEventStream events) {
    S state = before;
    while (events.hasNext()) {
      state = evolution.after(state, events.next().getPayload());
    }
    return state;
  }

  private void appended(List<NewEvent> events, boolean areCommitted) {
    OfTransaction<S> own = own();
    for (NewEvent event : events) {
      String stream = event.stream();
      Kept<S> after = afterOrNothing(known(own, stream), event);
      if (after == null) {
        own.states.remove(stream);
        continue;
      }
      own.states.put(stream, after);
      if (areCommitted) {
        tell(stream, after);
      } else {
        tellAfterCommit(own);
      }
    }
  }

  /** What has been written stays written; whoever loads the stream meets the failure again. */
  private @Nullable Kept<S> afterOrNothing(@Nullable Kept<S> before, NewEvent event) {
    try {
      return after(before, event);
    } catch (RuntimeException e) {
      LOG.warn("No state after event {} of {} is kept", event.sequence(), event.stream(), e);
      return null;
    }
  }

  private @Nullable Kept<S> after(@Nullable Kept<S> before, NewEvent event) {
    if (event.sequence() == 0) {
      return evolution.aggregateType().equals(event.aggregateType())
          ? after(evolution.before(), HashChain.beforeTheFirst(), event)
          : null;
    }
    return before != null && before.sequence() == event.sequence() - 1
        ? after(before.state(), before.hash(), event)
        : null;
  }

  private Kept<S> after(S state, byte[] hash, NewEvent event) {
    return new Kept<>(
        evolve(state, engine.read(event)), event.sequence(), HashChain.link(hash, event.content()));
  }

  private void tellAfterCommit(OfTransaction<S> own) {
    if (!own.toBeTold) {
      own.toBeTold = true;
      engine.commitHook().afterCommit(() -> own.states.forEach(this::tell));
    }
  }

  /** Transactions end in any order. */
  private void tell(String stream, Kept<S> kept) {
    committed.asMap().merge(stream, kept, (a, b) -> a.sequence() > b.sequence() ? a : b);
  }
}
