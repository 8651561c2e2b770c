package io.rmaflow.kit.web;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As of when something is asked for: what was known, what was true, or what was known then of what
 * was true at another instant. Neither may lie more than 60 s ahead of our clock.
 *
 * @param asOf by what had been recorded by then, inclusive; with its offset
 * @param trueAt as it was then, by all that is recorded (by asOf, where that is given too); with
 *     its offset
 */
public record AsOf(@Nullable Instant asOf, @Nullable Instant trueAt) implements Checked {

  /** Clocks differ by as much; the same holds of when a fact is said to have happened. */
  private static final Duration AHEAD = Duration.ofSeconds(60);

  @Override
  public void check(Findings findings) {
    checkPast(findings, "asOf", asOf);
    checkPast(findings, "trueAt", trueAt);
  }

  /** Notes where an instant lies ahead, of which nobody can know anything. */
  public static void checkPast(Findings findings, String field, @Nullable Instant instant) {
    if (instant != null && instant.isAfter(findings.now().plus(AHEAD))) {
      findings.reject(
          field,
          "IN_THE_FUTURE",
          "未来の日時は指定できません。",
          "Nothing is known of an instant in the future.");
    }
  }

  /** Whether the present is asked for. */
  public boolean isPresent() {
    return asOf == null && trueAt == null;
  }

  /** The instant that the answer is about: what was true at it, or else what stood at it. */
  public Instant instant(Instant now) {
    if (trueAt != null) {
      return trueAt;
    }
    return asOf == null ? now : asOf;
  }

  /** What of a stream had been recorded by {@code asOf}, in the order of its recording. */
  public List<EventEnvelope<?>> recorded(StoredStreams streams, String streamId) {
    return (asOf == null ? streams.events(streamId) : streams.recordedBy(streamId, asOf))
        .stream().<EventEnvelope<?>>map(StoredEvent::envelope).toList();
  }

  /**
   * Of that, what had happened by {@code trueAt}, in the order of its recording; for streams none
   * of whose events corrects another one.
   */
  public List<EventEnvelope<?>> known(StoredStreams streams, String streamId) {
    return recorded(streams, streamId).stream().filter(this::hasHappened).toList();
  }

  /** Whether what was recorded counts: it had been recorded and had happened. */
  public boolean counts(EventEnvelope<?> event) {
    return (asOf == null || !event.recordedAt().isAfter(asOf)) && hasHappened(event);
  }

  private boolean hasHappened(EventEnvelope<?> event) {
    return trueAt == null || !event.occurredAt().isAfter(trueAt);
  }
}
