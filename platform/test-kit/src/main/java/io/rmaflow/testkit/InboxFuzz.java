package io.rmaflow.testkit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Good events of a topic with ten times as many bad records among them, and what a service has made
 * of them. Closing takes them away again, so that nobody else has to read them. The seed is {@code
 * -Drmaflow.fuzz.seed}, or always the same.
 */
public final class InboxFuzz implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InboxFuzz.class);
  private static final int BAD = 5_000;

  private final DataSource database;
  private final String bootstrapServers;
  private final String topic;
  private final Set<Place> bad = new HashSet<>();
  private final Map<Integer, Long> ends = new HashMap<>();

  private record Place(int partition, long offset) {}

  private InboxFuzz(DataSource database, String bootstrapServers, String topic) {
    this.database = database;
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /**
   * An event as it stands on its topic.
   *
   * @param type as on the wire, such as {@code rmaflow.rma.NoteAdded.v1}
   * @param json its payload
   */
  public static ProducerRecord<String, byte[]> event(
      String type, String stream, long sequence, String json) {
    String at = "2026-05-01T00:00:00Z";
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", stream + "-" + sequence);
    headers.put("ce_type", type);
    headers.put("ce_source", "/rmaflow/test");
    headers.put("ce_subject", stream);
    headers.put("ce_time", at);
    headers.put("ce_streamsequence", Long.toString(sequence));
    headers.put("ce_occurredat", at);
    headers.put("ce_correlationid", "fuzz");
    headers.put("ce_causationid", "fuzz");
    headers.put("ce_actor", "desk-1");
    headers.put("content-type", "application/json");
    return Records.of(
        type.split("\\.", -1)[1] + ".events",
        stream,
        headers,
        json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends all of them, the good ones in their order, and waits until the broker has them.
   *
   * @param database of the service that takes them in
   * @param good events that have to take effect
   * @param samples events of which bad ones are made; they name nothing that the good ones name
   */
  public static InboxFuzz send(
      DataSource database,
      String topic,
      List<ProducerRecord<String, byte[]>> good,
      List<ProducerRecord<String, byte[]>> samples) {
    long seed = Long.getLong("rmaflow.fuzz.seed", 20_260_501L);
    LOG.info("{} bad records among {} good ones of {}, seed {}", BAD, good.size(), topic, seed);
    InboxFuzz fuzz = new InboxFuzz(database, TestServers.kafka().bootstrapServers(), topic);
    String run = UUID.randomUUID().toString().substring(0, 8);
    FuzzedRecords fuzzed = new FuzzedRecords(seed, run, topic, samples);
    Deque<ProducerRecord<String, byte[]>> left = new ArrayDeque<>(good);
    Random order = new Random(seed);
    List<Future<RecordMetadata>> sentBad = new ArrayList<>();
    List<Future<RecordMetadata>> sentGood = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                fuzz.bootstrapServers,
                "max.in.flight.requests.per.connection",
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int toSend = BAD + left.size(); toSend > 0; toSend--) {
        if (order.nextInt(toSend) < left.size()) {
          ProducerRecord<String, byte[]> next = left.removeFirst();
          sentGood.add(
              producer.send(
                  new ProducerRecord<>(
                      topic,
                      null,
                      next.key().getBytes(StandardCharsets.UTF_8),
                      next.value(),
                      next.headers())));
        } else {
          sentBad.add(producer.send(fuzzed.next()));
        }
      }
      producer.flush();
    }
    sentBad.forEach(
        sent -> fuzz.bad.add(new Place(fuzz.noted(sent).partition(), sent.resultNow().offset())));
    sentGood.forEach(fuzz::noted);
    return fuzz;
  }

  private RecordMetadata noted(Future<RecordMetadata> sent) {
    if (sent.state() != Future.State.SUCCESS) {
      throw new IllegalStateException("the broker did not take every record");
    }
    RecordMetadata metadata = sent.resultNow();
    ends.merge(metadata.partition(), metadata.offset() + 1, Math::max);
    return metadata;
  }

  /**
   * Waits until the service has passed all of them.
   *
   * @throws IllegalStateException where it has not within {@code atMost} of real time
   */
  public void awaitTakenIn(Duration atMost) {
    long start = System.nanoTime();
    Map<Integer, Long> next = Map.of();
    while (System.nanoTime() - start < atMost.toNanos()) {
      next = progress();
      Map<Integer, Long> seen = next;
      if (ends.entrySet().stream()
          .allMatch(end -> seen.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
        LOG.info(
            "taken in within {} s: {}",
            Duration.ofNanos(System.nanoTime() - start).toSeconds(),
            parked());
        return;
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("stands at " + next + ", to go to " + ends);
  }

  /** How many of the bad ones lie parked, by status. */
  public Map<String, Integer> parked() {
    Map<String, Integer> parked = new TreeMap<>();
    forEachParked(
        row -> {
          if (bad.contains(new Place(row.getInt("partition"), row.getLong("record_offset")))) {
            parked.merge(row.getString("status"), 1, Integer::sum);
          }
        });
    return parked;
  }

  /** How many of the good ones lie parked. */
  public int goodOnesParked() {
    List<Long> parked = new ArrayList<>();
    forEachParked(
        row -> {
          long offset = row.getLong("record_offset");
          int partition = row.getInt("partition");
          if (!bad.contains(new Place(partition, offset))
              && offset >= firstOffset(partition)
              && offset < ends.getOrDefault(partition, 0L)) {
            parked.add(row.getLong("id"));
          }
        });
    return parked.size();
  }

  private long firstOffset(int partition) {
    return bad.stream()
        .filter(place -> place.partition() == partition)
        .mapToLong(Place::offset)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** The IDs of the bad ones that lie parked. */
  public List<Long> parkedIds() {
    List<Long> ids = new ArrayList<>();
    forEachParked(
        row -> {
          if (bad.contains(new Place(row.getInt("partition"), row.getLong("record_offset")))) {
            ids.add(row.getLong("id"));
          }
        });
    return ids;
  }

  @Override
  public void close() {
    List<Long> ids = parkedIds();
    try (Connection connection = database.getConnection();
        PreparedStatement sql =
            connection.prepareStatement("delete from parked_event where id = any(?)")) {
      sql.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
      sql.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    Map<TopicPartition, RecordsToDelete> done = new HashMap<>();
    ends.forEach(
        (partition, end) ->
            done.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(end)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.deleteRecords(done).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<Integer, Long> progress() {
    Map<Integer, Long> progress = new HashMap<>();
    forEach(
        "select partition, next_offset from consumer_progress where topic = ?",
        row -> progress.put(row.getInt(1), row.getLong(2)));
    return progress;
  }

  private void forEachParked(Seen seen) {
    forEach("select id, partition, record_offset, status from parked_event where topic = ?", seen);
  }

  private void forEach(String query, Seen seen) {
    try (Connection connection = database.getConnection();
        PreparedStatement sql = connection.prepareStatement(query)) {
      sql.setString(1, topic);
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          seen.row(row);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Seen {
    void row(ResultSet row) throws SQLException;
  }
}
