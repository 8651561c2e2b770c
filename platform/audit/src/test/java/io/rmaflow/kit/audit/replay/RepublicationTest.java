package io.rmaflow.kit.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.audit.replay.RepublicationJobs.Status;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.StandingCommand;
import io.rmaflow.kit.desk.StandingCommand.Resume;
import io.rmaflow.kit.desk.StandingCommand.Suspend;
import io.rmaflow.kit.desk.Topic;
import io.rmaflow.kit.eventing.CatchUp;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.OutboxStatus;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.Republishing;
import io.rmaflow.kit.eventing.Republishing.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Events on their topic once more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepublicationTest {

  private Desk desk;

  @BeforeAll
  void open() {
    desk = Desk.open();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private RepublicationJobs jobs() {
    return desk.bean(RepublicationJobs.class);
  }

  private CustomerId suspendedAndResumed() {
    CustomerId customer = new CustomerId("C-" + UUID.randomUUID() + "0");
    Recording byDesk = Recording.of("desk-1", Desk.OPENING);
    desk.bean(Commands.class).send(Suspend.of(customer), byDesk);
    desk.bean(Commands.class).send(Resume.of(customer), byDesk);
    await().until(() -> desk.bean(OutboxStatus.class).caughtUp());
    return customer;
  }

  private String submit(Selection selection) {
    String id = UUID.randomUUID().toString();
    String end = Objects.requireNonNull(desk.bean(Republishing.class).end());
    jobs()
        .submit(
            id,
            selection,
            end,
            desk.bean(Republishing.class).count(selection, end),
            "admin-1",
            Desk.OPENING);
    desk.bean(RepublicationRunner.class).wake();
    return id;
  }

  private RepublicationJobs.Job ended(String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> jobs().find(id).orElseThrow().finishedAt() != null);
    return jobs().find(id).orElseThrow();
  }

  private static List<Map<String, String>> onTheTopic(String stream) {
    return Topic.read("rma.events", stream).stream().map(Topic::headers).toList();
  }

  @Test
  void aStreamComesOnceMoreInItsOrder_markedAndOtherwiseAsItWas() {
    String stream = StandingCommand.stream(suspendedAndResumed());
    String other = StandingCommand.stream(suspendedAndResumed());
    List<Map<String, String>> first = onTheTopic(stream);
    assertThat(first).hasSize(2);

    String id = submit(new Selection(Set.of(), stream, null, null));
    RepublicationJobs.Job done = ended(id);

    assertThat(done.status()).isEqualTo(Status.COMPLETED);
    assertThat(done.eventsTotal()).isEqualTo(2);
    assertThat(done.eventsSent()).isEqualTo(2);
    List<Map<String, String>> all = onTheTopic(stream);
    assertThat(all).hasSize(4);
    for (int i = 0; i < 2; i++) {
      Map<String, String> again = all.get(2 + i);
      assertThat(again.remove("ce_republished")).isEqualTo(id);
      assertThat(again).isEqualTo(first.get(i));
    }
    assertThat(onTheTopic(other)).hasSize(2);
  }

  @Test
  void onlyTheAskedTypesOfAPeriodComeAgain() {
    desk.clock().set(Desk.OPENING.plus(Duration.ofDays(1)));
    String before = StandingCommand.stream(suspendedAndResumed());
    desk.clock().set(Desk.OPENING.plus(Duration.ofDays(2)));
    String within = StandingCommand.stream(suspendedAndResumed());
    desk.clock().set(Desk.OPENING.plus(Duration.ofDays(3)));
    String after = StandingCommand.stream(suspendedAndResumed());

    String id =
        submit(
            new Selection(
                Set.of("CustomerServiceResumed"),
                null,
                Desk.OPENING.plus(Duration.ofDays(2)),
                Desk.OPENING.plus(Duration.ofDays(3))));

    assertThat(ended(id).eventsSent()).isEqualTo(1);
    assertThat(onTheTopic(before)).hasSize(2);
    assertThat(onTheTopic(after)).hasSize(2);
    assertThat(onTheTopic(within)).hasSize(3);
    assertThat(onTheTopic(within).getLast().get("ce_type"))
        .isEqualTo("rmaflow.rma.CustomerServiceResumed.v1");
  }

  @Test
  void whoeverTakesItOverGoesOnWhereItWas() {
    String stream = StandingCommand.stream(suspendedAndResumed());
    Selection selection = new Selection(Set.of(), stream, null, null);
    String end = Objects.requireNonNull(desk.bean(Republishing.class).end());
    String afterTheFirst = desk.bean(Republishing.class).next(selection, null, end, 1).next();
    String id = UUID.randomUUID().toString();
    // an instance that has published the first event, and then died
    desk.transaction()
        .executeWithoutResult(
            status -> {
              jobs().submit(id, selection, end, 2, "admin-1", Desk.OPENING);
              jobs().claim("killed", Duration.ofMillis(200), Desk.OPENING);
              jobs()
                  .reached(
                      id, "killed", Duration.ofMillis(200), afterTheFirst, 1, Duration.ofMillis(5));
            });

    RepublicationJobs.Job done = ended(id);

    assertThat(done.eventsSent()).isEqualTo(2);
    assertThat(onTheTopic(stream))
        .extracting(headers -> headers.get("ce_streamsequence"))
        .containsExactly("0", "1", "1");
  }

  @Test
  void whoHasTakenAnEventInPassesOverItWhenItComesAgain() throws Exception {
    String stream = "settings-" + UUID.randomUUID();
    Topic.send(
        Topic.record(Topic.setting(stream, 0, "a")), Topic.record(Topic.setting(stream, 1, "b")));
    ProducerRecord<String, byte[]> again = Topic.record(Topic.setting(stream, 0, "a"));
    again.headers().add("ce_republished", "r-1".getBytes(StandardCharsets.UTF_8));
    Topic.send(again, Topic.record(Topic.setting(stream, 2, "c")));
    assertThat(desk.bean(CatchUp.class).toEndOf("contract.events", Duration.ofSeconds(20)))
        .isTrue();

    assertThat(desk.taken(stream)).containsExactly("a", "b", "c");
    List<ConsumerRecord<String, byte[]>> records = Topic.read("contract.events", stream);
    assertThat(records).hasSize(4);
  }
}
