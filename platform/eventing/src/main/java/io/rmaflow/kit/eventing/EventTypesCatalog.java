package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.eventstore.EventCatalog;
import io.rmaflow.eventstore.EventName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The published language as the store's catalog, with what a service keeps for itself: events are
 * stored under their declared name and version, such as {@code rma.ReplacementShipped} and 1, so
 * that a renamed or moved Java class still reads what is stored.
 */
final class EventTypesCatalog implements EventCatalog {

  private final Map<Class<?>, EventName> unpublishedNames = new HashMap<>();
  private final Map<EventName, Class<?>> unpublishedTypes = new HashMap<>();

  EventTypesCatalog(Collection<UnpublishedEvent> unpublished) {
    for (UnpublishedEvent event : unpublished) {
      EventName name = new EventName(event.storedName(), event.version());
      unpublishedNames.put(event.type(), name);
      unpublishedTypes.put(name, event.type());
    }
  }

  @Override
  public Optional<EventName> nameOf(Class<?> payloadType) {
    if (!EventTypes.isEvent(payloadType)) {
      return Optional.ofNullable(unpublishedNames.get(payloadType));
    }
    EventType type = EventTypes.typeOf(payloadType);
    return Optional.of(new EventName(type.storedName(), type.version()));
  }

  @Override
  public Optional<Class<?>> typeOf(EventName name) {
    Class<?> unpublished = unpublishedTypes.get(name);
    return unpublished != null
        ? Optional.of(unpublished)
        : declaredType(name).flatMap(EventTypes::classOf).map(found -> found);
  }

  /** The declared type behind a stored name; nothing where no context has such names. */
  static Optional<EventType> declaredType(EventName name) {
    for (Context context : Context.values()) {
      String prefix = context.id() + ".";
      if (name.name().startsWith(prefix)) {
        return Optional.of(
            EventType.of(context, name.name().substring(prefix.length()), name.version()));
      }
    }
    return Optional.empty();
  }

  @Override
  public byte[] write(Object payload) {
    return payload instanceof DomainEvent event
        ? EventJson.write(event)
        : EventJson.mapper().writeValueAsBytes(payload);
  }

  @Override
  public Object read(byte[] json, Class<?> type) {
    return DomainEvent.class.isAssignableFrom(type)
        ? EventJson.read(json, type.asSubclass(DomainEvent.class))
        : EventJson.mapper().readValue(json, type);
  }
}
