package io.rmaflow.kit.deadline;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.deadline.DeadlineTable.Entry;
import io.rmaflow.kit.eventing.Activity;
import io.rmaflow.kit.eventing.Retryable;
import io.rmaflow.kit.jdbc.Legible;
import io.rmaflow.kit.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
final class PostgresDeadlinePoller implements DeadlinePoller, SmartLifecycle, Loop.Owner {

  private static final Logger log = LoggerFactory.getLogger(PostgresDeadlinePoller.class);

  private static final int RACES = 5;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration STOPPING = Duration.ofSeconds(10);

  /** What is kept of a failure's text. */
  private static final int LONGEST_REASON = 2_000;

  private final DeadlineTable table;
  private final DeadlineDelivery delivery;
  private final TransactionTemplate transaction;
  private final BusinessClock clock;
  private final WakeUp wakeUp;
  private final DeadlineSettings settings;
  private final Activity activity;
  private final Runnable onFailure;

  private final Loop loop;
  private volatile boolean firing;

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
    this.loop = new Loop("deadlines", this::round, this::waitForNext);
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
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(wakeUp::call, STOPPING);
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  @Override
  public Loop loop() {
    return loop;
  }

  /** After the framework, which handles what is due; before the web server. */
  @Override
  public int getPhase() {
    return SpringAxonConfiguration.LIFECYCLE_PHASE + 512;
  }

  private void round() throws InterruptedException {
    if (!fireNext()) {
      waitForNext();
    }
  }

  private void waitForNext() throws InterruptedException {
    wakeUp.await(settings.pollingInterval());
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
        } catch (RuntimeException | Error e) {
          Entry due = attempt.due;
          if (due == null || e instanceof OutOfMemoryError) {
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

  private void failed(Entry due, Throwable failure) {
    Duration wait = wait(due.attempts());
    String reason = Legible.failure(failure, LONGEST_REASON);
    transaction.executeWithoutResult(
        status -> table.failed(due.id(), reason, wait.toMillis() / 1000.0));
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
