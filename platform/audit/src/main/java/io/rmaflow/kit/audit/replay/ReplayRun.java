package io.rmaflow.kit.audit.replay;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.audit.replay.ReplayJobs.Job;
import io.rmaflow.kit.audit.replay.ReplayJobs.Status;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.EventHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One attempt to build a read model anew: into the shadows, from the first event on; compared with
 * the live tables as of one instant; and where they differ and that was asked for, put in place
 * while nobody writes to them. An attempt that breaks off is followed by one that begins anew.
 */
final class ReplayRun {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);

  /** How many of the differences are kept. */
  private static final int KEPT = 1_000;

  /** Writers are held up this long at most before the swap is put off, real time. */
  private static final long LOCK_MILLIS = 300;

  private static final Duration PUT_OFF = Duration.ofMillis(200);
  private static final int LOCK_ATTEMPTS = 1_000;

  /** What writers made of rows that were wrong may be wrong once more. */
  private static final int ROUNDS = 5;

  private final Job job;
  private final Projection projection;
  private final Projection.Building building;
  private final EventHistory history;
  private final ReplayJobs jobs;
  private final Shadows shadows;
  private final ReplaySettings settings;
  private final BusinessClock clock;
  private final BooleanSupplier goesOn;
  private final TransactionTemplate transaction;
  private final TransactionTemplate asOfOneInstant;
  private final TransactionTemplate apart;
  private final long began = System.nanoTime();

  ReplayRun(
      Job job,
      Projection projection,
      Projection.Building building,
      EventHistory history,
      ReplayJobs jobs,
      Shadows shadows,
      ReplaySettings settings,
      BusinessClock clock,
      PlatformTransactionManager transactions,
      BooleanSupplier goesOn) {
    this.job = job;
    this.projection = projection;
    this.building = building;
    this.history = history;
    this.jobs = jobs;
    this.shadows = shadows;
    this.settings = settings;
    this.clock = clock;
    this.goesOn = goesOn;
    this.transaction = new TransactionTemplate(transactions);
    this.asOfOneInstant = new TransactionTemplate(transactions);
    asOfOneInstant.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /**
   * Does it, or gives it back where this instance stops.
   *
   * @throws ReplayJobs.Lost where somebody else has taken it over
   */
  void toTheEnd() throws InterruptedException {
    transaction.executeWithoutResult(
        status -> {
          jobs.hold();
          jobs.requireMine(job);
          shadows.prepare(projection);
        });
    if (!build()) {
      jobs.release(job);
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          jobs.hold();
          jobs.requireMine(job);
          shadows.analyze();
        });
    long differ = compare();
    for (int round = 1; differ > 0 && !job.compareOnly(); round++) {
      if (round > ROUNDS) {
        finish(
            Status.FAILED, "rows still differ after they were put in place " + ROUNDS + " times");
        return;
      }
      putInPlace();
      differ = stillDiffering();
    }
    finish(Status.COMPLETED, null);
  }

  private void finish(Status status, @Nullable String problem) {
    transaction.executeWithoutResult(
        transactionStatus -> {
          jobs.hold();
          jobs.requireMine(job);
          shadows.clear();
          jobs.lastProgress(
              job,
              history.lookedAt(),
              history.lookedAt(),
              Duration.ofNanos(System.nanoTime() - began));
          jobs.finish(job, status, problem, clock.now());
        });
  }

  /** Whether it came to the end, and not that of this instance. */
  private boolean build() throws InterruptedException {
    List<EventEnvelope<?>> events = history.next(settings.batch());
    while (!events.isEmpty()) {
      if (!goesOn.getAsBoolean()) {
        return false;
      }
      long batchBegan = System.nanoTime();
      List<EventEnvelope<?>> batch = events;
      transaction.executeWithoutResult(
          status -> {
            jobs.hold();
            jobs.requireMine(job);
            shadows.notDurable();
            shadows.within(() -> apply(batch));
          });
      events = history.next(settings.batch());
      Thread.sleep(Duration.ofNanos((long) ((System.nanoTime() - batchBegan) * settings.rest())));
    }
    return true;
  }

  private void apply(List<EventEnvelope<?>> events) {
    events.forEach(building::apply);
    building.endOfBatch();
    // what is written at the end of a transaction has to be written while it means the shadows
    TransactionSynchronizationUtils.triggerBeforeCommit(false);
  }

  private void applyAll(List<EventEnvelope<?>> events) {
    apply(events);
    building.settle();
  }

  private long compare() {
    List<Difference> first = new ArrayList<>();
    long differ = comparing(() -> first.addAll(shadows.differences(projection, KEPT)));
    transaction.executeWithoutResult(
        status -> {
          jobs.hold();
          jobs.requireMine(job);
          jobs.found(job, differ, first);
        });
    return differ;
  }

  private long stillDiffering() {
    return comparing(() -> {});
  }

  /**
   * Live tables and events as of one instant: a read model commits with its events, so that both
   * say the same without anybody waiting.
   */
  private long comparing(Runnable whatDiffers) {
    Long differ =
        asOfOneInstant.execute(
            status -> {
              jobs.hold();
              // in a transaction of its own, as this one sees nothing of what others do meanwhile
              apart.executeWithoutResult(other -> jobs.requireMine(job));
              shadows.within(() -> applyAll(history.rest()));
              history
                  .missing()
                  .ifPresent(
                      missing -> {
                        throw new SourceIncomplete(missing);
                      });
              long found = shadows.compare(projection);
              whatDiffers.run();
              return found;
            });
    return differ == null ? 0 : differ;
  }

  /**
   * Whoever has written to the tables has committed by then, so that the rest of the events is all
   * that they say; whoever is about to waits, and goes on with the new rows.
   */
  private void putInPlace() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.executeWithoutResult(status -> putInPlaceNow());
        return;
      } catch (WritersBusy e) {
        if (attempt == LOCK_ATTEMPTS) {
          throw e;
        }
        LOG.debug("replay {}: its tables are in use", job.replayId());
        Thread.sleep(PUT_OFF);
      }
    }
  }

  private void putInPlaceNow() {
    jobs.hold();
    jobs.requireMine(job);
    try {
      shadows.lock(projection, LOCK_MILLIS);
    } catch (PessimisticLockingFailureException e) {
      throw new WritersBusy(e);
    }
    shadows.within(() -> applyAll(history.rest()));
    jobs.changed(job, shadows.putInPlace(projection));
  }

  /** The tables could not be had; nothing was read yet that would be lost. */
  private static final class WritersBusy extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    WritersBusy(Throwable cause) {
      super("others write to the tables all the time", cause);
    }
  }

  /** The source no longer has all that the live view was made of. */
  static final class SourceIncomplete extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    SourceIncomplete(String missing) {
      super("applied once and not to be had any more: " + missing);
    }
  }
}
