package io.rmaflow.kit.audit.replay;

import io.rmaflow.kit.audit.replay.RepublicationJobs.Job;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Republishing;
import io.rmaflow.kit.loop.Loop;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes events once more, a batch at a time, and notes after each how far it has come: after a
 * crash between the two a batch goes out again.
 */
final class RepublicationRunner implements SmartLifecycle, Loop.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(RepublicationRunner.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int BATCH = 100;

  private final RepublicationJobs jobs;
  private final Republishing republishing;
  private final ReplaySettings settings;
  private final BusinessClock clock;
  private final String worker = UUID.randomUUID().toString();
  private final Semaphore work = new Semaphore(0);
  private final Loop loop = new Loop("republications", this::round, this::pause);

  RepublicationRunner(
      RepublicationJobs jobs,
      Republishing republishing,
      ReplaySettings settings,
      BusinessClock clock) {
    this.jobs = jobs;
    this.republishing = republishing;
    this.settings = settings;
    this.clock = clock;
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
    Optional<Job> job = jobs.claim(worker, settings.lease(), clock.now());
    if (job.isEmpty()) {
      pause();
      return;
    }
    try {
      publish(job.get());
    } finally {
      jobs.release(job.get().republicationId(), worker);
    }
  }

  private void pause() throws InterruptedException {
    if (work.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }

  private void publish(Job job) throws InterruptedException {
    String id = job.republicationId();
    String end = job.end();
    String reached = job.reached();
    boolean more = end != null;
    while (end != null && more && loop.goesOn()) {
      long began = System.nanoTime();
      Republishing.Piece piece = republishing.next(job.selection(), reached, end, BATCH);
      republishing.send(id, piece.events());
      reached = piece.next();
      more = piece.more();
      int sent = piece.events().size();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      Duration rest = Duration.ofSeconds(sent).dividedBy(settings.eventsPerSecond()).minus(took);
      if (!jobs.reached(
          id,
          worker,
          settings.lease(),
          reached,
          sent,
          rest.isNegative() ? took : took.plus(rest))) {
        LOG.warn("republication {} was taken over by somebody else", id);
        return;
      }
      if (!rest.isNegative()) {
        Thread.sleep(rest);
      }
    }
    if (!more) {
      jobs.finish(id, worker, clock.now());
      LOG.info("republication {} is done", id);
    }
  }
}
