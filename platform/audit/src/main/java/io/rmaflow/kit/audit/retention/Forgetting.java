package io.rmaflow.kit.audit.retention;

import io.rmaflow.kit.audit.retention.Keeping.AtRest;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Retryable;
import io.rmaflow.kit.eventing.ServiceIdentity;
import io.rmaflow.kit.eventing.UnpublishedStreams;
import io.rmaflow.kit.eventing.UnpublishedStreams.Happened;
import io.rmaflow.time.JapanTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets whatever has rested long enough. Each thing goes in a transaction of its own, together
 * with its event, so that any number of instances may do it and end anywhere.
 */
class Forgetting {

  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
  private static final String AGGREGATE_TYPE = "Retention";
  private static final int AT_ONCE = 100;
  private static final int ATTEMPTS = 10;

  private final List<Keeping> keepings;
  private final RetentionDays settings;
  private final UnpublishedStreams streams;
  private final TransactionTemplate transaction;
  private final BusinessClock clock;
  private final ServiceIdentity service;
  private final AtomicLong forgotten = new AtomicLong();

  Forgetting(
      List<Keeping> keepings,
      RetentionDays settings,
      UnpublishedStreams streams,
      PlatformTransactionManager transactions,
      BusinessClock clock,
      ServiceIdentity service) {
    this.keepings = List.copyOf(keepings);
    this.settings = settings;
    this.streams = streams;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
    this.service = service;
  }

  /** What this service keeps. */
  List<Keeping> keepings() {
    return keepings;
  }

  /** For how many days a kind is kept; empty where it is kept for good. */
  OptionalInt days(Keeping keeping) {
    return settings.of(keeping.setting());
  }

  /** How many things this process has forgotten. */
  long forgotten() {
    return forgotten.get();
  }

  /**
   * Forgets what is due now.
   *
   * @throws RuntimeException the first failure, once everything else was tried
   */
  void forgetWhatIsDue() {
    RuntimeException first = null;
    for (Keeping keeping : keepings) {
      int failed = 0;
      OptionalInt days = days(keeping);
      if (days.isEmpty()) {
        continue;
      }
      Instant until = clock.now().minus(Duration.ofDays(days.getAsInt()));
      List<AtRest> due = keeping.atRest(until, 0, AT_ONCE);
      while (!due.isEmpty()) {
        for (AtRest thing : due) {
          try {
            forget(keeping, thing, until, days.getAsInt());
          } catch (RuntimeException failure) {
            failed++;
            LOG.warn("{} {} could not be forgotten", keeping.kind(), thing.id(), failure);
            first = first == null ? failure : first;
          }
        }
        // what could not be forgotten stands in front of the rest
        due = keeping.atRest(until, failed, AT_ONCE);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void forget(Keeping keeping, AtRest thing, Instant until, int days) {
    for (int attempt = 1; ; attempt++) {
      try {
        Boolean done =
            transaction.execute(
                status -> {
                  if (!keeping.forget(thing.id(), until)) {
                    return false;
                  }
                  record(keeping, thing, days);
                  return true;
                });
        if (Boolean.TRUE.equals(done)) {
          forgotten.incrementAndGet();
          LOG.info("{} {} was forgotten after {} days", keeping.kind(), thing.id(), days);
        }
        return;
      } catch (RuntimeException failure) {
        if (!Retryable.isLostRace(failure) || attempt == ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  private void record(Keeping keeping, AtRest thing, int days) {
    Instant now = clock.now();
    String stream = "retention-" + JapanTime.dateOf(now);
    long next = streams.lastSequence(stream).orElse(-1) + 1;
    streams.append(
        AGGREGATE_TYPE,
        stream,
        next,
        List.of(
            new Happened(
                new Forgotten(
                    keeping.kind(), thing.id(), thing.of(), thing.since(), keeping.setting(), days),
                service.name(),
                now)));
  }

  /** When the next thing is due, business time; it may have passed. */
  Optional<Instant> nextDue() {
    return keepings.stream()
        .flatMap(
            keeping -> {
              OptionalInt days = days(keeping);
              return days.isEmpty()
                  ? Optional.<Instant>empty().stream()
                  : keeping
                      .oldest()
                      .map(since -> since.plus(Duration.ofDays(days.getAsInt())))
                      .stream();
            })
        .min(Instant::compareTo);
  }
}
