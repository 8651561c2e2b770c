package io.rmaflow.kit.web.limits;

import io.rmaflow.kit.web.Turns;
import io.rmaflow.kit.web.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many calls at once before the database, so many more waiting for them in the order of their
 * arrival, and nobody beyond: who comes then is told so at once, and who waits knows for how long
 * at most. So nothing piles up where nobody sees it, and the time of those who are let in depends
 * on how many may wait and not on how many come.
 */
final class Room implements Turns {

  private final Semaphore inside;
  private final Semaphore atWork;
  private final Duration patience;

  /**
   * @param atOnce how many work
   * @param waiting how many may wait beside them; at least 0
   * @param patience how long each of them waits
   */
  Room(int atOnce, int waiting, Duration patience) {
    if (atOnce < 1 || waiting < 0) {
      throw new IllegalArgumentException(
          "at least one call at a time, and none or some that wait: " + atOnce + ", " + waiting);
    }
    this.inside = new Semaphore(atOnce + waiting);
    this.atWork = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  @Override
  public Duration patience() {
    return patience;
  }

  @Override
  public void comeIn() {
    if (!inside.tryAcquire()) {
      throw overloaded();
    }
  }

  @Override
  public void leave() {
    inside.release();
  }

  @Override
  public void begin(long nanos) {
    boolean begun = false;
    try {
      begun = atWork.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    if (!begun) {
      throw overloaded();
    }
  }

  @Override
  public void finish() {
    atWork.release();
  }

  private static Unavailable overloaded() {
    return new Unavailable(
        1,
        "OVERLOADED",
        "混み合っています。しばらくしてから再送してください。",
        "Too many calls at once; try again shortly.");
  }
}
