package io.rmaflow.stack.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Waits until a stack has worked off what calls have left behind (events on their way, mails that
 * are due), so that its cost is counted to those calls and not to the next.
 */
final class Quiet implements AutoCloseable {

  /** Which topics each service takes in, by its database. */
  private static final Map<String, List<String>> TOPICS =
      Map.of(
          "contract", List.of("rma.events"),
          "rma", List.of("contract.events"),
          "notification", List.of("contract.events", "rma.events"));

  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int CALM_WINDOWS = 3;

  /** What a stack that does nothing may use beyond its measured idling, of one processor. */
  private static final double TOLERANCE = 0.05;

  private final Supplier<ProcessorTimes> times;
  private final KafkaConsumer<byte[], byte[]> broker;
  private final Map<String, Connection> databases = new HashMap<>();

  /**
   * @param times of the stack's processes, as they are now
   * @param jdbcUrl of a database by its name; a superuser's
   */
  Quiet(
      Supplier<ProcessorTimes> times,
      String bootstrapServers,
      UnaryOperator<String> jdbcUrl,
      String superuser) {
    this.times = times;
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    this.broker =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      for (String database : TOPICS.keySet()) {
        databases.put(
            database, DriverManager.getConnection(jdbcUrl.apply(database), superuser, superuser));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Could not look into the databases of the stack", e);
    }
  }

  /**
   * Waits, and tells what had been used when everything was done.
   *
   * @param idleMillisPerSecond what all processes use together when there is nothing to do
   * @throws IllegalStateException where the stack has not come to rest after 90 s
   */
  ProcessorTimes await(double idleMillisPerSecond) {
    double calm =
        (idleMillisPerSecond + TOLERANCE * 1000)
            * WINDOW.toMillis()
            / Duration.ofSeconds(1).toMillis();
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      ProcessorTimes first = times.get();
      if (staysCalm(first, calm) && nothingIsLeft()) {
        return first;
      }
    }
    throw new IllegalStateException(
        "the stack has not come to rest after " + LIMIT.toSeconds() + " s");
  }

  private boolean staysCalm(ProcessorTimes first, double calm) {
    ProcessorTimes last = first;
    for (int window = 0; window < CALM_WINDOWS; window++) {
      pause(WINDOW);
      ProcessorTimes now = times.get();
      if (now.since(last).all() > calm) {
        return false;
      }
      last = now;
    }
    return true;
  }

  /** Milliseconds that each process uses in a second, as it goes on for this long. */
  ProcessorTimes used(Duration during) {
    ProcessorTimes before = times.get();
    pause(during);
    return times.get().since(before);
  }

  /** Whether no record waits to be taken in, and no mail to be sent. */
  boolean nothingIsLeft() {
    for (var each : TOPICS.entrySet()) {
      for (String topic : each.getValue()) {
        if (anyWaits(each.getKey(), topic)) {
          return false;
        }
      }
    }
    return number(
            "notification",
            """
            select count(*) from delivery
            where status = 'SENDING'
               or status in ('QUEUED', 'RETRYING', 'UNKNOWN') and next_attempt_at <= now()
            """)
        == 0;
  }

  private boolean anyWaits(String database, String topic) {
    List<TopicPartition> partitions =
        broker.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    long written = broker.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    long taken =
        number(
            database,
            "select coalesce(sum(next_offset), 0) from consumer_progress where topic = '"
                + topic
                + "'");
    return taken < written;
  }

  private long number(String database, String query) {
    Connection connection = databases.get(database);
    if (connection == null) {
      throw new IllegalArgumentException(database);
    }
    try (Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("Could not look into " + database, e);
    }
  }

  private static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }

  @Override
  public void close() {
    broker.close();
    for (Connection connection : databases.values()) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException("Could not leave a database of the stack", e);
      }
    }
  }
}
