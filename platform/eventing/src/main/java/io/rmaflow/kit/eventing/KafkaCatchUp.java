package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the ends of topics with the committed progress of all instances. */
final class KafkaCatchUp implements CatchUp, InboxStatus {

  private static final Logger log = LoggerFactory.getLogger(KafkaCatchUp.class);
  private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(2);

  private final TopicEnds ends;
  private final InboxTables tables;
  private final InboxSignal signal;
  private final Inbox inbox;

  /** What many callers ask at the same time goes to the database and to the broker once. */
  private final Map<Question, AskedTogether<Map<Integer, Long>>> questions =
      new ConcurrentHashMap<>();

  private record Question(String topic, Duration max) {}

  KafkaCatchUp(TopicEnds ends, InboxTables tables, InboxSignal signal, Inbox inbox) {
    this.ends = ends;
    this.tables = tables;
    this.signal = signal;
    this.inbox = inbox;
  }

  @Override
  public boolean toEndOf(String topic, Duration max) {
    long limit = System.nanoTime() + max.toNanos();
    Map<Integer, Long> end;
    try {
      end =
          questions
              .computeIfAbsent(
                  new Question(topic, max), asked -> new AskedTogether<>(() -> left(topic, max)))
              .ask();
    } catch (TopicEnds.BrokerSilent e) {
      log.warn("cannot catch up", e);
      return false;
    }
    if (end.isEmpty()) {
      return true;
    }
    Duration remaining = Duration.ofNanos(Math.max(0, limit - System.nanoTime()));
    return signal.awaitUntil(() -> reached(topic, end), remaining);
  }

  private Map<Integer, Long> left(String topic, Duration max) {
    return ends.beyond(topic, tables.progress(topic), max);
  }

  @Override
  public Set<String> topics() {
    return Set.copyOf(inbox.topics());
  }

  @Override
  public boolean caughtUp() {
    for (String topic : inbox.topics()) {
      if (!ends.beyond(topic, tables.progress(topic), BROKER_ANSWERS_WITHIN).isEmpty()) {
        return false;
      }
    }
    return !inbox.isProcessing();
  }

  private boolean reached(String topic, Map<Integer, Long> end) {
    Map<Integer, Long> progress = tables.progress(topic);
    return end.entrySet().stream()
        .allMatch(
            partition -> progress.getOrDefault(partition.getKey(), 0L) >= partition.getValue());
  }
}
