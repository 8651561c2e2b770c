package io.rmaflow.rma.casefile;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.kit.eventing.StoredEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of a case's history.
 *
 * @param position its place among all events of this service; opaque, the same as in the feed
 * @param streamsequence its place in the case, from 0
 * @param type the event's name
 * @param occurredAt when it happened
 * @param recordedAt when it became known
 * @param actor the subject of the caller's token, or the service
 * @param data the payload as it was published
 * @param hash SHA-256 in hexadecimal digits, chained to the case's previous event
 */
record HistoryEntry(
    String position,
    long streamsequence,
    String type,
    int version,
    Instant occurredAt,
    Instant recordedAt,
    @Nullable String actor,
    JsonNode data,
    String hash) {

  static HistoryEntry of(StoredEvent stored) {
    EventEnvelope<?> event = stored.envelope();
    return new HistoryEntry(
        stored.position(),
        event.streamSequence(),
        event.name(),
        event.version(),
        event.occurredAt(),
        event.recordedAt(),
        event.actor(),
        EventJson.mapper().valueToTree(event.data()),
        stored.hash());
  }
}
