package io.rmaflow.kit.deadline;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.deadline.DeadlineTable.Entry;
import io.rmaflow.kit.eventing.Activity;
import io.rmaflow.kit.eventing.Retryable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fires one due deadline after the other. Taking it from the table and everything that follows from
 * it is one transaction, so it fires once, in whichever instance of the service.
 */
final class PostgresDeadlinePoller implements DeadlinePoller, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(PostgresDeadlinePoller.class);

  private static final int RACES = 5;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final DeadlineTable table;
  private final DeadlineDelivery delivery;
  private final TransactionTemplate transaction;
  private final BusinessClock clock;
  private final WakeUp wakeUp;
  private final DeadlineSettings settings;
  private final Activity activity;
  private final Runnable onFailure;

  private volatile boolean running;
  private volatile boolean firing;
  private @Nullable Thread thread;

  PostgresDeadlinePoller(
      DeadlineTable table,
      DeadlineDelivery delivery,
      TransactionTemplate transaction,
      BusinessClock clock,
      WakeUp wakeUp,
      DeadlineSettings settings,
      Activity activity,
      Runnable onFailure) {
    this.table = table;
    this.delivery = delivery;
    this.transaction = transaction;
    this.clock = clock;
    this.wakeUp = wakeUp;
    this.settings = settings;
    this.activity = activity;
    this.onFailure = onFailure;
  }

  @Override
  public void wake() {
    wakeUp.call();
  }

  @Override
  public Optional<Instant> nextDue() {
    return table.nextDue();
  }

  @Override
  public boolean idle(Instant now) {
    return !firing && !table.anyDue(now);
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      thread = Thread.ofPlatform().name("deadlines").start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    wakeUp.call();
    Thread stopping = thread;
    thread = null;
    if (stopping != null) {
      try {
        stopping.join(TimeUnit.SECONDS.toMillis(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the framework, which handles what is due; before the web server. */
  @Override
  public int getPhase() {
    return SpringAxonConfiguration.LIFECYCLE_PHASE + 512;
  }

  private void run() {
    boolean outage = false;
    while (running) {
      try {
        boolean fired = fireNext();
        outage = false;
        if (!fired) {
          wakeUp.await(settings.pollingInterval());
        }
      } catch (InterruptedException e) {
        running = false;
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        if (!outage) {
          log.warn("deadlines cannot be read; trying until they can", e);
          outage = true;
        }
        waitAfterFailure();
      }
    }
  }

  private void waitAfterFailure() {
    try {
      wakeUp.await(settings.pollingInterval());
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
    }
  }

  /** Whether one was due; it may have failed. */
  private boolean fireNext() {
    Attempt attempt = new Attempt();
    firing = true;
    try {
      for (int race = 1; ; race++) {
        try {
          boolean fired = Boolean.TRUE.equals(transaction.execute(status -> fireWithin(attempt)));
          if (fired) {
            activity.deadlineFired();
          }
          return fired;
        } catch (RuntimeException e) {
          Entry due = attempt.due;
          if (due == null) {
            throw e;
          }
          if (race == RACES || !Retryable.isLostRace(e)) {
            failed(due, e);
            return true;
          }
        }
      }
    } finally {
      firing = false;
    }
  }

  private boolean fireWithin(Attempt attempt) {
    Optional<Entry> due = table.lockNextDue(clock.now());
    if (due.isEmpty()) {
      return false;
    }
    attempt.due = due.get();
    table.delete(due.get().id());
    delivery.deliver(due.get());
    return true;
  }

  private void failed(Entry due, RuntimeException failure) {
    Duration wait = wait(due.attempts());
    transaction.executeWithoutResult(
        status -> table.failed(due.id(), failure.toString(), wait.toMillis() / 1000.0));
    onFailure.run();
    log.error(
        "deadline {} of {} {}, due {}, failed; attempt {}, the next one in {}",
        due.name(),
        due.scope().type(),
        due.scope().id(),
        due.due(),
        due.attempts() + 1,
        wait,
        failure);
  }

  /** 1 s, 2 s, 4 s … up to 5 min, by the machine's clock. */
  static Duration wait(int failedBefore) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(failedBefore, 20));
    return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }

  private static final class Attempt {
    private @Nullable Entry due;
  }
}
