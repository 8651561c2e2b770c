package io.rmaflow.notification.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription. All instants are business time.
 *
 * @param types event names without context and version; empty: all
 * @param secrets those that sign now, the present one first
 * @param failures in a row, of the subscriber and not of one event
 * @param failingSince since when it has been failing
 * @param nextAttemptAt nothing is sent before
 * @param parkedAt since when nothing is sent any more, until it is pinged or replayed
 * @param problem what went wrong the last time
 */
record Webhook(
    UUID webhookId,
    URI url,
    List<String> types,
    List<Secret> secrets,
    Instant createdAt,
    int failures,
    @Nullable Instant failingSince,
    Instant nextAttemptAt,
    @Nullable Instant parkedAt,
    @Nullable Instant lastSuccessAt,
    @Nullable String problem) {

  Webhook {
    types = List.copyOf(types);
    secrets = List.copyOf(secrets);
  }

  /** How it stands with a subscriber. */
  enum State {
    /** Everything goes out at once. */
    ACTIVE,
    /** It is tried again, with growing waits. */
    FAILING,
    /** It failed for too long, or asked for no more. */
    PARKED
  }

  State state() {
    if (parkedAt != null) {
      return State.PARKED;
    }
    return failures > 0 ? State.FAILING : State.ACTIVE;
  }
}
