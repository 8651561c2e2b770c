package io.rmaflow.kit.clock;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a service that works by itself when business time passes or events arrive. Whoever
 * moves the business clock waits for all of them before it goes on.
 */
public interface TimedWork {

  /** When the next work is due, business time; empty where none is planned. */
  Optional<Instant> nextDue();

  /**
   * Whether nothing is due at {@code now} (inclusive) and nothing is being done.
   *
   * @param now business time
   */
  boolean idle(Instant now);

  /**
   * What has been done so far; every count only grows, and grows with every piece of work. Two
   * equal answers mean that nothing was done in between.
   */
  Map<String, Long> counters();

  /** The clock has moved: looks at once for what has become due. */
  void wake();
}
