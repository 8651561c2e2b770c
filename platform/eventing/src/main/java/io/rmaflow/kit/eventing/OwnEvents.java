package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.eventstore.StoredEvent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** This service's own events, in the order of its store. */
final class OwnEvents implements EventSource {

  private static final int PAGE = 1_000;

  private final PostgresEventStorageEngine engine;
  private final EngineStreams streams;
  private final Predicate<Class<? extends DomainEvent>> wanted;
  private final long total;
  private final Queue<EventEnvelope<?>> found = new ArrayDeque<>();

  /** Behind this nothing has been looked at in the order in which nothing can come before it. */
  private @Nullable GlobalPosition reached;

  /** Behind it, what was looked at all the same. */
  private final Set<GlobalPosition> ahead = new HashSet<>();

  /** Somebody else tells of it meanwhile. */
  private final AtomicLong lookedAt = new AtomicLong();

  OwnEvents(
      PostgresEventStorageEngine engine,
      EngineStreams streams,
      Predicate<Class<? extends DomainEvent>> wanted,
      long total) {
    this.engine = engine;
    this.streams = streams;
    this.wanted = wanted;
    this.total = total;
  }

  @Override
  public boolean look() {
    boolean more = true;
    while (found.isEmpty() && more) {
      List<StoredEvent> page = engine.storedEventsAfter(reached, PAGE);
      for (StoredEvent stored : page) {
        reached = stored.position();
        if (!ahead.remove(stored.position())) {
          keep(stored);
        }
      }
      more = page.size() == PAGE;
    }
    return !found.isEmpty();
  }

  @Override
  public void lookForAll() {
    GlobalPosition position = reached;
    boolean more = true;
    while (more) {
      List<StoredEvent> page = engine.committedEventsAfter(position, PAGE);
      for (StoredEvent stored : page) {
        position = stored.position();
        if (ahead.add(position)) {
          keep(stored);
        }
      }
      more = page.size() == PAGE;
    }
  }

  private void keep(StoredEvent stored) {
    lookedAt.incrementAndGet();
    if (!UnpublishedEvent.isPublished(stored.name().name())) {
      return;
    }
    for (StoredEvent present : engine.upcast(stored)) {
      boolean isWanted =
          EventTypesCatalog.declaredType(present.name())
              .flatMap(EventTypes::classOf)
              .map(wanted::test)
              .orElse(true);
      if (isWanted) {
        found.add(streams.read(present).envelope());
      }
    }
  }

  @Override
  public @Nullable EventEnvelope<?> head() {
    return found.peek();
  }

  @Override
  public void drop() {
    found.remove();
  }

  @Override
  public long lookedAt() {
    return lookedAt.get();
  }

  @Override
  public long total() {
    return total;
  }

  /** Of the own store nothing can be missing. */
  @Override
  public @Nullable String missing() {
    return null;
  }

  @Override
  public void close() {
    found.clear();
  }
}
