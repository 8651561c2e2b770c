package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.SecondVisitCause;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.sending.Sends;
import io.rmaflow.rma.parts.visit.VisitSteps;
import io.rmaflow.rma.parts.visit.Visited;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.CompanyHolidays;
import io.rmaflow.time.DayName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was true at an instant, under the calendar of that instant. */
class TrueAtTest {

  private static final PolicyContext CLOSED_ON_MAY_12 = closedOn("2026-05-12");

  private final List<EventEnvelope<?>> stored = new ArrayList<>();
  private final Story story = Story.accepted("2026-05-01T10:30:00");

  TrueAtTest() {
    keep("2026-05-01T10:30:00");
    story.judged("2026-05-01T11:00:00");
    keep("2026-05-01T11:00:00");
    story.shipped("2026-05-01T15:00:00");
    keep("2026-05-01T15:00:00");
    story.delivered("2026-05-02T11:00:00");
    keep("2026-05-02T11:00:00");
  }

  @Test
  @Clause({"CAL-3", "RMA-9"})
  void aDueDayIsThatOfTheCalendarOfItsTime_notOfTodays() {
    PolicyHistory history = changedTo(CLOSED_ON_MAY_12, "2026-05-08T09:00:00");
    CaseStory known = new CaseStory(Story.PROCEDURES, stored);

    assertThat(returnDue(known, "2026-05-08T08:59:59", history)).isEqualTo("2026-05-13");
    assertThat(returnDue(known, "2026-05-08T09:00:00", history)).isEqualTo("2026-05-14");
    assertThat(
            known
                .trueAt(at("2026-05-08T10:00:00"), history)
                .accepted()
                .orElseThrow()
                .dueTimes()
                .all()
                .get(1)
                .state())
        .isEqualTo(DueTime.State.MOVED);
  }

  @Test
  @Clause({"CAL-3", "CSB-4"})
  void whatWasMetBeforeTheCalendarChanged_staysAsItWasMet() {
    story.handedOver("2026-05-07T10:00:00");
    keep("2026-05-07T10:00:00");
    PolicyHistory history = changedTo(CLOSED_ON_MAY_12, "2026-05-08T09:00:00");

    CaseState later =
        new CaseStory(Story.PROCEDURES, stored).trueAt(at("2026-05-20T10:00:00"), history);
    DueTime due = later.accepted().orElseThrow().dueTimes().of(Deadline.Name.RETURN).orElseThrow();

    assertThat(due.dueDay()).isEqualTo("2026-05-13");
    assertThat(due.state()).isEqualTo(DueTime.State.MET);
  }

  @Test
  @Clause("RMA-9")
  void aCorrectionHoldsFromTheFactOn() {
    story.corrected(
        "ReplacementDelivered", "deliveredAt", "2026-05-07T09:00:00+09:00", "2026-05-09T10:00:00");
    keep("2026-05-09T10:00:00");
    PolicyHistory history = PolicyHistory.always(PolicyContext.STANDARD);
    CaseStory known = new CaseStory(Story.PROCEDURES, stored);

    assertThat(
            known
                .trueAt(at("2026-05-05T10:00:00"), history)
                .accepted()
                .orElseThrow()
                .its(Sends.class)
                .sending()
                .delivered())
        .isEmpty();
    assertThat(returnDue(known, "2026-05-07T10:00:00", history)).isEqualTo("2026-05-14");
  }

