package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.rma.casefile.Moment.Kind;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.time.JapanTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Keeps time of a case from Monday 2026-06-08 at noon. What is due on a day is reminded of at the
 * hour of this test's table and is over at midnight; a repair guide has no moments.
 */
class DueTimeSagaTest {

  private static final CaseId CASE = new CaseId("case-1");
  private static final Instant START = at("2026-06-08T12:00:00");

  private final List<Object> sent = new ArrayList<>();
  private final SagaTestFixture<DueTimeSaga> fixture = new SagaTestFixture<>(DueTimeSaga.class);
  private LocalTime remindedAt = LocalTime.of(9, 0);

  @BeforeEach
  void theWorldAroundIt() {
    fixture.registerResource((BusinessClock) fixture::currentTime);
    fixture.registerResource(new Sent());
    fixture.registerResource(new UnchangedPolicy());
    fixture.registerResource(
        new DueTimeTable(Stream.of(Deadline.Name.values()).map(this::rule).toList()));
  }

  @Test
  void beginsWithWhatHasMoments_andSchedulesAllOfThemThatAreStillToCome() {
    fixture
        .givenCurrentTime(START)
        .whenPublishingA(set(Deadline.Name.REPAIR_GUIDE, "2026-07-08"))
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();

    fixture
        .givenCurrentTime(START)
        .whenPublishingA(set(Deadline.Name.RETURN, "2026-06-10"))
        .expectActiveSagas(1)
        .expectAssociationWith("caseId", CASE)
        .expectScheduledDeadline(at("2026-06-10T09:00:00"), remind("2026-06-10"))
        .expectScheduledDeadline(at("2026-06-11T00:00:00"), over("2026-06-10"));
  }

  @Test
  void whatHasPassedAlready_isLeftToTheCase() {
    fixture
        .givenCurrentTime(START)
        .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-08"))
        .whenTimeElapses(Duration.ofDays(10))
        .expectActiveSagas(1);

    assertThat(sent).containsExactly(over("2026-06-08"));
  }

  @Test
  @Clause({"NOT-7", "CSB-26"})
  void tellsTheCaseOfEachMomentOnce_inTheOrderOfTime() throws Exception {
    fixture
        .givenCurrentTime(START)
        .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-10"))
        .andThenTimeElapses(Duration.ofHours(45))
        .whenTimeElapses(Duration.ofDays(10))
        .expectActiveSagas(1)
        .expectNoScheduledDeadlines();

    assertThat(sent).containsExactly(remind("2026-06-10"), over("2026-06-10"));
  }

  @Test
  @Clause("CSB-4")
  void ofOneThatMoves_onlyTheMomentsOfTheNewDayCome() {
    fixture
        .givenCurrentTime(START)
        .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-10"))
        .andThenAPublished(moved(Deadline.Name.RETURN, "2026-06-10", "2026-06-12"))
        .whenTimeElapses(Duration.ofDays(10))
        .expectActiveSagas(1);

    assertThat(sent).containsExactly(remind("2026-06-12"), over("2026-06-12"));
  }

  @Test
  void oneThatIsToldAgain_isScheduledOnce() {
    fixture
        .givenCurrentTime(START)
        .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-10"))
        .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-10"))
        .andThenAPublished(moved(Deadline.Name.RETURN, "2026-06-10", "2026-06-12"))
        .andThenAPublished(moved(Deadline.Name.RETURN, "2026-06-10", "2026-06-12"))
        .andThenAPublished(new ScheduleAgain(CASE))
        .andThenAPublished(new ScheduleAgain(CASE))
        .whenTimeElapses(Duration.ofDays(10))
        .expectActiveSagas(1);

    assertThat(sent).containsExactly(remind("2026-06-12"), over("2026-06-12"));
  }

  @Test
  void endsWithTheLastOfThem_metOrCancelled_andNothingComesAnyMore() {
    for (Object end :
        List.of(
            new DeadlineMet(CASE, Deadline.Name.RETURN, START, true),
            new DeadlineCancelled(CASE, Deadline.Name.RETURN, "CASE_ENDED"))) {
      fixture
          .givenCurrentTime(START)
          .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-10"))
          .andThenAPublished(set(Deadline.Name.REPAIR_GUIDE, "2026-07-08"))
          .whenPublishingA(end)
          .expectActiveSagas(0)
          .expectNoScheduledDeadlines();
    }
    assertThat(sent).isEmpty();
  }

  @Test
  void whatElseIsDue_goesOn() throws Exception {
    fixture
        .givenCurrentTime(START)
        .andThenAPublished(set(Deadline.Name.DISPATCH, "2026-06-08"))
        .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-10"))
        .andThenAPublished(new DeadlineMet(CASE, Deadline.Name.DISPATCH, START, true))
        .whenTimeElapses(Duration.ofDays(10))
        .expectActiveSagas(1);

    assertThat(sent).containsExactly(remind("2026-06-10"), over("2026-06-10"));
  }

