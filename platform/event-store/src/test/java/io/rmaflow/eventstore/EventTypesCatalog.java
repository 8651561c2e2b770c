package io.rmaflow.eventstore;

import io.rmaflow.events.Context;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.EventTypes;
import java.util.Optional;

/** The published language as a catalog, as the services register it. */
final class EventTypesCatalog implements EventCatalog {

  @Override
  public Optional<EventName> nameOf(Class<?> payloadType) {
    if (!EventTypes.isEvent(payloadType)) {
      return Optional.empty();
    }
    EventType type = EventTypes.typeOf(payloadType);
    return Optional.of(new EventName(type.storedName(), type.version()));
  }

  @Override
  public Optional<Class<?>> typeOf(EventName name) {
    for (Context context : Context.values()) {
      String prefix = context.id() + ".";
      if (name.name().startsWith(prefix)) {
        EventType type =
            EventType.of(context, name.name().substring(prefix.length()), name.version());
        return EventTypes.classOf(type).map(found -> found);
      }
    }
    return Optional.empty();
  }

  @Override
  public byte[] write(Object payload) {
    return EventJson.write((DomainEvent) payload);
  }

  @Override
  public Object read(byte[] json, Class<?> type) {
    return EventJson.read(json, type.asSubclass(DomainEvent.class));
  }
}
