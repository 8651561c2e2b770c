package io.rmaflow.kit.eventing;

import static io.rmaflow.kit.desk.StandingCommand.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CustomerId;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.StandingCommand.Resume;
import io.rmaflow.kit.desk.StandingCommand.Suspend;
import io.rmaflow.kit.desk.Topic;
import io.rmaflow.testkit.TestPostgres.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishingTest {

  private static final Recording BY_DESK =
      new Recording(Instant.parse("2026-05-01T01:30:00Z"), "desk-7", "request-1", "click-1");

  private static final String BATCH_BEING_DELIVERED = KafkaPublisher.class.getName() + "$Batch";

  private static CustomerId customer() {
    return new CustomerId("C-" + UUID.randomUUID().toString().substring(0, 8) + "0");
  }

  private static void awaitPublished(Desk desk) {
    await().until(() -> desk.bean(OutboxStatus.class).caughtUp());
  }

  @Test
  void publishesAStreamInItsOrderUnderItsIdWithTheHeadersOfCloudEvents() {
    CustomerId customer = customer();
    try (Desk desk = Desk.open()) {
      Commands commands = desk.bean(Commands.class);
      commands.send(Suspend.of(customer), BY_DESK);
      commands.send(Resume.of(customer), BY_DESK);
      commands.send(Suspend.of(customer), BY_DESK);
      awaitPublished(desk);

      List<ConsumerRecord<String, byte[]>> records = Topic.read("rma.events", stream(customer));
      assertThat(records)
          .extracting(record -> Topic.headers(record).get("ce_streamsequence"))
          .containsExactly("0", "1", "2");
      assertThat(records)
          .extracting(record -> Topic.headers(record).get("ce_type"))
          .containsExactly(
              "rmaflow.rma.CustomerServiceSuspended.v1",
              "rmaflow.rma.CustomerServiceResumed.v1",
              "rmaflow.rma.CustomerServiceSuspended.v1");
      assertThat(Topic.headers(records.getFirst()))
          .contains(
              entry("ce_specversion", "1.0"),
              entry("ce_source", "/rmaflow/rma-service"),
              entry("ce_subject", stream(customer)),
              entry("ce_time", "2026-05-01T03:00:00Z"),
              entry("ce_occurredat", "2026-05-01T01:30:00Z"),
              entry("ce_correlationid", "request-1"),
              entry("ce_causationid", "click-1"),
              entry("ce_actor", "desk-7"),
              entry("content-type", "application/json"))
          .containsKeys("ce_id", "ce_dataschema");
      assertThat(new String(records.get(1).value(), StandardCharsets.UTF_8))
          .isEqualTo("{\"customerId\":\"" + customer.value() + "\"}");
      assertThat(desk.bean(Activity.class).snapshot().eventsStored()).isEqualTo(3);
      assertThat(desk.bean(Activity.class).snapshot().eventsPublished()).isEqualTo(3);
    }
  }

  @Test
  void publishesNothingOfWhatWasRolledBack() {
    CustomerId taken = customer();
    CustomerId kept = customer();
    try (Desk desk = Desk.open()) {
      Commands commands = desk.bean(Commands.class);
      desk.transaction()
          .executeWithoutResult(
              status -> {
                commands.send(Suspend.of(taken), BY_DESK);
                status.setRollbackOnly();
              });
      commands.send(Suspend.of(kept), BY_DESK);
      awaitPublished(desk);

      assertThat(Topic.read("rma.events", stream(taken))).isEmpty();
      assertThat(Topic.read("rma.events", stream(kept))).hasSize(1);
    }
  }

  @Test
  void publishesNothingThatAnOlderWriterCouldStillComeBefore() {
    CustomerId early = customer();
    CustomerId late = customer();
    try (Desk desk = Desk.open()) {
      Commands commands = desk.bean(Commands.class);
      PostgresEventStorageEngine engine = desk.bean(PostgresEventStorageEngine.class);
      desk.transaction()
          .executeWithoutResult(
              status -> {
                commands.send(Suspend.of(late), BY_DESK);
                // another connection commits meanwhile
                Thread other =
                    Thread.startVirtualThread(() -> commands.send(Suspend.of(early), BY_DESK));
                await().until(() -> !other.isAlive());
                assertThat(desk.bean(StoredStreams.class).events(stream(early))).hasSize(1);
                assertThat(engine.storedEventsAfter(null, 10)).isEmpty();
                assertThat(desk.bean(OutboxStatus.class).caughtUp()).isFalse();
              });
      awaitPublished(desk);

      assertThat(engine.storedEventsAfter(null, 10))
          .extracting(io.rmaflow.eventstore.StoredEvent::stream)
          .containsExactly(stream(late), stream(early));

      assertThat(Topic.read("rma.events", stream(early))).hasSize(1);
      assertThat(Topic.read("rma.events", stream(late))).hasSize(1);
    }
  }

  @Test
  void holdsNoReaderBackWhileTheBrokerIsAway() {
    try (Desk desk =
        Desk.open(
            Desk.newDatabase(),
            Desk.newName(),
            Map.of("spring.kafka.bootstrap-servers", "127.0.0.1:1"))) {
      Commands commands = desk.bean(Commands.class);
      commands.send(Suspend.of(customer()), BY_DESK);
      await().until(() -> publisherWaits());
      commands.send(Suspend.of(customer()), BY_DESK);

      await()
          .until(
              () ->
                  desk.bean(PostgresEventStorageEngine.class).storedEventsAfter(null, 10).size()
                      == 2);
      assertThat(publisherWaits()).isTrue();
      assertThat(desk.bean(OutboxStatus.class).caughtUp()).isFalse();
    }
  }

  @Test
  void anErrorWhilePublishingEndsTheBatchAndNotThePublisher() {
    CustomerId customer = customer();
    FailsOnce.failed.set(false);
    try (Desk desk =
        Desk.open(
            Desk.newDatabase(),
            Desk.newName(),
            Map.of(
                "spring.kafka.producer.properties.interceptor.classes",
                FailsOnce.class.getName()))) {
      desk.bean(Commands.class).send(Suspend.of(customer), BY_DESK);
      awaitPublished(desk);

      assertThat(FailsOnce.failed).isTrue();
      assertThat(Topic.read("rma.events", stream(customer))).hasSize(1);
    }
  }

  /** Throws an error at the first record. */
  public static final class FailsOnce implements ProducerInterceptor<String, byte[]> {

    private static final AtomicBoolean failed = new AtomicBoolean();

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> sent) {
      if (failed.compareAndSet(false, true)) {
        throw new NoClassDefFoundError("gone");
      }
      return sent;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata of, @Nullable Exception failure) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
  }

  private static boolean publisherWaits() {
    return Thread.getAllStackTraces().values().stream()
        .anyMatch(
            stack ->
                Arrays.stream(stack)
                    .anyMatch(frame -> frame.getClassName().startsWith(BATCH_BEING_DELIVERED)));
  }

  @Test
  void publishesAgainUnderTheSameIdWhereACrashKeptTheTokenFromBeingCommitted() throws SQLException {
    CustomerId customer = customer();
    Database database = Desk.newDatabase();
    String name = Desk.newName();
    try (Desk desk = Desk.open(database, name, Map.of())) {
      desk.bean(Commands.class).send(Suspend.of(customer), BY_DESK);
      awaitPublished(desk);
      desk.bean(Commands.class).send(Resume.of(customer), BY_DESK);
      awaitPublished(desk);
    }
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("update token_entry set token = null, token_type = null, owner = null");
    }
    try (Desk again = Desk.open(database, name, Map.of())) {
      await().until(() -> again.bean(Activity.class).snapshot().eventsPublished() == 2);
    }

    List<ConsumerRecord<String, byte[]>> records = Topic.read("rma.events", stream(customer));
    assertThat(records)
        .extracting(record -> Topic.headers(record).get("ce_streamsequence"))
        .containsExactly("0", "1", "0", "1");
    assertThat(Topic.headers(records.get(2))).isEqualTo(Topic.headers(records.get(0)));
  }
}
