package io.rmaflow.kit.audit.replay;

import io.rmaflow.kit.audit.replay.ReplayJobs.Job;
import io.rmaflow.kit.audit.replay.ReplayJobs.Status;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.EventHistories;
import io.rmaflow.kit.eventing.EventHistory;
import io.rmaflow.kit.eventing.Retryable;
import io.rmaflow.kit.jdbc.Legible;
import io.rmaflow.kit.loop.Loop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds read models anew, one after the other, in whichever instance is free first. */
final class ReplayRunner implements SmartLifecycle, Loop.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int LONGEST_PROBLEM = 1_000;

  private final Projections projections;
  private final ReplayJobs jobs;
  private final JdbcClient database;
  private final EventHistories histories;
  private final ReplaySettings settings;
  private final BusinessClock clock;
  private final PlatformTransactionManager transactions;
  private final Semaphore work = new Semaphore(0);
  private final Loop loop = new Loop("replays", this::round, this::pause);

  ReplayRunner(
      Projections projections,
      ReplayJobs jobs,
      JdbcClient database,
      EventHistories histories,
      ReplaySettings settings,
      BusinessClock clock,
      PlatformTransactionManager transactions) {
    this.projections = projections;
    this.jobs = jobs;
    this.database = database;
    this.histories = histories;
    this.settings = settings;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** There is something to do. */
  void wake() {
    work.release();
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(loop::interrupt, settings.lease());
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  @Override
  public Loop loop() {
    return loop;
  }

  private void round() throws InterruptedException {
    Optional<Job> job =
        jobs.anyToClaim()
            ? new TransactionTemplate(transactions)
                .execute(status -> jobs.claim(settings.lease(), clock.now()))
            : Optional.empty();
    if (job != null && job.isPresent()) {
      run(job.get());
    } else {
      pause();
    }
  }

  private void pause() throws InterruptedException {
    if (work.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }

  private void run(Job job) throws InterruptedException {
    try {
      attempt(job);
    } catch (ReplayJobs.Lost e) {
      LOG.warn("{}", e.getMessage());
    } catch (InterruptedException e) {
      jobs.release(job);
      throw e;
    } catch (RuntimeException | Error e) {
      if (!loop.goesOn() || Retryable.isTransient(e)) {
        LOG.info("replay {} begins anew: {}", job.replayId(), Legible.failure(e, LONGEST_PROBLEM));
        jobs.release(job);
        throw e;
      }
      LOG.warn("replay {} of {} is given up", job.replayId(), job.projection(), e);
      jobs.finish(job, Status.FAILED, Legible.failure(e, LONGEST_PROBLEM), clock.now());
    }
  }

  private void attempt(Job job) throws InterruptedException {
    Projection projection = projections.find(job.projection()).orElse(null);
    if (projection == null) {
      jobs.finish(
          job, Status.FAILED, "there is no projection " + job.projection() + " now", clock.now());
      return;
    }
    Projection.Building building = projection.building().get();
    try (EventHistory history =
        histories.open(projection.ofOwnEvents(), projection.topics(), building::concerns)) {
      Lease lease = new Lease(job, history);
      lease.keep();
      try {
        new ReplayRun(
                job,
                projection,
                building,
                history,
                jobs,
                new Shadows(database),
                settings,
                clock,
                transactions,
                loop::goesOn)
            .toTheEnd();
      } finally {
        lease.end();
      }
    }
  }

  /** Says beside the work how far it is, and that somebody is at it. */
  private final class Lease {

    private final Job job;
    private final EventHistory history;
    private final long began = System.nanoTime();
    private final Semaphore over = new Semaphore(0);
    private final Loop beside = new Loop("replay-lease", this::tell, this::waitForNext);

    Lease(Job job, EventHistory history) {
      this.job = job;
      this.history = history;
    }

    void keep() {
      beside.start();
    }

    void end() {
      beside.stop(over::release, settings.lease());
    }

    private void tell() throws InterruptedException {
      jobs.progress(job, settings.lease(), history.lookedAt(), total(), worked());
      waitForNext();
    }

    private void waitForNext() throws InterruptedException {
      boolean unused =
          over.tryAcquire(settings.lease().dividedBy(5).toMillis(), TimeUnit.MILLISECONDS);
    }

    private long total() {
      return Math.max(history.total(), history.lookedAt());
    }

    private Duration worked() {
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }
}
