package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** The event handlers of one object, for somebody who hands them events himself. */
public final class EventHandlers {

  private final AnnotationEventHandlerAdapter handlers;

  /** Those of this object. */
  public EventHandlers(Object handling) {
    this.handlers =
        new AnnotationEventHandlerAdapter(
            handling, ClasspathParameterResolverFactory.forClass(handling.getClass()));
  }

  /** Whether any of them takes such events. */
  public boolean takes(Class<? extends DomainEvent> type) {
    return handlers.canHandleType(type);
  }

  /** Hands this event to the handler that takes it, as when it was recorded; else to none. */
  public void handle(EventEnvelope<?> event) {
    GenericDomainEventMessage<DomainEvent> message =
        new GenericDomainEventMessage<>(
            "",
            event.streamId(),
            event.streamSequence(),
            new GenericMessage<>(event.id(), event.data(), metaData(event)),
            event.recordedAt());
    if (handlers.canHandle(message)) {
      try {
        handlers.handle(message);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(event.type() + " could not be handled", e);
      }
    }
  }

  private static Map<String, String> metaData(EventEnvelope<?> event) {
    Map<String, String> metaData = new HashMap<>();
    metaData.put(MetaDataKeys.OCCURRED_AT, event.occurredAt().toString());
    putIfPresent(metaData, MetaDataKeys.ACTOR, event.actor());
    putIfPresent(metaData, MetaDataKeys.CORRELATION_ID, event.correlationId());
    putIfPresent(metaData, MetaDataKeys.CAUSATION_ID, event.causationId());
    return metaData;
  }

  private static void putIfPresent(
      Map<String, String> metaData, String key, @Nullable String value) {
    if (value != null) {
      metaData.put(key, value);
    }
  }
}
