package io.rmaflow.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it travels: the payload with everything that CloudEvents says about it.
 *
 * @param id the same on every redelivery
 * @param context where the event belongs
 * @param name the event's declared name
 * @param version the payload's declared version
 * @param streamId the stream it belongs to; the record key and the CloudEvents subject
 * @param streamSequence 0, 1, 2 … within the stream, without a gap
 * @param occurredAt when it happened
 * @param recordedAt when it was recorded
 * @param correlationId the same for everything that one request or one due time caused
 * @param causationId the ID of the event, command or due time that caused this one
 * @param actor the subject of the caller's token, or the service; no name
 * @param data the payload
 */
public record EventEnvelope<E extends DomainEvent>(
    String id,
    Context context,
    String name,
    int version,
    String streamId,
    long streamSequence,
    Instant occurredAt,
    Instant recordedAt,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable String actor,
    E data) {

  /** The CloudEvents type, such as {@code rmaflow.rma.ReplacementShipped.v1}. */
  public String type() {
    return EventType.of(context, name, version).wireType();
  }
}
