package io.rmaflow.rma.whatif;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Retryable;
import io.rmaflow.kit.loop.Loop;
import io.rmaflow.rma.casefile.PastCase;
import io.rmaflow.rma.casefile.PastCases;
import io.rmaflow.rma.casefile.PolicyHistory;
import io.rmaflow.rma.cover.EarlierCover;
import io.rmaflow.rma.intake.KnownReader;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.rma.whatif.WhatIfRuns.Progress;
import io.rmaflow.rma.whatif.WhatIfRuns.Run;
import io.rmaflow.time.JapanTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works runs off, one after the other, some cases at a time: they are read in a transaction that
 * writes nothing, so that no reader of events waits for it, and what came of them is recorded with
 * the place of the last. A run that was broken off goes on there.
 */
@Component
class WhatIfRunner implements SmartLifecycle, Loop.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(WhatIfRunner.class);

  /** Cases of one transaction. */
  private static final int BATCH = 200;

  /** Real time; a batch takes a second or so. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final WhatIfRuns runs;
  private final PastCases cases;
  private final KnownReader known;
  private final Intake intake;
  private final EarlierCover cover;
  private final BusinessClock clock;
  private final TransactionTemplate reading;
  private final TransactionTemplate writing;
  private final String worker = UUID.randomUUID().toString();
  private final Semaphore work = new Semaphore(0);
  private final Loop loop = new Loop("what-if", this::round, this::pause);

  WhatIfRunner(
      WhatIfRuns runs,
      PastCases cases,
      KnownReader known,
      Intake intake,
      EarlierCover cover,
      BusinessClock clock,
      PlatformTransactionManager transactions) {
    this.runs = runs;
    this.cases = cases;
    this.known = known;
    this.intake = intake;
    this.cover = cover;
    this.clock = clock;
    this.reading = new TransactionTemplate(transactions);
    reading.setReadOnly(true);
    this.writing = new TransactionTemplate(transactions);
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
    loop.stop(loop::interrupt, LEASE);
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
    Optional<Run> run = runs.claim(worker, LEASE);
    if (run.isPresent()) {
      toTheEnd(run.get());
    } else {
      pause();
    }
  }

  private void pause() throws InterruptedException {
    if (work.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }

  private void toTheEnd(Run run) {
    Instant from = JapanTime.startOfDay(run.from());
    Instant to = JapanTime.endOfDay(run.to());
    long all = cases.count(from, to);
    Redecision redecision =
        new Redecision(
            intake, run.supposed(), PolicyHistory.of(cover.policies(null)), run.askedAt());
    PastCases.Place after = run.after();
    while (loop.goesOn()) {
      long begin = System.nanoTime();
      List<PastCases.Place> places = cases.submitted(from, to, after, BATCH);
      if (places.isEmpty()) {
        runs.done(run.runId(), worker, clock.now());
        LOG.info("what-if run {} is done: {} cases", run.runId(), all);
        return;
      }
      List<Finding> findings =
          Objects.requireNonNull(reading.execute(status -> decided(places, redecision)));
      PastCases.Place last = places.getLast();
      long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      Progress progress = new Progress(all, places.size(), findings, last, millis);
      boolean goesOn =
          Boolean.TRUE.equals(
              writing.execute(status -> runs.advance(run, worker, LEASE, progress)));
      if (!goesOn) {
        return;
      }
      after = last;
    }
  }

  private List<Finding> decided(List<PastCases.Place> places, Redecision redecision) {
    List<Finding> findings = new ArrayList<>();
    for (PastCases.Place place : places) {
      try {
        PastCase past = cases.of(place.caseId());
        findings.addAll(
            redecision.of(
                past, known.asOfThen(past.report(), past.judgedAt(), redecision.policyOf(past))));
      } catch (RuntimeException failure) {
        if (Retryable.isTransient(failure) || !loop.goesOn()) {
          throw failure;
        }
        LOG.debug("case {} cannot be decided again", place.caseId(), failure);
        findings.add(
            new Finding(
                Finding.Kind.UNDECIDABLE,
                place.caseId().value(),
                null,
                null,
                List.of(),
                failure.getClass().getSimpleName()));
      }
    }
    return findings;
  }
}
