package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the coordinator of a streaming processor and lets it wait a short time at most: after
 * failures the framework doubles its waiting up to 60 s, which would keep events from going out for
 * a minute after the database has come back.
 */
final class PromptScheduler extends ScheduledThreadPoolExecutor {

  private final Duration longest;

  /**
   * @param longest no task waits longer than this
   */
  PromptScheduler(String name, Duration longest) {
    super(1, Thread.ofPlatform().name(name + "-coordinator").daemon().factory());
    this.longest = longest;
    setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    long nanos = Math.min(unit.toNanos(delay), longest.toNanos());
    return super.schedule(command, nanos, TimeUnit.NANOSECONDS);
  }
}
