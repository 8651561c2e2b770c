package io.rmaflow.eventstore;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the coordinator of a pooled streaming processor ({@code coordinatorExecutor}) and shortens
 * its waiting, which the framework has fixed:
 *
 * <ul>
 *   <li>after failures it doubles its waiting up to 60 s; here it waits {@code longest} at most, so
 *       that events go on soon after the database has come back;
 *   <li>when its segments have 1,024 events each to work on, it waits 100 ms before it hands out
 *       more, by which time they have long run dry: a replay could not be faster than some ten
 *       thousand events a second for each segment. Here it waits {@link #FULL}.
 * </ul>
 */
public final class PromptScheduler extends ScheduledThreadPoolExecutor {

  private static final Duration FULL_OF_THE_FRAMEWORK = Duration.ofMillis(100);
  private static final Duration FULL = Duration.ofMillis(2);

  private static final Logger LOG = LoggerFactory.getLogger(PromptScheduler.class);

  private final String name;
  private final Duration longest;

  /**
   * @param name of the processor
   * @param longest no task waits longer than this
   */
  public PromptScheduler(String name, Duration longest) {
    super(1, Thread.ofPlatform().name(name + "-coordinator").daemon().factory());
    this.name = name;
    this.longest = longest;
    setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    Duration asked = Duration.of(delay, unit.toChronoUnit());
    Duration wait =
        asked.equals(FULL_OF_THE_FRAMEWORK) ? FULL : asked.compareTo(longest) > 0 ? longest : asked;
    return super.schedule(() -> runAndTell(command), wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The framework goes on after exceptions only, and says nothing of an error. */
  private void runAndTell(Runnable command) {
    try {
      command.run();
    } catch (Error e) {
      LOG.error("The coordinator of {} ends by an error until the process starts anew", name, e);
      throw e;
    }
  }
}
