package io.rmaflow.testkit;

import io.rmaflow.stack.server.KafkaServer;
import io.rmaflow.stack.server.Ports;
import java.nio.file.Path;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A Kafka broker of the test run. */
public final class TestKafka implements AutoCloseable {

  /** The image of the container, the version of the clients. */
  public static final String IMAGE = "apache/kafka:4.2.1";

  private final Runnable stop;
  private final String bootstrapServers;

  private TestKafka(Runnable stop, String bootstrapServers) {
    this.stop = stop;
    this.bootstrapServers = bootstrapServers;
  }

  static TestKafka embedded(Path data) {
    KafkaServer server = KafkaServer.start(data, Ports.anyFree());
    return new TestKafka(server::close, server.bootstrapServers());
  }

  static TestKafka inContainer() {
    KafkaContainer container =
        new KafkaContainer(DockerImageName.parse(IMAGE))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    container.start();
    return new TestKafka(container::stop, container.getBootstrapServers());
  }

  /** What a client needs to find the broker. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Creates {@link KafkaServer#TOPICS} where they do not exist. */
  public void createTopics() {
    KafkaServer.createTopics(bootstrapServers);
  }

  @Override
  public void close() {
    stop.run();
  }
}
