package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes those who wait for the inbox, whenever it has progressed. */
final class InboxSignal {

  /** How soon the progress of other processes is seen, which nobody signals here. */
  private static final Duration OTHER_PROCESSES = Duration.ofMillis(25);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progressed = lock.newCondition();

  void progressed() {
    lock.lock();
    try {
      progressed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks again at every progress until the answer is yes.
   *
   * @return whether it became yes within {@code max} of real time
   */
  boolean awaitUntil(BooleanSupplier reached, Duration max) {
    long end = System.nanoTime() + max.toNanos();
    while (!reached.getAsBoolean()) {
      long remaining = end - System.nanoTime();
      if (remaining <= 0) {
        return false;
      }
      lock.lock();
      try {
        // a progress between the question and this wait is seen one interval later
        long unused = progressed.awaitNanos(Math.min(remaining, OTHER_PROCESSES.toNanos()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        lock.unlock();
      }
    }
    return true;
  }
}
