package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventEnvelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a command beside its content, and copied to every event that it causes.
 *
 * @param occurredAt when the fact happened that the command tells of
 * @param actor the subject of the caller's token; absent where the service acts by itself, whose
 *     name is then recorded
 * @param correlationId the same for everything that one request caused; absent: that of the message
 *     being handled, or a new one
 * @param causationId the ID of what caused the command; absent: that of the message being handled,
 *     or the command's own
 */
public record Recording(
    Instant occurredAt,
    @Nullable String actor,
    @Nullable String correlationId,
    @Nullable String causationId) {

  /** A command on behalf of a caller; it begins a correlation of its own. */
  public static Recording of(String actor, Instant occurredAt) {
    return new Recording(occurredAt, actor, null, null);
  }

  /** A command that the service gives itself. */
  public static Recording byService(Instant occurredAt) {
    return new Recording(occurredAt, null, null, null);
  }

  /** A command that the service gives itself because of an event; it happened when that did. */
  public static Recording causedBy(EventEnvelope<?> cause) {
    return new Recording(cause.occurredAt(), null, cause.correlationId(), cause.id());
  }

  /** The same within this correlation, such as a request ID. */
  public Recording withCorrelationId(String correlation) {
    return new Recording(occurredAt, actor, correlation, causationId);
  }
}
