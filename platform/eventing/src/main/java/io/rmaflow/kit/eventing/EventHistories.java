package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens what read models were made of. */
public final class EventHistories {

  private final PostgresEventStorageEngine engine;
  private final EngineStreams streams;
  private final InboxTables tables;
  private final JdbcClient database;
  private final Set<String> topics;
  private final Map<String, Object> kafka;

  EventHistories(
      PostgresEventStorageEngine engine,
      EngineStreams streams,
      InboxTables tables,
      JdbcClient database,
      Set<String> topics,
      Map<String, Object> kafka) {
    this.engine = engine;
    this.streams = streams;
    this.tables = tables;
    this.database = database;
    this.topics = Set.copyOf(topics);
    this.kafka = Map.copyOf(kafka);
  }

  /** The topics that this service takes in. */
  public Set<String> topics() {
    return topics;
  }

  /**
   * From the first event on.
   *
   * @param own whether this service's own events belong to it
   * @param topics whose events do
   * @param wanted which of them
   */
  public EventHistory open(
      boolean own, Set<String> topics, Predicate<Class<? extends DomainEvent>> wanted) {
    List<EventSource> sources = new ArrayList<>();
    try {
      if (own) {
        sources.add(new OwnEvents(engine, streams, wanted, stored()));
      }
      for (String topic : new TreeSet<>(topics)) {
        sources.add(new AppliedRecords(topic, tables, consumer(), wanted));
      }
    } catch (RuntimeException e) {
      sources.forEach(EventSource::close);
      throw e;
    }
    return new EventHistory(sources);
  }

  private long stored() {
    return database.sql("select count(*) from stored_event").query(Long.class).single();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> consumer = new HashMap<>(kafka);
    consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
