package io.rmaflow.kit.eventing;

import static io.rmaflow.kit.desk.StandingCommand.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CustomerId;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.StandingCommand.Resume;
import io.rmaflow.kit.desk.StandingCommand.Suspend;
import io.rmaflow.kit.desk.Topic;
import io.rmaflow.stack.server.KafkaServer;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.stack.server.PostgresServer;
import io.rmaflow.testkit.BaseBackup;
import io.rmaflow.testkit.TestPostgres.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A base backup and the write-ahead log behind it bring a database back to a point in the past,
 * while the broker knows what came after it.
 */
class RestoredDatabaseTest {

  private static final Recording BY_DESK =
      Recording.of("desk-7", Instant.parse("2026-05-01T01:30:00Z"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final CustomerId BEFORE_THE_BACKUP = new CustomerId("C-1000");
  private static final CustomerId BEFORE_THE_POINT = new CustomerId("C-2000");
  private static final CustomerId AFTER_THE_POINT = new CustomerId("C-3000");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void comesBackToThePoint_takesInAgainWhatOthersTold_andRefusesToWorkWhileItsTopicIsAhead()
      throws Exception {
    Path archive = folder.resolve("archive");
    BaseBackup backup = new BaseBackup(folder.resolve("base"));
    try (KafkaServer kafka = KafkaServer.start(folder.resolve("kafka"), Ports.anyFree())) {
      KafkaServer.createTopics(kafka.bootstrapServers());
      try (PostgresServer server =
          PostgresServer.startArchiving(folder.resolve("data"), Ports.anyFree(), archive)) {
        execute(server, "create database desk");
        try (Desk desk = open(server, kafka)) {
          suspend(desk, BEFORE_THE_BACKUP);
          tell(kafka, desk, 0, "before the backup");
          backup.take(server, folder.resolve("data"));
          suspend(desk, BEFORE_THE_POINT);
          tell(kafka, desk, 1, "before the point");
          execute(server, "select pg_create_restore_point('before_the_mistake')");
          suspend(desk, AFTER_THE_POINT);
          desk.bean(Commands.class).send(Resume.of(BEFORE_THE_POINT), BY_DESK);
          tell(kafka, desk, 2, "after the point");
          await().atMost(PATIENCE).until(() -> desk.bean(OutboxStatus.class).caughtUp());
          // the broker is told how far this was taken in
          await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
        }
        backup.archiveTheRest(server, archive);
      }

      Path restored = folder.resolve("restored");
      backup.restore(restored, archive, "recovery_target_name = 'before_the_mistake'");
      try (PostgresServer server =
          PostgresServer.start(restored, Ports.anyFree(), PostgresServer.Durability.DURABLE)) {
        BaseBackup.awaitPromotion(server);

        Throwable refused = catchThrowable(() -> open(server, kafka).close());
        assertThat(refused)
            .rootCause()
            .hasMessageContaining("rma.events is ahead of this database by at least 2 events")
            .hasMessageContaining("docs/backup.md");

        beginTopicAnew(kafka, "rma.events");
        execute(database(server), afterRestore());
        try (Desk desk = open(server, kafka)) {
          await().atMost(PATIENCE).until(() -> desk.bean(OutboxStatus.class).caughtUp());
          await().atMost(PATIENCE).until(() -> desk.taken("settings-1").size() == 3);
          assertThat(desk.taken("settings-1"))
              .as("the offsets that the broker knows are those of later")
              .containsExactly("before the backup", "before the point", "after the point");

          assertThat(published(kafka, BEFORE_THE_BACKUP)).containsExactly("0");
          assertThat(published(kafka, BEFORE_THE_POINT)).containsExactly("0");
          assertThat(published(kafka, AFTER_THE_POINT)).isEmpty();

          suspend(desk, AFTER_THE_POINT);
          desk.bean(Commands.class).send(Resume.of(BEFORE_THE_POINT), BY_DESK);
          await().atMost(PATIENCE).until(() -> desk.bean(OutboxStatus.class).caughtUp());
          assertThat(published(kafka, AFTER_THE_POINT)).containsExactly("0");
          assertThat(published(kafka, BEFORE_THE_POINT)).containsExactly("0", "1");

          PostgresEventStorageEngine engine = desk.bean(PostgresEventStorageEngine.class);
          for (CustomerId each : List.of(BEFORE_THE_BACKUP, BEFORE_THE_POINT, AFTER_THE_POINT)) {
            assertThat(engine.firstBroken(stream(each))).isEmpty();
          }
          assertThat(
                  desk.database()
                      .sql("select epoch from event_epoch order by epoch")
                      .query(Integer.class)
                      .list())
              .containsExactly(1, 2);
        }
        open(server, kafka).close();
      }
    }
  }

  private static Desk open(PostgresServer server, KafkaServer kafka) {
    return Desk.open(
        database(server),
        "restored-desk",
        Map.of("spring.kafka.bootstrap-servers", kafka.bootstrapServers()));
  }

  private static Database database(PostgresServer server) {
    return new Database(
        "desk", server.jdbcUrl("desk"), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
  }

  private static void suspend(Desk desk, CustomerId customer) {
    desk.bean(Commands.class).send(Suspend.of(customer), BY_DESK);
  }

  private static void tell(KafkaServer kafka, Desk desk, long sequence, String value)
      throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> record =
          Topic.record(Topic.setting("settings-1", sequence, value));
      producer.send(record).get(20, TimeUnit.SECONDS);
    }
    await().atMost(PATIENCE).until(() -> desk.taken("settings-1").size() == sequence + 1);
  }

  private static List<String> published(KafkaServer kafka, CustomerId customer) {
    return Topic.read(kafka.bootstrapServers(), "rma.events", stream(customer)).stream()
        .map(record -> Topic.headers(record).get("ce_streamsequence"))
        .toList();
  }

  private static void beginTopicAnew(KafkaServer kafka, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
      await()
          .atMost(PATIENCE)
          .until(() -> !admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(topic));
    }
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              KafkaServer.createTopics(kafka.bootstrapServers());
              return true;
            });
  }

  /** What an operator runs then, as it is shipped; the topic of others stays as it was here. */
  private static String afterRestore() throws Exception {
    return Files.readString(
            Path.of("../../docker/backup/topics-begin-anew.sql"), StandardCharsets.UTF_8)
        .replaceAll("(?m)^delete from consumer_progress;.*$", "");
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    execute(
        new Database(
            "postgres",
            server.jdbcUrl("postgres"),
            PostgresServer.SUPERUSER,
            PostgresServer.SUPERUSER),
        sql);
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
