package io.rmaflow.kit.deadline;

import java.time.Instant;
import java.util.Optional;

/** Fires what is due by the business clock. */
public interface DeadlinePoller {

  /**
   * Looks for due deadlines now and not only at the next interval, such as after a clock's move.
   */
  void wake();

  /**
   * When the next deadline is due, business time; it may have passed where one is being fired or
   * keeps failing. Empty where none is set.
   */
  Optional<Instant> nextDue();

  /**
   * Whether no deadline is due at {@code now} (inclusive) or being fired by this process.
   *
   * @param now business time
   */
  boolean idle(Instant now);
}
