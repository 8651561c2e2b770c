package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;

/** Reads the stored form, since the framework tells neither an event's position nor its hash. */
final class EngineStreams implements StoredStreams {

  private static final TypeReference<Map<String, Object>> META_DATA = new TypeReference<>() {};
  private static final int PAGE = 1_000;

  private final PostgresEventStorageEngine engine;
  private final Context service;

  EngineStreams(PostgresEventStorageEngine engine, ServiceIdentity service) {
    this.engine = engine;
    this.service = service.context();
  }

  @Override
  public OptionalLong lastSequence(String streamId) {
    return engine
        .lastSequenceNumberFor(streamId)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public OptionalLong lastSequence(String streamId, Instant asOf) {
    return engine
        .lastSequenceNumberBy(streamId, asOf)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public List<StoredEvent> events(String streamId) {
    return all(first -> engine.storedEvents(streamId, first, PAGE));
  }

  @Override
  public List<StoredEvent> recordedBy(String streamId, Instant asOf) {
    return all(first -> engine.storedEventsBy(streamId, first, asOf, PAGE));
  }

  @Override
  public List<StoredEvent> events(String streamId, long first, int most) {
    return present(engine.storedEvents(streamId, first, most)).toList();
  }

  @Override
  public Map<String, StoredEvent> beginnings(Collection<String> streamIds) {
    return present(engine.firstEvents(streamIds))
        .collect(
            Collectors.toMap(
                stored -> stored.envelope().streamId(),
                stored -> stored,
                (first, second) -> first));
  }

  private List<StoredEvent> all(LongFunction<List<io.rmaflow.eventstore.StoredEvent>> pages) {
    List<StoredEvent> events = new ArrayList<>();
    for (long first = 0; ; first += PAGE) {
      var page = pages.apply(first);
      present(page).forEach(events::add);
      if (page.size() < PAGE) {
        return List.copyOf(events);
      }
    }
  }

  private Stream<StoredEvent> present(List<io.rmaflow.eventstore.StoredEvent> stored) {
    return stored.stream().flatMap(one -> engine.upcast(one).stream()).map(this::read);
  }

  /**
   * The event behind the stored form.
   *
   * @param stored under its present name and version
   * @throws IllegalStateException where this version of the program knows no such event
   */
  StoredEvent read(io.rmaflow.eventstore.StoredEvent stored) {
    EventType type =
        EventTypesCatalog.declaredType(stored.name())
            .orElseThrow(() -> new IllegalStateException(stored.name() + " is no declared event"));
    Class<? extends DomainEvent> eventClass =
        EventTypes.classOf(type)
            .orElseThrow(() -> new IllegalStateException(type.wireType() + " is not known"));
    return new StoredEvent(
        EventCursor.encode(service, stored.position()),
        Envelopes.of(
            stored.id(),
            type,
            stored.stream(),
            stored.sequence(),
            stored.recordedAt(),
            EventJson.mapper().readValue(stored.metadata(), META_DATA),
            EventJson.read(stored.payload(), eventClass)),
        HexFormat.of().formatHex(stored.hash()));
  }
}