  @Test
  @Clause({"RMA-9", "ONS-16"})
  void eachOfTwoVisits_happenedWhenItDid_andACorrectionReachesItsOwn() {
    Story visited =
        Story.onSite(Plan.ONSITE_24X365, ProductFamily.SUPERDHCP, "2026-06-10T10:30:00");
    List<EventEnvelope<?>> events = new ArrayList<>();
    tell(visited, events, "2026-06-10T10:30:00");
    visited.judged("2026-06-10T11:00:00");
    tell(visited, events, "2026-06-10T11:00:00");
    arrives(visited, events, "2026-06-10T14:00:00");
    visited.take(
        new VisitSteps.RequireSecondVisit(
            SecondVisitCause.MOTHERBOARD, null, at("2026-06-10T15:00:00")),
        "2026-06-10T15:00:00");
    tell(visited, events, "2026-06-10T15:00:00");
    arrives(visited, events, "2026-06-15T10:30:00");
    visited.corrected(
        "EngineerArrived", "arrivedAt", "2026-06-15T10:20:00+09:00", "2026-06-16T10:00:00");
    tell(visited, events, "2026-06-16T10:00:00");
    PolicyHistory history = PolicyHistory.always(PolicyContext.STANDARD);
    CaseStory known = new CaseStory(Story.PROCEDURES, events);

    assertThat(arrivals(known.trueAt(at("2026-06-12T10:00:00"), history)))
        .containsExactly(at("2026-06-10T14:00:00"));
    assertThat(arrivals(known.trueAt(at("2026-06-15T10:19:59"), history)))
        .containsExactly(at("2026-06-10T14:00:00"));
    assertThat(arrivals(known.trueAt(at("2026-06-15T10:20:00"), history)))
        .containsExactly(at("2026-06-10T14:00:00"), at("2026-06-15T10:20:00"));
  }

  private void arrives(Story story, List<EventEnvelope<?>> events, String at) {
    story.take(new VisitSteps.Arrive(null, Story.when(at)), at);
    tell(story, events, at);
  }

  private static List<Instant> arrivals(CaseState state) {
    return state.accepted().orElseThrow().its(Visited.class).visits().arrivals().stream()
        .map(EngineerArrived::arrivedAt)
        .toList();
  }

  @Test
  void whatIsTrueNow_isWhatIsRecorded_whereNothingChanged() {
    CaseState now =
        new CaseStory(Story.PROCEDURES, stored)
            .trueAt(at("2026-05-02T12:00:00"), PolicyHistory.always(PolicyContext.STANDARD));

    assertThat(now).isEqualTo(story.state());
  }

  @Test
  void beforeTheSubmissionNothingIsTrue() {
    assertThat(
            new CaseStory(Story.PROCEDURES, stored)
                .trueAt(at("2026-05-01T10:29:59"), PolicyHistory.always(PolicyContext.STANDARD)))
        .isEqualTo(new CaseState.NotReported(Story.PROCEDURES));
  }

  private static LocalDate returnDue(CaseStory known, String at, PolicyHistory history) {
    return known
        .trueAt(at(at), history)
        .accepted()
        .orElseThrow()
        .dueTimes()
        .of(Deadline.Name.RETURN)
        .orElseThrow()
        .dueDay();
  }

  private void keep(String at) {
    tell(story, stored, at);
  }

  /** Stores what the story has told since the last time. */
  private static void tell(Story story, List<EventEnvelope<?>> events, String at) {
    for (CaseEvent event : story.events.subList(events.size(), story.events.size())) {
      events.add(stored(event, at(at), events.size()));
    }
  }

  private static EventEnvelope<?> stored(CaseEvent event, Instant at, int sequence) {
    return new EventEnvelope<>(
        "e-" + sequence,
        Context.RMA,
        EventTypes.typeOf(event.getClass()).name(),
        1,
        Story.CASE.value(),
        sequence,
        at,
        at,
        null,
        null,
        "desk-1",
        event);
  }

  private static PolicyHistory changedTo(PolicyContext later, String since) {
    return new PolicyHistory() {
      @Override
      public PolicyContext at(Instant instant) {
        return instant.isBefore(Story.at(since)) ? PolicyContext.STANDARD : later;
      }

      @Override
      public List<Instant> changes() {
        return List.of(Story.at(since));
      }
    };
  }

  private static PolicyContext closedOn(String day) {
    return PolicyContext.STANDARD.withCalendar(
        new BusinessCalendar(
            2,
            new CompanyHolidays(
                CompanyHolidays.STANDARD.yearly(),
                Map.of(LocalDate.parse(day), new DayName("臨時休業", "Closed")),
                Set.of())));
  }
}
