package io.rmaflow.eventstore;

import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Repeats an action that lost a race for a place in a stream. */
public final class LostRaces {

  private final int attempts;

  /**
   * @param attempts at most so many, from 1
   */
  public LostRaces(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("At least one attempt");
    }
    this.attempts = attempts;
  }

  /**
   * Does the action, and does it again when somebody else's event came first.
   *
   * @param action a whole transaction, from its begin to its commit, that decides anew on what the
   *     other wrote; it must not depend on having been the first
   * @throws ConcurrencyException where the last attempt lost as well
   * @throws EventStoreException where something else failed: that is not repeated
   */
  public <T> T repeat(Supplier<T> action) {
    for (int attempt = 1; ; attempt++) {
      try {
        return action.get();
      } catch (ConcurrencyException lost) {
        // the other transaction is over, or the place would not have been refused: again at once
        if (attempt == attempts) {
          throw lost;
        }
      }
    }
  }
}
