package io.rmaflow.stack.server;

import static java.util.Map.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker on 127.0.0.1 that is its own KRaft controller, its data in a folder that outlives
 * it. Topics are never made by writing to them.
 *
 * <p>Records survive the end of the process, however it ends; a loss of power may take the last
 * seconds, as the broker leaves flushing to the operating system.
 */
public final class KafkaServer implements AutoCloseable {

  /** The topics of the three services. */
  public static final List<String> TOPICS =
      List.of("contract.events", "rma.events", "notification.events");

  /** What each service signs of its log; one partition each. */
  public static final List<String> PROOFS =
      List.of("contract.proofs", "rma.proofs", "notification.proofs");

  /** Partitions of each topic. */
  public static final int PARTITIONS = 12;

  private static final Logger LOG = LoggerFactory.getLogger(KafkaServer.class);
  private static final Duration ADMIN_LIMIT = Duration.ofSeconds(60);
  private static final String TEN_YEARS_IN_MINUTES = "5256000";

  private final KafkaRaftServer server;
  private final int port;

  private KafkaServer(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the broker and waits until it takes requests.
   *
   * @param data folder of the data; made and formatted where it does not exist
   * @param port 1 to 65535, for clients; the controller listens on some free port
   */
  public static KafkaServer start(Path data, int port) {
    return start(data, port, List.of(), Map.of());
  }

  /**
   * How a broker knows its clients and they know it.
   *
   * @param keyStore PKCS12 with its key and certificate, whose name is {@code localhost}
   * @param admin the account that may do everything
   */
  public record Security(
      Path keyStore, String keyStorePassword, String admin, String adminPassword) {}

  /**
   * {@link #start(Path, int)} of a broker at {@code localhost} that takes nobody but over TLS and
   * with SCRAM-SHA-512, and lets them do what its list of rights names and nothing else.
   */
  public static KafkaServer startSecured(Path data, int port, Security security) {
    String listener = "listener.name.clients.";
    String login =
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(security.admin(), security.adminPassword());
    int controllerPort = Ports.anyFree();
    return start(
        data,
        port,
        List.of(
            "SCRAM-SHA-512=[name=%s,password=%s]"
                .formatted(security.admin(), security.adminPassword())),
        Map.ofEntries(
            entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            entry(
                "listeners",
                "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
            entry("advertised.listeners", "CLIENTS://localhost:" + port),
            entry("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT"),
            entry("inter.broker.listener.name", "CLIENTS"),
            entry("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512"),
            entry(listener + "sasl.enabled.mechanisms", "SCRAM-SHA-512"),
            entry(listener + "scram-sha-512.sasl.jaas.config", login),
            entry(listener + "ssl.keystore.type", "PKCS12"),
            entry(listener + "ssl.keystore.location", security.keyStore().toString()),
            entry(listener + "ssl.keystore.password", security.keyStorePassword()),
            entry(listener + "ssl.truststore.type", "PKCS12"),
            entry(listener + "ssl.truststore.location", security.keyStore().toString()),
            entry(listener + "ssl.truststore.password", security.keyStorePassword()),
            entry(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
            // the controller's own listener is for this very process
            entry("super.users", "User:ANONYMOUS;User:" + security.admin())));
  }

  private static KafkaServer start(
      Path data, int port, List<String> accounts, Map<String, String> others) {
    format(data, accounts);
    Map<String, String> settings = configuration(data, port, Ports.anyFree());
    settings.putAll(others);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties(settings)), Time.SYSTEM);
    server.startup();
    return new KafkaServer(server, port);
  }

  /** Creates those of {@link #TOPICS} and {@link #PROOFS} that do not exist. */
  public void createTopics() {
    createTopics(bootstrapServers());
  }

  /**
   * Creates those of {@link #TOPICS} and {@link #PROOFS} that do not exist in any cluster, with one
   * replica and no limit of time.
   *
   * @throws IllegalStateException where the cluster does not answer within 60 s
   */
  public static void createTopics(String bootstrapServers) {
    createTopics(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** {@link #createTopics(String)} for a client that needs more than an address. */
  public static void createTopics(Map<String, Object> client) {
    Object bootstrapServers = client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    List<NewTopic> topics =
        Stream.concat(
                TOPICS.stream().map(name -> new NewTopic(name, PARTITIONS, (short) 1)),
                PROOFS.stream().map(name -> new NewTopic(name, 1, (short) 1)))
            .map(topic -> topic.configs(Map.of("retention.ms", "-1")))
            .toList();
    try (Admin admin = Admin.create(client)) {
      for (var created : admin.createTopics(topics).values().entrySet()) {
        created.getValue().get(ADMIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("Could not create the topics at " + bootstrapServers, e);
      }
      LOG.debug("The topics exist at {}", bootstrapServers);
    } catch (TimeoutException e) {
      throw new IllegalStateException("No answer from Kafka at " + bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the topics are made", e);
    }
  }

  /** What a client needs to find the broker. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The clients' port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Waits until the broker has ended. */
  public void awaitEnd() {
    server.awaitShutdown();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path data, List<String> accounts) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      // A format that was cut short leaves no meta.properties, and nothing that anybody has used.
      Folders.delete(data);
      Files.createDirectories(data);
      new Formatter()
          .setPrintStream(out)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setControllerListenerName("CONTROLLER")
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setScramArguments(accounts)
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make " + data, e);
    } catch (Exception e) {
      throw new IllegalStateException(
          "Could not format " + data + ": " + said.toString(StandardCharsets.UTF_8), e);
    }
  }

  private static Map<String, String> configuration(Path data, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", data.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("num.partitions", "12");
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "4");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // A group that comes back after a long pause must not read everything again.
    settings.put("offsets.retention.minutes", TEN_YEARS_IN_MINUTES);
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    return settings;
  }

  private static java.util.Properties properties(Map<String, String> settings) {
    java.util.Properties properties = new java.util.Properties();
    properties.putAll(settings);
    return properties;
  }
}
