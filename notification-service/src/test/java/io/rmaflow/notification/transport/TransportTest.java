package io.rmaflow.notification.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.notification.NotificationServiceApplication;
import io.rmaflow.stack.server.MailSink;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.stack.server.PostgresServer;
import io.rmaflow.testkit.Records;
import io.rmaflow.testkit.SecuredKafka;
import io.rmaflow.testkit.SecuredKafka.Right;
import io.rmaflow.testkit.TestCertificates;
import io.rmaflow.testkit.TestIdentity;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The service with servers that take nobody but over TLS and, on the broker, with an account whose
 * rights are those of {@code docker/kafka-acls.txt}: by configuration alone, as {@code
 * docs/operations.md} has it. The servers' certificate is for {@code localhost}.
 */
class TransportTest {

  private static final Path RIGHTS = Path.of("../docker/kafka-acls.txt");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  private static @Nullable Servers servers;

  /** What all the tests share. */
  private record Servers(
      TestCertificates certificates,
      TestCertificates others,
      PostgresServer postgres,
      SecuredKafka kafka,
      MailSink mail)
      implements AutoCloseable {

    static Servers start(Path folder) {
      TestCertificates certificates =
          TestCertificates.make(folder.resolve("certificates"), "localhost");
      PostgresServer postgres =
          PostgresServer.startEncrypted(
              folder.resolve("postgres"),
              Ports.anyFree(),
              certificates.certificate(),
              certificates.key());
      postgres.createDatabase("notification");
      return new Servers(
          certificates,
          TestCertificates.make(folder.resolve("others"), "localhost"),
          postgres,
          SecuredKafka.start(folder.resolve("kafka"), certificates, Right.allIn(RIGHTS)),
          MailSink.startEncrypted(folder.resolve("mail"), 0, certificates.context()));
    }

    String database(String host, String parameters) {
      return "jdbc:postgresql://" + host + ":" + postgres.port() + "/notification?" + parameters;
    }

    @Override
    public void close() {
      mail.close();
      kafka.close();
      postgres.close();
    }
  }

  @BeforeAll
  static void start() {
    servers = Servers.start(folder);
  }

  @AfterAll
  static void stop() {
    servers().close();
  }

