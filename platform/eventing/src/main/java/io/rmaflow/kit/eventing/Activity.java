package io.rmaflow.kit.eventing;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What this process has done since it started. Two equal {@link #snapshot snapshots} with nothing
 * pending in between mean that nothing happened in between.
 */
public final class Activity {

  private final AtomicLong stored = new AtomicLong();
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong consumed = new AtomicLong();
  private final AtomicLong fired = new AtomicLong();

  /**
   * Counts, each of them only ever growing.
   *
   * @param eventsStored events appended by committed transactions
   * @param eventsPublished events acknowledged by the broker; one more for each repetition
   * @param recordsConsumed records of other services' topics taken in, duplicates too
   * @param deadlinesFired deadlines whose effect was committed
   */
  public record Snapshot(
      long eventsStored, long eventsPublished, long recordsConsumed, long deadlinesFired) {}

  /** The counts now. */
  public Snapshot snapshot() {
    return new Snapshot(stored.get(), published.get(), consumed.get(), fired.get());
  }

  void eventsStored(int count) {
    stored.addAndGet(count);
  }

  void eventsPublished(int count) {
    published.addAndGet(count);
  }

  void recordConsumed() {
    consumed.incrementAndGet();
  }

  /** Counts one deadline whose effect was committed. */
  public void deadlineFired() {
    fired.incrementAndGet();
  }
}
