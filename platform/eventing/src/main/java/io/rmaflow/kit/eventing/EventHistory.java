package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a read model was made of, once more: the events of this service's own store, the
 * events that it has taken in from topics, or both. Within a stream they come in its order, each
 * once. Between the sources the time of recording decides, which is the order in which they took
 * effect but for those of the same instant.
 *
 * <p>Of a topic only that comes which this service has applied: what lies parked, was skipped, or
 * has not been taken in yet does not. Not for several threads.
 */
public final class EventHistory implements AutoCloseable {

  private final List<EventSource> sources;

  EventHistory(List<EventSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * The next events that nothing can come before any more; none where that is all for now. To be
   * called outside any transaction.
   *
   * @param most at most so many
   */
  public List<EventEnvelope<?>> next(int most) {
    List<EventSource> open = new ArrayList<>(sources);
    open.removeIf(source -> !source.look());
    List<EventEnvelope<?>> events = new ArrayList<>();
    while (events.size() < most && !open.isEmpty()) {
      EventSource first = earliest(open);
      if (first == null) {
        break;
      }
      take(first, events);
      if (!first.look()) {
        open.remove(first);
      }
    }
    return events;
  }

  /**
   * All the rest that the present transaction sees. What it does not see yet comes later, and
   * nothing twice.
   */
  public List<EventEnvelope<?>> rest() {
    sources.forEach(EventSource::lookForAll);
    List<EventEnvelope<?>> events = new ArrayList<>();
    for (EventSource first = earliest(sources); first != null; first = earliest(sources)) {
      take(first, events);
    }
    return events;
  }

  /**
   * What was applied and is no longer to be had, such as of a topic that was made anew. In the
   * transaction of {@link #rest}.
   */
  public Optional<String> missing() {
    return sources.stream()
        .flatMap(source -> Optional.ofNullable(source.missing()).stream())
        .findFirst();
  }

  /** How many events were looked at so far, also those that nobody wanted. */
  public long lookedAt() {
    return sources.stream().mapToLong(EventSource::lookedAt).sum();
  }

  /** How many there were when the reading began. */
  public long total() {
    return sources.stream().mapToLong(EventSource::total).sum();
  }

  private static void take(EventSource source, List<EventEnvelope<?>> events) {
    EventEnvelope<?> event = source.head();
    if (event != null) {
      events.add(event);
      source.drop();
    }
  }

  private static @Nullable EventSource earliest(List<EventSource> sources) {
    EventSource first = null;
    EventEnvelope<?> earliest = null;
    for (EventSource source : sources) {
      EventEnvelope<?> head = source.head();
      if (head != null && (earliest == null || head.recordedAt().isBefore(earliest.recordedAt()))) {
        first = source;
        earliest = head;
      }
    }
    return first;
  }

  @Override
  public void close() {
    sources.forEach(EventSource::close);
  }
}