  @Test
  void oneThatIsSetAgain_afterItWasCancelledOrMet_beginsAnew() {
    fixture
        .givenCurrentTime(START)
        .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-10"))
        .andThenAPublished(new DeadlineCancelled(CASE, Deadline.Name.RETURN, "ORDER_CANCELLED"))
        .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-11"))
        .andThenAPublished(new DeadlineMet(CASE, Deadline.Name.RETURN, START, true))
        .andThenAPublished(moved(Deadline.Name.RETURN, "2026-06-11", "2026-06-12"))
        .whenTimeElapses(Duration.ofDays(10))
        .expectActiveSagas(1);

    assertThat(sent).containsExactly(remind("2026-06-12"), over("2026-06-12"));
  }

  @Test
  @Clause("NOT-7")
  void remindersGoOutAtTheNewTime_whereTheScheduleChanges_alsoBackAndForth() throws Exception {
    var begun =
        fixture.givenCurrentTime(START).andThenAPublished(set(Deadline.Name.RETURN, "2026-06-10"));
    remindedAt = LocalTime.of(11, 0);
    begun.andThenAPublished(new ScheduleAgain(CASE));
    remindedAt = LocalTime.of(8, 0);

    begun
        .whenPublishingA(new ScheduleAgain(CASE))
        .expectScheduledDeadline(at("2026-06-10T08:00:00"), remind("2026-06-10"))
        .expectScheduledDeadline(at("2026-06-11T00:00:00"), over("2026-06-10"))
        .expectNoScheduledDeadline(at("2026-06-10T09:00:00"), remind("2026-06-10"))
        .expectNoScheduledDeadline(at("2026-06-10T11:00:00"), remind("2026-06-10"));
  }

  @Test
  @Clause("NOT-7")
  void aReminderThatWentOut_goesOutAgainAtTheNewTime_forTheCaseToPassOver() throws Exception {
    var reminded =
        fixture
            .givenCurrentTime(START)
            .andThenAPublished(set(Deadline.Name.RETURN, "2026-06-10"))
            .andThenTimeElapses(Duration.ofHours(45));
    remindedAt = LocalTime.of(11, 0);

    reminded
        .andThenAPublished(new ScheduleAgain(CASE))
        .whenTimeElapses(Duration.ofHours(3))
        .expectActiveSagas(1);

    assertThat(sent).containsExactly(remind("2026-06-10"), remind("2026-06-10"));
  }

  @Test
  void aScheduleThatChanges_beginsNothingInACaseOfWhichNothingIsDue() {
    fixture
        .givenCurrentTime(START)
        .whenPublishingA(new ScheduleAgain(CASE))
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }

  private DueTimeRule rule(Deadline.Name name) {
    return name == Deadline.Name.REPAIR_GUIDE
        ? DueTimeRule.nothingHappens(name)
        : DueTimeRule.of(name, (deadline, policy) -> moments(deadline));
  }

  private List<Moment> moments(Deadline deadline) {
    LocalDate day = Objects.requireNonNull(deadline.dueDate());
    return List.of(
        new Moment(Kind.REMINDER, JapanTime.at(day, remindedAt)),
        new Moment(Kind.OVER, JapanTime.endOfDay(day)));
  }

  private static DueTimePassed remind(String day) {
    return passed(Deadline.Name.RETURN, Kind.REMINDER, day);
  }

  private static DueTimePassed over(String day) {
    return passed(Deadline.Name.RETURN, Kind.OVER, day);
  }

  private static DueTimePassed passed(Deadline.Name name, Kind moment, String day) {
    return new DueTimePassed(CASE, name, moment, LocalDate.parse(day), null);
  }

  private static DeadlineSet set(Deadline.Name name, String day) {
    return new DeadlineSet(CASE, deadline(name, day));
  }

  private static DeadlineMoved moved(Deadline.Name name, String before, String after) {
    return new DeadlineMoved(CASE, deadline(name, before), deadline(name, after), "CALENDAR");
  }

  private static Deadline deadline(Deadline.Name name, String day) {
    return new Deadline(
        name,
        LocalDate.parse(day),
        null,
        new Deadline.Derivation(
            START, new Message("規則", "rule"), List.of(), 1, 1, List.of(), List.of()));
  }

  private static Instant at(String japanTime) {
    return OffsetDateTime.parse(japanTime + "+09:00").toInstant();
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

  /** Has nothing but the policy, which this test's table does not look at. */
  private static final class UnchangedPolicy implements Cover {

    @Override
    public PolicyContext policy() {
      return PolicyContext.STANDARD;
    }

    @Override
    public Optional<UnitCover> unit(SerialNumber serialNumber, Instant at) {
      return Optional.empty();
    }

    @Override
    public Optional<ProductKnowledge> product(ProductCode productCode) {
      return Optional.empty();
    }

    @Override
    public Company company(CustomerId customerId) {
      return new Company(false, Set.of(customerId));
    }

    @Override
    public Map<CustomerId, CustomerId> presentIds(Collection<CustomerId> customerIds) {
      return Map.of();
    }
  }
}
