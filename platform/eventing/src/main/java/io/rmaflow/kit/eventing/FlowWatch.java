package io.rmaflow.kit.eventing;

import io.rmaflow.kit.jdbc.Legible;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Notices what stands still on its way in and out: partitions in which records wait, by the ends of
 * the topics and what all instances of the service have taken in, and the publisher, by its token
 * and the events behind it. Works on real time.
 */
final class FlowWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(FlowWatch.class);
  private static final int LONGEST_FAILURE = 500;
  private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(5);

  /** A stall is noticed this part of its time late at most. */
  private static final int LOOKS = 6;

  private final TopicEnds ends;
  private final InboxTables tables;
  private final JdbcOutboxStatus published;
  private final Set<String> topics;
  private final Duration stalledAfter;
  private final InstantSource machine;
  private final Map<TopicPartition, Failure> failures = new ConcurrentHashMap<>();
  private final Standstills<TopicPartition, Long> partitions = new Standstills<>();
  private final Standstills<String, String> outbox = new Standstills<>();
  private volatile List<Stalled> stalled = List.of();
  private volatile @Nullable Instant notPublishingSince;
  private @Nullable ScheduledExecutorService looking;
  private boolean blind;

  FlowWatch(
      TopicEnds ends,
      InboxTables tables,
      JdbcOutboxStatus published,
      Set<String> topics,
      Duration stalledAfter,
      InstantSource machine) {
    this.ends = ends;
    this.tables = tables;
    this.published = published;
    this.topics = topics;
    this.stalledAfter = stalledAfter;
    this.machine = machine;
  }

  /**
   * A partition that does not move.
   *
   * @param offset of the record that is next
   * @param since real time
   * @param waiting records from that one on
   * @param lastFailure what happened to it in this process; absent where nothing did
   */
  record Stalled(
      String topic,
      int partition,
      long offset,
      Instant since,
      long waiting,
      @Nullable String lastFailure) {}

  /** Those that stood still at the last look for as long as is taken for a fault. */
  List<Stalled> stalled() {
    return stalled;
  }

  /** Since when the publisher has not moved although it could; nothing where it does. */
  Optional<Instant> notPublishingSince() {
    return Optional.ofNullable(notPublishingSince);
  }

  /** Keeps why a record is to be tried again; said once for each. */
  void failed(IncomingRecord record, Throwable failure) {
    Failure before =
        failures.put(
            new TopicPartition(record.topic(), record.partition()),
            new Failure(record.offset(), Legible.failure(failure, LONGEST_FAILURE)));
    if (before == null || before.offset() != record.offset()) {
      log.warn("{} is tried again until it succeeds", record.place(), failure);
    }
  }

  @Override
  public synchronized void start() {
    if (looking == null) {
      ScheduledExecutorService executor =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().name("flow-watch").daemon().factory());
      long interval = Math.max(1, stalledAfter.toMillis() / LOOKS);
      var unused =
          executor.scheduleWithFixedDelay(
              this::tryToLook, interval, interval, TimeUnit.MILLISECONDS);
      looking = executor;
    }
  }

  @Override
  public synchronized void stop() {
    if (looking != null) {
      looking.shutdownNow();
      looking = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return looking != null;
  }

  private void tryToLook() {
    try {
      lookOut();
      lookIn();
      blind = false;
    } catch (RuntimeException | Error e) {
      if (!blind) {
        log.warn("it cannot be seen whether everything moves; trying until it can", e);
      }
      blind = true;
    }
  }

  /** Looks now at what is to go out, as the timer does. */
  synchronized void lookOut() {
    Map<String, String> behind = new HashMap<>();
    published.behindAt().ifPresent(place -> behind.put(KafkaPublisher.PROCESSOR, place));
    Instant now = machine.instant();
    Instant since = outbox.look(behind, now).get(KafkaPublisher.PROCESSOR);
    boolean stands = since != null && !now.isBefore(since.plus(stalledAfter));
    if (stands && notPublishingSince == null) {
      log.error("no event has been published since {}, although there are some", since);
    } else if (!stands && notPublishingSince != null) {
      log.info("events are published again");
    }
    notPublishingSince = stands ? since : null;
  }

  /** Looks now at what is to come in, as the timer does. */
  synchronized void lookIn() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, Long> waiting = new HashMap<>();
    for (String topic : topics) {
      Map<Integer, Long> end = ends.of(topic, BROKER_ANSWERS_WITHIN);
      Map<Integer, Long> next = tables.progress(topic);
      end.forEach(
          (number, last) -> {
            long offset = next.getOrDefault(number, 0L);
            if (offset < last) {
              TopicPartition partition = new TopicPartition(topic, number);
              offsets.put(partition, offset);
              waiting.put(partition, last - offset);
            }
          });
    }
    Instant now = machine.instant();
    Map<TopicPartition, Instant> standing = partitions.look(offsets, now);
    List<Stalled> found =
        standing.entrySet().stream()
            .filter(stands -> !now.isBefore(stands.getValue().plus(stalledAfter)))
            .map(
                stands ->
                    stalled(
                        stands.getKey(),
                        offsets.getOrDefault(stands.getKey(), 0L),
                        stands.getValue(),
                        waiting.getOrDefault(stands.getKey(), 0L)))
            .sorted(Comparator.comparing(Stalled::topic).thenComparing(Stalled::partition))
            .toList();
    report(found);
    stalled = found;
  }

  private Stalled stalled(TopicPartition partition, long offset, Instant since, long waiting) {
    Failure failure = failures.get(partition);
    return new Stalled(
        partition.topic(),
        partition.partition(),
        offset,
        since,
        waiting,
        failure != null && failure.offset() == offset ? failure.text() : null);
  }

  private void report(List<Stalled> found) {
    for (Stalled each : found) {
      if (stalled.stream().noneMatch(before -> same(before, each))) {
        log.error(
            "{}-{} has stood at offset {} since {}, {} records wait: {}",
            each.topic(),
            each.partition(),
            each.offset(),
            each.since(),
            each.waiting(),
            each.lastFailure() == null ? "no failure is known here" : each.lastFailure());
      }
    }
    for (Stalled before : stalled) {
      if (found.stream().noneMatch(each -> same(before, each))) {
        log.info("{}-{} moves again", before.topic(), before.partition());
      }
    }
  }

  private static boolean same(Stalled one, Stalled other) {
    return one.topic().equals(other.topic()) && one.partition() == other.partition();
  }

  private record Failure(long offset, String text) {}
}
