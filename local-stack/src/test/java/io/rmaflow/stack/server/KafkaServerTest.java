package io.rmaflow.stack.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

  @TempDir Path folder;

  @Test
  void keepsTopicsAndRecordsOverARestart() throws Exception {
    Path data = folder.resolve("kafka");
    int port = Ports.anyFree();
    try (KafkaServer server = KafkaServer.start(data, port)) {
      server.createTopics();
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", server.bootstrapServers(), "acks", "all"),
              new StringSerializer(),
              new StringSerializer())) {
        producer.send(new ProducerRecord<>("rma.events", 3, "key", "kept")).get(20, SECONDS);
      }
    }
    try (KafkaServer server = KafkaServer.start(data, port)) {
      server.createTopics();
      assertThat(firstIn(server, new TopicPartition("rma.events", 3))).isEqualTo("kept");
    }
  }

  @Test
  void hasTheTopicsOfTheThreeServicesWithNoLimitOfTime_twelvePartitionsForEvents_oneForProofs()
      throws Exception {
    try (KafkaServer server = KafkaServer.start(folder.resolve("kafka"), Ports.anyFree());
        Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
      server.createTopics();
      server.createTopics();

      assertThat(admin.listTopics().names().get(20, SECONDS))
          .containsExactlyInAnyOrder(
              "contract.events",
              "rma.events",
              "notification.events",
              "contract.proofs",
              "rma.proofs",
              "notification.proofs");
      for (String topic :
          Set.of("contract.events", "rma.events", "notification.events", "rma.proofs")) {
        var described = admin.describeTopics(Set.of(topic)).allTopicNames().get(20, SECONDS);
        assertThat(described.values())
            .singleElement()
            .satisfies(
                each -> assertThat(each.partitions()).hasSize(topic.equals("rma.proofs") ? 1 : 12));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var configs = admin.describeConfigs(Set.of(resource)).all().get(20, SECONDS);
        assertThat(configs.values())
            .singleElement()
            .satisfies(each -> assertThat(each.get("retention.ms").value()).isEqualTo("-1"));
      }
    }
  }

  @Test
  void doesNotMakeATopicBecauseSomebodyWritesToIt() {
    try (KafkaServer server = KafkaServer.start(folder.resolve("kafka"), Ports.anyFree());
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", server.bootstrapServers(), "max.block.ms", "2000"),
                new StringSerializer(),
                new StringSerializer())) {
      assertThatThrownBy(
              () -> producer.send(new ProducerRecord<>("mistyped", "x")).get(20, SECONDS))
          .rootCause()
          .isInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  private static String firstIn(KafkaServer server, TopicPartition partition) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", server.bootstrapServers());
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      return Awaitility.await()
          .pollInSameThread()
          .atMost(Duration.ofSeconds(20))
          .until(() -> consumer.poll(Duration.ofMillis(200)), records -> !records.isEmpty())
          .iterator()
          .next()
          .value();
    }
  }
}
