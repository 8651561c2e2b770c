package io.rmaflow.kit.web.access;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Retryable;
import io.rmaflow.kit.eventing.UnpublishedStreams;
import io.rmaflow.kit.eventing.UnpublishedStreams.Happened;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The streams {@code access-<day>-<n>}: one for each day in Japan, by the business clock, and each
 * instance, which takes the first that nobody has begun. For one thread.
 */
final class AccessStreams {

  private static final String AGGREGATE_TYPE = "AccessLog";
  private static final int ATTEMPTS = 10;

  private final UnpublishedStreams streams;
  private final AccessTable table;
  private final TransactionTemplate transaction;
  private final BusinessClock clock;
  private @Nullable Place last;

  AccessStreams(
      UnpublishedStreams streams,
      AccessTable table,
      PlatformTransactionManager transactions,
      BusinessClock clock) {
    this.streams = streams;
    this.table = table;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Where the next event goes. */
  private record Place(LocalDate day, int number, long sequence) {
    String stream() {
      return "access-" + day + "-" + number;
    }
  }

  /**
   * Appends all of them, with their rows of the table, in one transaction. Where the end of an
   * earlier attempt is unknown, they may come to stand twice; never not at all.
   *
   * @throws RuntimeException where the database cannot
   */
  void append(List<AccessEvent> events) {
    Instant now = clock.now();
    List<Happened> happened =
        events.stream().map(event -> new Happened(event, event.actor(), now)).toList();
    for (int attempt = 1; ; attempt++) {
      Place place = next(JapanTime.dateOf(now));
      try {
        transaction.executeWithoutResult(
            status -> {
              streams.append(AGGREGATE_TYPE, place.stream(), place.sequence, happened);
              table.store(place.stream(), place.sequence, place.sequence + happened.size() - 1);
            });
        last = new Place(place.day, place.number, place.sequence + happened.size());
        return;
      } catch (RuntimeException failure) {
        // it may have been committed all the same: where the stream ends is asked again
        last = null;
        if (!Retryable.isLostRace(failure) || attempt == ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  private Place next(LocalDate day) {
    Place known = last;
    if (known != null && known.day.equals(day)) {
      return known;
    }
    for (int number = 1; ; number++) {
      OptionalLong taken = streams.lastSequence(new Place(day, number, 0).stream());
      if (taken.isEmpty()) {
        return new Place(day, number, 0);
      }
    }
  }
}
