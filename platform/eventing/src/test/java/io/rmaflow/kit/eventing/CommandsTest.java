package io.rmaflow.kit.eventing;

import static io.rmaflow.kit.desk.StandingCommand.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rmaflow.events.Context;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.eventstore.Reached;
import io.rmaflow.eventstore.StateCache;
import io.rmaflow.kit.desk.Desk;
import io.rmaflow.kit.desk.Standing;
import io.rmaflow.kit.desk.StandingCommand.Resume;
import io.rmaflow.kit.desk.StandingCommand.Suspend;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private static final Recording BY_DESK =
      Recording.of("desk-7", Instant.parse("2026-05-01T01:30:00Z"));

  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = Desk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
    THREADS.close();
  }

  private static Commands commands() {
    return desk.bean(Commands.class);
  }

  private static List<? extends EventEnvelope<?>> stored(CustomerId customer) {
    return desk.bean(StoredStreams.class).events(stream(customer)).stream()
        .map(StoredEvent::envelope)
        .toList();
  }

  private static long rows(String table, String where, String value) {
    return desk.database()
        .sql("select count(*) from " + table + " where " + where + " like ?")
        .param(value)
        .query(Long.class)
        .single();
  }

  @Test
  void storesEventsUnderTheirDeclaredNameAndVersion() {
    CustomerId customer = new CustomerId("C-100");
    commands().send(Suspend.of(customer), BY_DESK);

    assertThat(
            desk.database()
                .sql(
                    """
                    select type || ' ' || version from stored_event
                    where stream = 'standing/C-100'
                    """)
                .query(String.class)
                .single())
        .isEqualTo("rma.CustomerServiceSuspended 1");
  }

  @Test
  void recordsWhenItHappenedWhenItWasRecordedAndWhoSaidSo() {
    CustomerId customer = new CustomerId("C-110");
    commands().send(Suspend.of(customer), BY_DESK.withCorrelationId("request-5"));

    EventEnvelope<?> event = stored(customer).getFirst();
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-05-01T01:30:00Z"));
    assertThat(event.recordedAt()).isEqualTo(Desk.OPENING);
    assertThat(event.actor()).isEqualTo("desk-7");
    assertThat(event.correlationId()).isEqualTo("request-5");
    assertThat(event.causationId()).isNotNull();
    assertThat(event.streamSequence()).isZero();
  }

  @Test
  void whatWasWrittenIsReadAtOnce() {
    CustomerId customer = new CustomerId("C-120");
    commands().send(Suspend.of(customer), BY_DESK);
    assertThat(desk.seen("standing/C-120")).containsExactly("CustomerServiceSuspended");

    commands().send(Resume.of(customer), BY_DESK);
    assertThat(desk.seen("standing/C-120"))
        .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed");
  }

  @Test
  void theDomainsOwnExceptionComesOutAsItWasThrown() {
    CustomerId customer = new CustomerId("C-130");
    commands().send(Suspend.of(customer), BY_DESK);

    assertThatThrownBy(() -> commands().send(Suspend.of(customer), BY_DESK))
        .isInstanceOf(Standing.WrongState.class)
        .hasMessage("suspended already");
    assertThat(stored(customer)).hasSize(1);
  }

  @Test
  void aSagaSendsCommandsToAnotherAggregateInTheSameTransactionAndSaysWhy() {
    CustomerId first = new CustomerId("C-1401");
    CustomerId linked = new CustomerId("C-1402");
    commands().send(Suspend.of(first), BY_DESK.withCorrelationId("request-6"));

    EventEnvelope<?> cause = stored(first).getFirst();
    EventEnvelope<?> consequence = stored(linked).getFirst();
    assertThat(consequence.correlationId()).isEqualTo("request-6");
    assertThat(consequence.causationId()).isEqualTo(cause.id());
    assertThat(consequence.occurredAt()).isEqualTo(cause.occurredAt());
    assertThat(consequence.actor()).isEqualTo(desk.bean(ServiceIdentity.class).name());
    assertThat(desk.seen("standing/C-1402")).containsExactly("CustomerServiceSuspended");
    assertThat(rows("association_value_entry", "association_value", "C-1401")).isEqualTo(1);
  }

  @Test
  void aFailingSagaTakesEverythingBackWithIt() {
    desk.faults().order("saga", () -> new IllegalStateException("saga failed"));
    try {
      assertThatThrownBy(() -> commands().send(Suspend.of(new CustomerId("C-1501")), BY_DESK))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("saga failed");
    } finally {
      desk.faults().repair("saga");
    }
    assertNothingIsLeftOf("C-150");
  }

  @Test
  void aFailingProjectionOfTheSecondAggregateTakesTheFirstBackToo() {
    desk.faults().order("projection C-1602", () -> new IllegalStateException("view failed"));
    assertThatThrownBy(() -> commands().send(Suspend.of(new CustomerId("C-1601")), BY_DESK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("view failed");
    assertNothingIsLeftOf("C-160");

    desk.faults().repair("projection C-1602");
    commands().send(Suspend.of(new CustomerId("C-1601")), BY_DESK);
    assertThat(stored(new CustomerId("C-1602"))).hasSize(1);
  }

  @Test
  void severalCommandsOfOneTransactionSeeEachOtherAndAreOne() {
    CustomerId customer = new CustomerId("C-170");
    List<StreamPosition> written =
        desk.transaction()
            .execute(
                status -> {
                  commands().send(Suspend.of(customer), BY_DESK);
                  commands().send(Resume.of(customer), BY_DESK);
                  commands().send(Suspend.of(new CustomerId("C-173")), BY_DESK);
                  List<StreamPosition> positions =
                      desk.bean(WrittenEvents.class).inCurrentTransaction();
                  status.setRollbackOnly();
                  return positions;
                });

    assertThat(written)
        .containsExactly(
            new StreamPosition(Context.RMA, "standing/C-170", 1),
            new StreamPosition(Context.RMA, "standing/C-173", 0));
    assertNothingIsLeftOf("C-17");
  }

  @Test
  void afterACommandItsTransactionKnowsTheStateThatTheCommandLedTo() {
    CustomerId customer = new CustomerId("C-175");
    StateCache<Standing.State> standings = desk.standings();

    desk.transaction()
        .executeWithoutResult(
            status -> {
              commands().send(Suspend.of(customer), BY_DESK);
              assertThat(standings.reached("standing/C-175"))
                  .contains(new Reached<>(new Standing.State(customer, true), 0));
              commands().send(Resume.of(customer), BY_DESK);
              assertThat(standings.reached("standing/C-175"))
                  .contains(new Reached<>(new Standing.State(customer, false), 1));
              status.setRollbackOnly();
            });

    desk.transaction()
        .executeWithoutResult(
            status -> {
              assertThat(standings.reached("standing/C-175")).isEmpty();
              assertThat(standings.load("standing/C-175"))
                  .isEqualTo(new Reached<>(Standing.State.NONE, -1));
            });
  }

  @Test
  void aTransactionThatWroteNothingHasNoPositions() {
    List<StreamPosition> written =
        desk.transaction().execute(status -> desk.bean(WrittenEvents.class).inCurrentTransaction());
    assertThat(written).isEmpty();
  }

  @Test
  void ofTwoWritersOfOneStreamTheSecondWaitsAndDecidesOnWhatTheFirstWrote() throws Exception {
    CustomerId customer = new CustomerId("C-180");
    commands().send(Suspend.of(customer), BY_DESK);
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch otherIsWaiting = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                desk.transaction()
                    .executeWithoutResult(
                        status -> {
                          commands().send(Resume.of(customer), BY_DESK);
                          appended.countDown();
                          awaitLatch(otherIsWaiting);
                        }),
            THREADS);
    assertThat(appended.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Throwable> second =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> commands().send(Resume.of(customer), BY_DESK)), THREADS);
    awaitLockWait();
    otherIsWaiting.countDown();
    first.get(10, TimeUnit.SECONDS);

    assertThat(second.get(10, TimeUnit.SECONDS)).hasMessage("not suspended");
    assertThat(stored(customer)).hasSize(2);
  }

  @Test
  void ofTwoThatBeginTheSameStreamTheSecondWaitsAndContinuesIt() throws Exception {
    CustomerId customer = new CustomerId("C-190");
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch otherIsWaiting = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                desk.transaction()
                    .executeWithoutResult(
                        status -> {
                          commands().send(Suspend.of(customer), BY_DESK);
                          appended.countDown();
                          awaitLatch(otherIsWaiting);
                        }),
            THREADS);
    assertThat(appended.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Throwable> second =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> commands().send(Suspend.of(customer), BY_DESK)), THREADS);
    awaitLockWait();
    otherIsWaiting.countDown();
    first.get(10, TimeUnit.SECONDS);

    assertThat(second.get(10, TimeUnit.SECONDS)).hasMessage("suspended already");
    assertThat(stored(customer)).hasSize(1);
  }

  private static void awaitLockWait() {
    Awaitility.await()
        .until(
            () ->
                desk.database()
                        .sql(
                            """
                            select count(*) from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock'
                            """)
                        .query(Long.class)
                        .single()
                    == 1);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void assertNothingIsLeftOf(String customers) {
    assertThat(rows("stored_event", "stream", "standing/" + customers + "%")).isZero();
    assertThat(rows("seen_event", "stream_id", "standing/" + customers + "%")).isZero();
    assertThat(rows("association_value_entry", "association_value", customers + "%")).isZero();
  }
}
