package io.rmaflow.kit.deadline;

import static io.rmaflow.kit.desk.StandingCommand.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.StandingCommand.RemindAt;
import io.rmaflow.kit.desk.StandingCommand.Suspend;
import io.rmaflow.kit.eventing.Activity;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.testkit.TestPostgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private static final Recording BY_DESK = Recording.of("desk-7", Desk.OPENING);

  private static final CustomerId FIRST = new CustomerId("C-1001");
  private static final CustomerId LINKED = new CustomerId("C-1002");

  /** A day after the opening, when the saga lifts the first suspension. */
  private static final Instant DUE = Instant.parse("2026-05-02T03:00:00Z");

  private static void send(Desk desk, Object command) {
    desk.bean(Commands.class).send(command, BY_DESK);
  }

  private static List<? extends EventEnvelope<?>> stored(Desk desk, CustomerId customer) {
    return desk.bean(StoredStreams.class).events(stream(customer)).stream()
        .map(StoredEvent::envelope)
        .toList();
  }

  private static void moveTo(Desk desk, Instant now) {
    desk.clock().set(now);
    desk.bean(DeadlinePoller.class).wake();
  }

  private static void awaitIdle(Desk desk) {
    await().until(() -> desk.bean(DeadlinePoller.class).idle(desk.clock().now()));
  }

  @Test
  void firesWhenTheBusinessClockReachesItAndNotBefore() {
    try (Desk desk = Desk.open()) {
      send(desk, Suspend.of(FIRST));
      assertThat(desk.bean(DeadlinePoller.class).nextDue()).contains(DUE);

      moveTo(desk, Instant.parse("2026-05-02T02:59:59.999Z"));
      awaitIdle(desk);
      assertThat(stored(desk, FIRST)).hasSize(1);

      moveTo(desk, DUE);
      await().until(() -> stored(desk, FIRST).size() == 2);
      assertThat(stored(desk, LINKED)).hasSize(1);
      assertThat(desk.bean(DeadlinePoller.class).nextDue())
          .contains(Instant.parse("2026-05-02T04:00:00Z"));
    }
  }

  @Test
  void isSetTogetherWithTheEventThatAsksForIt_orNotAtAll() {
    try (Desk desk = Desk.open()) {
      desk.faults().order("saga", () -> new IllegalStateException("saga failed"));
      assertThatThrownBy(() -> send(desk, Suspend.of(FIRST))).hasMessage("saga failed");
      assertThat(rows(desk, "deadline_entry")).isZero();

      desk.faults().repair("saga");
      send(desk, Suspend.of(FIRST));
      assertThat(rows(desk, "deadline_entry")).isEqualTo(2);
    }
  }

  @Test
  void whatFollowsOccurredAtTheDueInstantByTheServiceAndNamesTheDeadline() {
    try (Desk desk = Desk.open()) {
      send(desk, Suspend.of(FIRST));
      String id =
          desk.database()
              .sql("select id from deadline_entry order by due limit 1")
              .query(String.class)
              .single();

      moveTo(desk, Instant.parse("2026-05-09T00:00:00Z"));
      awaitIdle(desk);

      EventEnvelope<?> resumed = stored(desk, FIRST).get(1);
      assertThat(resumed.occurredAt()).isEqualTo(DUE);
      assertThat(resumed.recordedAt()).isEqualTo(Instant.parse("2026-05-09T00:00:00Z"));
      assertThat(resumed.actor()).startsWith("desk-");
      assertThat(resumed.causationId()).isEqualTo(id);
      assertThat(resumed.correlationId()).isEqualTo(id);
    }
  }

  @Test
  void aSagaThatEndsLeavesNothingBehind() {
    try (Desk desk = Desk.open()) {
      send(desk, Suspend.of(FIRST));
      moveTo(desk, Instant.parse("2026-05-09T00:00:00Z"));
      awaitIdle(desk);

      assertThat(desk.seen(stream(LINKED)))
          .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed");
      assertThat(desk.bean(Activity.class).snapshot().deadlinesFired()).isEqualTo(2);
      assertThat(rows(desk, "deadline_entry")).isZero();
      assertThat(rows(desk, "saga_entry")).isZero();
      assertThat(rows(desk, "association_value_entry")).isZero();
    }
  }

  @Test
  void firesOnceWhereTwoInstancesWatchOneDatabase() {
    Database database = Desk.newDatabase();
    String name = Desk.newName();
    try (Desk one = Desk.open(database, name, Map.of());
        Desk other = Desk.open(database, name, Map.of())) {
      List<CustomerId> customers =
          IntStream.range(0, 40).mapToObj(i -> new CustomerId("C-2" + i + "1")).toList();
      customers.forEach(customer -> send(one, Suspend.of(customer)));

      one.clock().set(Instant.parse("2026-05-09T00:00:00Z"));
      other.clock().set(Instant.parse("2026-05-09T00:00:00Z"));
      one.bean(DeadlinePoller.class).wake();
      other.bean(DeadlinePoller.class).wake();
      awaitIdle(one);
      awaitIdle(other);

      assertThat(
              one.bean(Activity.class).snapshot().deadlinesFired()
                  + other.bean(Activity.class).snapshot().deadlinesFired())
          .isEqualTo(80);
      assertThat(customers)
          .allSatisfy(
              customer ->
                  assertThat(one.seen(stream(customer)))
                      .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed"));
      assertThat(rows(one, "deadline_entry")).isZero();
      assertThat(rows(one, "saga_entry")).isZero();
    }
  }

  @Test
  void aDeadlineThatFailsIsTakenBackWithItsCommandAndTriedAgainWhileLaterOnesWait() {
    try (Desk desk = Desk.open()) {
      send(desk, Suspend.of(FIRST));
      send(desk, Suspend.of(new CustomerId("C-3001")));
      desk.faults().order("lift C-1001", () -> new IllegalStateException("not now"));

      moveTo(desk, Instant.parse("2026-05-09T00:00:00Z"));
      await().until(() -> attempts(desk) == 1);
      assertThat(desk.seen(stream(FIRST))).containsExactly("CustomerServiceSuspended");
      assertThat(desk.seen(stream(LINKED))).containsExactly("CustomerServiceSuspended");
      await().until(() -> desk.seen("standing/C-3002").size() == 2);
      assertThat(desk.bean(DeadlinePoller.class).idle(desk.clock().now())).isFalse();
      assertThat(desk.bean(DeadlinePoller.class).nextDue()).contains(DUE);
      assertThat(
              desk.database()
                  .sql("select last_failure from deadline_entry where attempts > 0")
                  .query(String.class)
                  .single())
          .contains("not now");

      desk.faults().repair("lift C-1001");
      awaitIdle(desk);
      assertThat(desk.seen(stream(FIRST)))
          .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed");
      assertThat(desk.seen(stream(LINKED)))
          .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed");
    }
  }

  @Test
  void anErrorOfOneIsItsOwnFailure_whateverItsTextHolds() {
    try (Desk desk = Desk.open()) {
      send(desk, Suspend.of(FIRST));
      send(desk, Suspend.of(new CustomerId("C-3001")));
      desk.faults()
          .order(
              "lift C-1001",
              () -> {
                throw new AssertionError("a\0b");
              });
      moveTo(desk, DUE);

      await().until(() -> desk.seen("standing/C-3001").size() == 2);
      await().until(() -> attempts(desk) > 0);
      assertThat(
              desk.database()
                  .sql("select last_failure from deadline_entry where attempts > 0")
                  .query(String.class)
                  .single())
          .contains("a\\u0000b");
      assertThat(desk.health("loops").getDetails()).containsEntry("deadlines", "running");
      desk.faults().repair("lift C-1001");
      awaitIdle(desk);
      assertThat(desk.seen(stream(FIRST))).hasSize(2);
    }
  }

  @Test
  void anAggregateMayHaveDeadlinesToo() {
    CustomerId alone = new CustomerId("C-4000");
    try (Desk desk = Desk.open()) {
      send(desk, Suspend.of(alone));
      send(desk, new RemindAt(stream(alone), DUE));
      moveTo(desk, DUE);
      awaitIdle(desk);
      assertThat(desk.seen(stream(alone)))
          .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed");
    }
  }

  @Test
  void oneThatIsCancelledDoesNotFire() {
    CustomerId alone = new CustomerId("C-5000");
    try (Desk desk = Desk.open()) {
      send(desk, Suspend.of(alone));
      send(desk, new RemindAt(stream(alone), DUE));
      send(desk, new RemindAt(stream(alone), null));
      assertThat(desk.bean(DeadlinePoller.class).nextDue()).isEmpty();

      moveTo(desk, DUE);
      awaitIdle(desk);
      assertThat(desk.seen(stream(alone))).containsExactly("CustomerServiceSuspended");
    }
  }

  @Test
  void oneThatIsPastWhenItIsSetFiresAsSoonAsThatIsCommitted() {
    CustomerId alone = new CustomerId("C-6000");
    try (Desk desk =
        Desk.open(
            Desk.newDatabase(),
            Desk.newName(),
            Map.of("rmaflow.deadlines.polling-interval", "1h"))) {
      send(desk, Suspend.of(alone));
      send(desk, new RemindAt(stream(alone), Desk.OPENING.minusSeconds(1)));
      await().until(() -> desk.seen(stream(alone)).size() == 2);
    }
  }

  @Test
  void waitsLongerAfterEachFailureUpToFiveMinutes() {
    assertThat(IntStream.of(0, 1, 2, 8, 9, 1000).mapToObj(PostgresDeadlinePoller::wait))
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(256),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
  }

  private static long rows(Desk desk, String table) {
    return desk.database().sql("select count(*) from " + table).query(Long.class).single();
  }

  private static int attempts(Desk desk) {
    return desk.database()
        .sql("select coalesce(max(attempts), 0) from deadline_entry")
        .query(Integer.class)
        .single();
  }
}
