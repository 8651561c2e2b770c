package io.rmaflow.rma.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.exchange.Derivation;
import io.rmaflow.rma.exchange.DueTimePassed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstContactSagaTest {

  private static final CaseId CASE = new CaseId("case-1");
  private static final Instant ACCEPTED = at("2026-06-10T14:00:00+09:00");

  private final List<Object> sent = new ArrayList<>();
  private final SagaTestFixture<FirstContactSaga> fixture =
      new SagaTestFixture<>(FirstContactSaga.class);

  @BeforeEach
  void theWorldAroundIt() {
    fixture.registerHandlerEnhancerDefinition(new OfDueTimeHandlers());
    fixture.registerResource((BusinessClock) () -> ACCEPTED);
    fixture.registerResource(new Sent());
  }

  @Test
  @Clause("TEC-3")
  void beginsWithTheDueTimeOfAFirstContact_andWithNoOther() {
    fixture
        .givenCurrentTime(ACCEPTED)
        .whenPublishingA(set(Deadline.Name.RETURN))
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();

    fixture
        .givenCurrentTime(ACCEPTED)
        .whenPublishingA(set(Deadline.Name.FIRST_CONTACT))
        .expectActiveSagas(1)
        .expectAssociationWith("caseId", CASE);
  }

  @Test
  @Clause("NOT-11")
  void remindsAtNineOnTheDueDay() {
    fixture
        .givenCurrentTime(ACCEPTED)
        .andThenAPublished(set(Deadline.Name.FIRST_CONTACT))
        .whenTimeElapses(Duration.ofHours(19))
        .expectActiveSagas(1)
        .expectScheduledDeadline(
            Duration.ofHours(8).plusSeconds(1), passed(DueTimePassed.What.FIRST_CONTACT_OVERDUE));

    assertThat(sent).containsExactly(passed(DueTimePassed.What.FIRST_CONTACT_DUE));
  }

  @Test
  @Clause("NOT-11")
  void saysOnceThatTheTimeIsOver_oneSecondAfterFive() throws Exception {
    fixture
        .givenCurrentTime(ACCEPTED)
        .andThenAPublished(set(Deadline.Name.FIRST_CONTACT))
        .andThenTimeElapses(Duration.ofHours(19))
        .whenTimeElapses(Duration.ofHours(8).plusSeconds(1))
        .expectActiveSagas(1)
        .expectNoScheduledDeadlines();

    assertThat(sent)
        .containsExactly(
            passed(DueTimePassed.What.FIRST_CONTACT_DUE),
            passed(DueTimePassed.What.FIRST_CONTACT_OVERDUE));
  }

  @Test
  @Clause("NOT-11")
  void endsWithTheContact_orWithTheCase_andRemindsOfNothing() {
    for (Object end :
        List.of(
            new DeadlineMet(CASE, Deadline.Name.FIRST_CONTACT, ACCEPTED, true),
            new DeadlineCancelled(CASE, Deadline.Name.FIRST_CONTACT, "CASE_ENDED"))) {
      fixture
          .givenCurrentTime(ACCEPTED)
          .andThenAPublished(set(Deadline.Name.FIRST_CONTACT))
          .whenPublishingA(end)
          .expectActiveSagas(0)
          .expectNoScheduledDeadlines();
    }
    assertThat(sent).isEmpty();
  }

  /** Keeps what the saga sends. */
  private final class Sent implements Commands {

    @Override
    public void send(Object command, Recording recording) {
      throw new AssertionError("a saga sends consequences only: " + command);
    }

    @Override
    public void sendConsequence(Object command) {
      sent.add(command);
    }
  }

  private static DueTimePassed passed(DueTimePassed.What what) {
    return new DueTimePassed(CASE, what, LocalDate.parse("2026-06-11"), null);
  }

  private static DeadlineSet set(Deadline.Name name) {
    return new DeadlineSet(
        CASE,
        new Derivation(ACCEPTED)
            .dueAt(
                name,
                at("2026-06-11T17:00:00+09:00"),
                new Message("規則", "rule"),
                List.of("TEC-3"),
                List.of(),
                PolicyContext.STANDARD));
  }

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
