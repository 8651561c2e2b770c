package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Works for a segment of a pooled streaming processor a moment after it was asked to. The framework
 * hands the events of one page over one by one, and asks at the first: a worker that began at once
 * would take it alone, and the other events of the same commit would be a batch, a transaction and
 * a record batch of their own, here and for everybody who takes them in.
 */
final class GatheringExecutor extends ScheduledThreadPoolExecutor {

  private final Duration moment;

  /**
   * One thread.
   *
   * @param name of the processor
   * @param moment how long to wait, real time
   */
  GatheringExecutor(String name, Duration moment) {
    super(1, Thread.ofPlatform().name(name).daemon().factory());
    this.moment = moment;
  }

  @Override
  public Future<?> submit(Runnable task) {
    return schedule(task, moment.toNanos(), TimeUnit.NANOSECONDS);
  }
}
