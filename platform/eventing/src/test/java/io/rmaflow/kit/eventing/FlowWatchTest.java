package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.StandingCommand.Suspend;
import io.rmaflow.kit.desk.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.config.EventProcessingConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.QueryTimeoutException;

/** What stands still is seen; what could flow does. */
class FlowWatchTest {

  private static final Recording BY_DESK = Recording.of("desk-7", Desk.OPENING);

  @Test
  void standsSinceItWasFirstSeenAtAPlaceWithSomethingToDo() {
    Standstills<String, Integer> seen = new Standstills<>();
    Instant first = Instant.parse("2026-05-01T03:00:00Z");
    Instant second = first.plusSeconds(10);
    Instant third = first.plusSeconds(20);

    assertThat(seen.look(Map.of("a", 5, "b", 1), first)).isEqualTo(Map.of("a", first, "b", first));
    assertThat(seen.look(Map.of("a", 5, "b", 2), second))
        .isEqualTo(Map.of("a", first, "b", second));
    assertThat(seen.look(Map.of("b", 2), third)).isEqualTo(Map.of("b", second));
    assertThat(seen.look(Map.of("a", 5), third)).isEqualTo(Map.of("a", third));
  }

  @Test
  void aPartitionThatDoesNotMoveIsNotHealthy_andTheOthersFlow() throws Exception {
    try (Desk desk =
        Desk.open(
            Desk.newDatabase(), Desk.newName(), Map.of("rmaflow.inbox.stalled-after", "1s"))) {
      desk.faults().order("take stuck", () -> new QueryTimeoutException("locked\0 for ever"));
      String stream = "settings-" + UUID.randomUUID();
      Topic.send(
          Topic.record(Topic.setting(stream, 0, "stuck")),
          Topic.record(Topic.setting(stream, 1, "behind")));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !desk.bean(FlowWatch.class).stalled().isEmpty());

      FlowWatch.Stalled stalled = desk.bean(FlowWatch.class).stalled().getFirst();
      ConsumerRecord<String, byte[]> first = Topic.read("contract.events", stream).getFirst();
      assertThat(stalled.topic()).isEqualTo("contract.events");
      assertThat(stalled.partition()).isEqualTo(first.partition());
      assertThat(stalled.offset()).isEqualTo(first.offset());
      assertThat(stalled.waiting()).isEqualTo(2);
      assertThat(stalled.lastFailure()).contains("locked\\u0000 for ever");
      assertThat(desk.health("inbox").getStatus()).isEqualTo(Status.DOWN);
      assertThat(desk.health("inbox").getDetails().toString())
          .contains("offset=" + first.offset(), "waiting=2");
      assertThat(gauge(desk, "rmaflow.inbox.partitions.stalled")).isEqualTo(1);

      List<String> others =
          IntStream.range(0, 24).mapToObj(n -> "settings-" + UUID.randomUUID()).toList();
      for (String other : others) {
        Topic.send(Topic.record(Topic.setting(other, 0, "flows")));
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> others.stream().filter(other -> !desk.taken(other).isEmpty()).count() >= 12);

      desk.faults().repair("take stuck");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> desk.bean(FlowWatch.class).stalled().isEmpty());
      assertThat(desk.health("inbox").getStatus()).isEqualTo(Status.UP);
      assertThat(desk.taken(stream)).containsExactly("stuck", "behind");
      assertThat(others).allSatisfy(other -> assertThat(desk.taken(other)).hasSize(1));
    }
  }

  @Test
  void eventsThatNobodyPublishesAreNotHealthy() {
    try (Desk desk =
        Desk.open(
            Desk.newDatabase(),
            Desk.newName(),
            Map.of(
                "spring.kafka.bootstrap-servers", "127.0.0.1:1",
                "rmaflow.inbox.stalled-after", "1s"))) {
      assertThat(desk.health("outbox").getStatus()).isEqualTo(Status.UP);
      desk.bean(Commands.class).send(Suspend.of(new CustomerId("C-7000")), BY_DESK);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> desk.health("outbox").getStatus().equals(Status.DOWN));
      assertThat(desk.health("outbox").getDetails()).containsKey("notPublishingSince");
    }
  }

  @Test
  void theLagIsMeasuredByTheStoredToken_alsoWhereThePublisherIsDeadOrHasNeverStarted() {
    try (Desk desk = Desk.open()) {
      Commands commands = desk.bean(Commands.class);
      commands.send(Suspend.of(new CustomerId("C-7001")), BY_DESK);
      await().until(() -> desk.bean(OutboxStatus.class).caughtUp());
      desk.bean(EventProcessingConfiguration.class)
          .eventProcessor(KafkaPublisher.PROCESSOR)
          .orElseThrow()
          .shutDown();
      commands.send(Suspend.of(new CustomerId("C-7003")), BY_DESK);
      commands.send(Suspend.of(new CustomerId("C-7004")), BY_DESK);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(gauge(desk, "event.store.lag")).isEqualTo(2));

      desk.database().sql("update token_entry set token = null, token_type = null").update();
      long all =
          desk.database().sql("select count(*) from stored_event").query(Long.class).single();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(gauge(desk, "event.store.lag")).isEqualTo((double) all));
    }
  }

  private static double gauge(Desk desk, String name) {
    return desk.bean(MeterRegistry.class).get(name).gauge().value();
  }
}