  private static Servers servers() {
    Servers started = servers;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  @Test
  void aMailGoesOut_overEncryptedConnectionsAlone_withNoMoreRightsThanAreListed() throws Exception {
    try (ConfigurableApplicationContext service = service()) {
      assertThat(service.isRunning()).isTrue();
      CaseId caseId = new CaseId(UUID.randomUUID().toString());
      try (KafkaProducer<String, byte[]> desk = producer("rma-service")) {
        desk.send(
                Records.of(
                    caseId.value(),
                    0,
                    Instant.parse("2026-05-01T01:30:00Z"),
                    new CaseEvent.FirstContactOverdue(
                        caseId, new CustomerId("C-1001"), Instant.parse("2026-05-01T01:30:00Z"))))
            .get(20, TimeUnit.SECONDS);
      }

      await().atMost(PATIENCE).until(() -> !servers().mail().mails().isEmpty());
      assertThat(servers().mail().mails().getFirst().to())
          .containsExactly("support-lead@rmaflow.example");
      assertThat(connections("where not s.ssl")).isZero();
      assertThat(connections("where s.version = 'TLSv1.3' and a.usename = 'notification_service'"))
          .isPositive();
    }
  }

  @Nested
  class Postgres {

    @Test
    void isBelievedByItsAuthorityAndItsName() throws Exception {
      try (Connection connection =
          connect("localhost", trusting(servers().certificates().authority()))) {
        assertThat(connection.isValid(5)).isTrue();
      }
    }

    @Test
    void ofAnotherAuthorityIsRefused() {
      assertThatThrownBy(() -> connect("localhost", trusting(servers().others().authority())))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("PKIX path");
    }

    @Test
    void underAnotherNameIsRefused() {
      assertThatThrownBy(() -> connect("127.0.0.1", trusting(servers().certificates().authority())))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("127.0.0.1");
    }

    @Test
    void takesNobodyInTheClear() {
      assertThatThrownBy(() -> connect("localhost", "sslmode=disable"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("no encryption");
    }

    private static String trusting(Path authority) {
      return "sslmode=verify-full&sslrootcert=" + authority;
    }

    private static Connection connect(String host, String parameters) throws SQLException {
      return DriverManager.getConnection(
          servers().database(host, parameters), "notification_service", "notification_service");
    }
  }

  @Nested
  class Kafka {

    @Test
    void ofAnotherAuthorityIsRefused() {
      assertThat(
              failureOf(
                  servers()
                      .kafka()
                      .client(
                          "rma-service",
                          SecuredKafka.passwordOf("rma-service"),
                          servers().others().authority())))
          .isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void underAnotherNameIsRefused() {
      Map<String, Object> client = servers().kafka().client("rma-service");
      client.put("bootstrap.servers", "127.0.0.1:" + servers().kafka().port());

      assertThat(failureOf(client)).isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void letsNobodyInWithAWrongPassword() {
      assertThat(
              failureOf(
                  servers()
                      .kafka()
                      .client("rma-service", "guessed", servers().certificates().authority())))
          .isInstanceOf(SaslAuthenticationException.class);
    }

    private static @Nullable Throwable failureOf(Map<String, Object> client) {
      try (Admin admin = Admin.create(client)) {
        admin.describeCluster().nodes().get(20, TimeUnit.SECONDS);
        return null;
      } catch (ExecutionException e) {
        return e.getCause();
      } catch (Exception e) {
        return e;
      }
    }

    /** Rows: who; columns: what may be read, written, and taken part in. */
    @Test
    void givesEachAccountWhatItNeedsAndNothingElse() throws Exception {
      assertThat(
              rightsOf(
                  "contract-service", "rma-service", "notification-service", "logistics-consumer"))
          .isEqualTo(
              """
              contract-service reads [rma.events] writes [contract.events] as [contract-service]
              rma-service reads [contract.events, notification.events] writes [rma.events] as [rma-service]
              notification-service reads [contract.events, rma.events] writes [notification.events] as [notification-service]
              logistics-consumer reads [rma.events] writes [] as [logistics-consumer]
              """);
    }

    @Test
    void refusesWhatIsTriedAllTheSame() {
      assertThatThrownBy(() -> write("contract-service", "rma.events"))
          .hasCauseInstanceOf(TopicAuthorizationException.class);
      // who may write nowhere is not even let begin
      assertThatThrownBy(() -> write("logistics-consumer", "rma.events"))
          .hasCauseInstanceOf(ClusterAuthorizationException.class);
      assertThatThrownBy(() -> read("contract-service", "notification.events", "contract-service"))
          .isInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(() -> read("logistics-consumer", "rma.events", "rma-service"))
          .isInstanceOf(GroupAuthorizationException.class);
      assertThatThrownBy(
              () -> {
                try (Admin admin = Admin.create(servers().kafka().client("rma-service"))) {
                  admin
                      .createTopics(List.of(new NewTopic("mine", 1, (short) 1)))
                      .all()
                      .get(20, TimeUnit.SECONDS);
                }
              })
          .hasCauseInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(
              () -> {
                try (Admin admin = Admin.create(servers().kafka().client("rma-service"))) {
                  admin
                      .describeAcls(org.apache.kafka.common.acl.AclBindingFilter.ANY)
                      .values()
                      .get(20, TimeUnit.SECONDS);
                }
              })
          .hasCauseInstanceOf(ClusterAuthorizationException.class);
    }

    private static String rightsOf(String... accounts) throws Exception {
      List<String> topics = List.of("contract.events", "rma.events", "notification.events");
      StringBuilder table = new StringBuilder();
      for (String account : accounts) {
        Set<String> read = new TreeSet<>();
        Set<String> written = new TreeSet<>();
        List<String> groups = new ArrayList<>();
        try (Admin admin = Admin.create(servers().kafka().client(account))) {
          for (String topic : topics) {
            Set<AclOperation> may = operations(admin, topic);
            if (may.contains(AclOperation.READ)) {
              read.add(topic);
            }
            if (may.contains(AclOperation.WRITE)) {
              written.add(topic);
            }
            assertThat(may)
                .isSubsetOf(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE);
          }
          for (String group : accounts) {
            if (mayTakePartIn(admin, group)) {
              groups.add(group);
            }
          }
        }
        table.append("%s reads %s writes %s as %s%n".formatted(account, read, written, groups));
      }
      return table.toString();
    }

    private static Set<AclOperation> operations(Admin admin, String topic) throws Exception {
      try {
        TopicDescription described =
            Objects.requireNonNull(
                admin
                    .describeTopics(
                        List.of(topic),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames()
                    .get(20, TimeUnit.SECONDS)
                    .get(topic));
        return described.authorizedOperations();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
        return Set.of();
      }
    }

    private static boolean mayTakePartIn(Admin admin, String group) throws Exception {
      try {
        var unused =
            admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(20, TimeUnit.SECONDS);
        return true;
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(GroupAuthorizationException.class);
        return false;
      }
    }
  }

  @Nested
  class Mail {

    @Test
    void isHandedOver_whereTheServerIsBelieved() throws Exception {
      connectTo("localhost", servers().certificates().authority(), servers().mail().port());
    }

    @Test
    void isNotHandedToAServerOfAnotherAuthority() {
      assertThatThrownBy(
              () -> connectTo("localhost", servers().others().authority(), servers().mail().port()))
          .isInstanceOf(MessagingException.class)
          .hasMessageContaining("TLS");
    }

    @Test
    void isNotHandedToAServerUnderAnotherName() {
      assertThatThrownBy(
              () ->
                  connectTo(
                      "127.0.0.1", servers().certificates().authority(), servers().mail().port()))
          .isInstanceOf(MessagingException.class)
          .hasMessageContaining("TLS");
    }

    @Test
    void isNotHandedOverInTheClear() {
      try (MailSink open = MailSink.start(folder.resolve("open"), 0)) {
        assertThatThrownBy(
                () -> connectTo("localhost", servers().certificates().authority(), open.port()))
            .isInstanceOf(MessagingException.class)
            .hasMessageContaining("STARTTLS is required");
      }
    }

    private static void connectTo(String host, Path authority, int port) {
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(SslAutoConfiguration.class, MailSenderAutoConfiguration.class))
          .withPropertyValues(mailSettings(host, authority, port))
          .run(context -> context.getBean(JavaMailSenderImpl.class).testConnection());
    }
  }

  // ---- as docs/operations.md has it

  private static ConfigurableApplicationContext service() {
    String authority = servers().certificates().authority().toString();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "server.port=0",
                "management.server.port=0",
                "spring.datasource.url="
                    + servers()
                        .database("localhost", "sslmode=verify-full&sslrootcert=" + authority),
                "spring.datasource.username=notification_service",
                "spring.datasource.password=notification_service",
                "spring.flyway.user=notification",
                "spring.flyway.password=notification",
                "spring.kafka.bootstrap-servers=localhost:" + servers().kafka().port(),
                "spring.kafka.security.protocol=SASL_SSL",
                "spring.kafka.ssl.bundle=inside",
                "spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
                "spring.kafka.properties.sasl.jaas.config="
                    + SecuredKafka.login(
                        "notification-service", SecuredKafka.passwordOf("notification-service")),
                "rmaflow.peers.contract=http://127.0.0.1:1",
                "rmaflow.peers.rma=http://127.0.0.1:1"));
    arguments.addAll(
        List.of(
            mailSettings(
                "localhost", servers().certificates().authority(), servers().mail().port())));
    TestIdentity.shared()
        .settings("notification-service")
        .forEach((name, value) -> arguments.add(name + "=" + value));
    return new SpringApplicationBuilder(NotificationServiceApplication.class)
        .run(arguments.stream().map(each -> "--" + each).toArray(String[]::new));
  }

  private static String[] mailSettings(String host, Path authority, int port) {
    return new String[] {
      "spring.ssl.bundle.pem.inside.truststore.certificate=file:" + authority,
      "spring.mail.host=" + host,
      "spring.mail.port=" + port,
      "spring.mail.ssl.bundle=inside",
      "spring.mail.properties.mail.smtp.starttls.enable=true",
      "spring.mail.properties.mail.smtp.starttls.required=true"
    };
  }

  private static KafkaProducer<String, byte[]> producer(String account) {
    Map<String, Object> settings = servers().kafka().client(account);
    settings.put("max.block.ms", 10_000);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static void write(String account, String topic) throws Exception {
    try (KafkaProducer<String, byte[]> producer = producer(account)) {
      producer.send(new ProducerRecord<>(topic, "k", new byte[0])).get(20, TimeUnit.SECONDS);
    }
  }

  private static void read(String account, String topic, String group) {
    Map<String, Object> settings = servers().kafka().client(account);
    settings.put("group.id", group);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      for (int i = 0; i < 50; i++) {
        var unused = consumer.poll(Duration.ofMillis(200));
      }
    }
  }

  /** Of the service's, as the server sees them. */
  private static long connections(String condition) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                servers().database("localhost", "sslmode=require"), "postgres", "postgres");
        Statement sql = connection.createStatement();
        ResultSet rows =
            sql.executeQuery(
                "select count(*) from pg_stat_ssl s join pg_stat_activity a using (pid) "
                    + condition
                    + " and a.client_addr is not null")) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
