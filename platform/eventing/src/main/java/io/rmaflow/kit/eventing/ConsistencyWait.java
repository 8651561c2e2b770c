package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.Collection;

/** Waits for what a caller has already seen elsewhere. */
public interface ConsistencyWait {

  /** How long {@link #await(String)} waits at most, by the machine's clock. */
  Duration MAX = Duration.ofSeconds(2);

  /**
   * Returns when this service has applied, or parked, every event that the header names and that it
   * consumes; events of its own and of contexts that it does not consume are passed over. To be
   * called outside a transaction.
   *
   * @param header the header's value: one token, or several separated by commas
   * @throws UnreadableToken where it is none (400)
   * @throws NotCaughtUp where the events have not come within {@link #MAX} (503)
   */
  default void await(String header) {
    await(ConsistencyToken.decode(header), MAX);
  }

  /**
   * The same for positions already read.
   *
   * @throws NotCaughtUp where the events have not come within {@code max} of real time
   */
  void await(Collection<StreamPosition> positions, Duration max);
}
