package io.rmaflow.rma.casefile;

import java.time.Instant;

/**
 * A moment before, at or after a due time at which the case has something to decide.
 *
 * @param at business time
 */
public record Moment(Kind kind, Instant at) {

  /** What such a moment is to its due time, in the order of time. */
  public enum Kind {
    /** A reminder before the due day. */
    REMINDER_BEFORE,
    /** A reminder on the due day. */
    REMINDER,
    /** The first instant that is too late. */
    OVER,
    /** A reminder once more, after the due day. */
    REMINDER_AFTER
  }
}
