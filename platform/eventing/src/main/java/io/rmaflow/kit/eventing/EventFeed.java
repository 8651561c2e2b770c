package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * This service's events in the order of its store. What has been handed out stays where it is:
 * nothing can appear before it any more, however late an older transaction commits.
 */
public final class EventFeed {

  private static final int READ_AT_ONCE = 500;

  /** Events looked at for one answer, so that a rare type does not make a call read for minutes. */
  private static final int LOOKED_AT = 10_000;

  private final PostgresEventStorageEngine engine;
  private final EngineStreams streams;
  private final Context service;

  EventFeed(PostgresEventStorageEngine engine, EngineStreams streams, ServiceIdentity service) {
    this.engine = engine;
    this.streams = streams;
    this.service = service.context();
  }

  /**
   * A piece of the feed.
   *
   * @param events in the order of the store
   * @param next where to go on; null where nothing has been looked at from the beginning on
   * @param more whether there may be more already
   */
  public record Piece(List<StoredEvent> events, @Nullable String next, boolean more) {}

  /** The names of all events of this service, without context and version. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (EventType type : EventTypes.all()) {
      if (type.context() == service) {
        names.add(type.name());
      }
    }
    return names;
  }

  /**
   * Reads on.
   *
   * @param after exclusive; null for the first event
   * @param names only these events; all where it is empty
   * @param size at most so many; more only where an upcaster makes several of the last one
   * @throws UnreadableCursor where {@code after} is not a place of this service
   */
  public Piece read(@Nullable String after, Set<String> names, int size) {
    GlobalPosition position = after == null ? null : EventCursor.decode(service, after);
    List<StoredEvent> found = new ArrayList<>();
    for (int lookedAt = 0; lookedAt < LOOKED_AT; ) {
      // behind the first piece, what is looked for is rare
      int limit = names.isEmpty() && lookedAt == 0 ? Math.min(READ_AT_ONCE, size) : READ_AT_ONCE;
      var page = engine.storedEventsAfter(position, limit);
      for (var stored : page) {
        position = stored.position();
        if (!UnpublishedEvent.isPublished(stored.name().name())) {
          continue;
        }
        for (var present : engine.upcast(stored)) {
          String name = present.name().name().substring(service.id().length() + 1);
          if (names.isEmpty() || names.contains(name)) {
            found.add(streams.read(present));
          }
        }
        if (found.size() >= size) {
          return piece(found, position, true);
        }
      }
      lookedAt += page.size();
      if (page.size() < limit) {
        return piece(found, position, false);
      }
    }
    return piece(found, position, true);
  }

  private Piece piece(List<StoredEvent> found, @Nullable GlobalPosition position, boolean more) {
    return new Piece(
        List.copyOf(found), position == null ? null : EventCursor.encode(service, position), more);
  }
}
