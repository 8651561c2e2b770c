package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.EventTypes;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Turns the framework's event messages into the published form. */
final class Envelopes {

  private Envelopes() {}

  static EventEnvelope<?> of(DomainEventMessage<?> message) {
    DomainEvent payload = (DomainEvent) message.getPayload();
    return of(
        message.getIdentifier(),
        EventTypes.typeOf(payload.getClass()),
        message.getAggregateIdentifier(),
        message.getSequenceNumber(),
        message.getTimestamp(),
        message.getMetaData(),
        payload);
  }

  static EventEnvelope<?> of(
      String id,
      EventType type,
      String streamId,
      long sequence,
      Instant recordedAt,
      Map<String, ?> metaData,
      DomainEvent payload) {
    @Nullable String occurredAt = text(metaData, MetaDataKeys.OCCURRED_AT);
    return new EventEnvelope<>(
        id,
        type.context(),
        type.name(),
        type.version(),
        streamId,
        sequence,
        occurredAt == null ? recordedAt : Instant.parse(occurredAt),
        recordedAt,
        text(metaData, MetaDataKeys.CORRELATION_ID),
        text(metaData, MetaDataKeys.CAUSATION_ID),
        text(metaData, MetaDataKeys.ACTOR),
        payload);
  }

  static @Nullable String text(Map<String, ?> metaData, String key) {
    Object value = metaData.get(key);
    return value == null ? null : value.toString();
  }
}
