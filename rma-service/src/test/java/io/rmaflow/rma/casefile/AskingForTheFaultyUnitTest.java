package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.day;
import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReminderDue;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.parts.loan.LoanerSteps;
import io.rmaflow.rma.parts.repair.RepairSteps;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.rma.procedures.manufacturer.FaultyUnitReminderRule;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A customer who runs on a loaner and does not send the faulty unit (MFR-27, A-54). */
class AskingForTheFaultyUnitTest {

  @Test
  @Clause({"MFR-27", "A-54"})
  void comesFiveBusinessDaysAfterTheLoanerWasConfirmedToRun_onceAndEnforcesNothing() {
    Story story = confirmed();

    assertThat(reminderDay(story)).isEqualTo("2026-05-18");
    assertThat(FaultyUnitReminderRule.reminderAt(day("2026-05-18")))
        .isEqualTo(at("2026-05-18T09:00:00"));
    passed(story, "2026-05-18", "2026-05-18T09:00:00");
    passed(story, "2026-05-18", "2026-05-18T09:00:01");

    assertThat(story.all(FaultyUnitReminderDue.class))
        .extracting(FaultyUnitReminderDue::reminderDue, FaultyUnitReminderDue::serialNumber)
        .containsExactly(tuple(day("2026-05-18"), Story.FAULTY));
    assertThat(story.state().status()).isEqualTo(CaseStatus.LOANER_CONFIRMED);
    assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-07-31T09:00:00")))
        .isEqualTo(Decision.nothing());
  }

  @Test
  @Clause("MFR-27")
  void saysHowTheDayCameAbout() {
    assertThat(reminder(confirmed()).derivation().steps())
        .extracting(Message::en)
        .containsExactly(
            "Business day 1: Tue 2026-05-12",
            "Business day 2: Wed 2026-05-13",
            "Business day 3: Thu 2026-05-14",
            "Business day 4: Fri 2026-05-15",
            "Business day 5: Mon 2026-05-18",
            "The reminder goes out on Mon 2026-05-18 at 09:00; it is no last day");
  }

  @Test
  @Clause({"MFR-26", "MFR-27"})
  void isCountedFromTheDelivery_whileNobodySaysThatTheLoanerRuns() {
    Story story = delivered();
    assertThat(reminderDay(story)).isEqualTo("2026-05-18");

    story.take(new LoanerSteps.Confirm(at("2026-05-13T15:00:00")), "2026-05-13T15:00:00");

    assertThat(reminderDay(story)).isEqualTo("2026-05-20");
    assertThat(story.all(DeadlineMoved.class).getLast().because())
        .isEqualTo("WANTED_SINCE_ANOTHER_TIME");
    passed(story, "2026-05-18", "2026-05-18T09:00:00");
    assertThat(story.all(FaultyUnitReminderDue.class)).isEmpty();
  }

  @Test
  @Clause("MFR-27")
  void isNotSent_onceTheUnitIsOnItsWayOrHasCome() {
    Story onItsWay = confirmed().take(handOver("2026-05-15T10:00:00"), "2026-05-15T10:00:00");
    Story received = confirmed().take(receipt("2026-05-15T10:00:00"), "2026-05-15T10:00:00");
    Story seenInTheRepair =
        confirmed()
            .take(new RepairSteps.Complete(when("2026-05-15T10:00:00")), "2026-05-15T10:00:00");

    for (Story story : List.of(onItsWay, received, seenInTheRepair)) {
      passed(story, "2026-05-18", "2026-05-18T09:00:00");
      assertThat(story.all(FaultyUnitReminderDue.class)).isEmpty();
    }
    assertThat(shown(onItsWay).state()).isEqualTo(DueTime.State.MET);
    assertThat(shown(onItsWay).metAt()).isEqualTo(at("2026-05-15T10:00:00"));
    assertThat(shown(seenInTheRepair).state()).isEqualTo(DueTime.State.CANCELLED);
  }

  @Test
  @Clause({"MFR-27", "CAL-3"})
  void movesWithTheCalendarAndTheSetting_whileItHasNotGoneOut() {
    Story story = confirmed();

    story.policy = Story.closedOn("2026-05-15");
    story.keep(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-05-12T10:00:00")));
    assertThat(reminderDay(story)).isEqualTo("2026-05-19");
    assertThat(story.all(DeadlineMoved.class).getLast().because()).isEqualTo("CALENDAR_CHANGED");

    passed(story, "2026-05-19", "2026-05-19T09:00:00");
    story.policy = ManufacturerMaintenanceTest.remindingAfter(8);
    assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-05-20T10:00:00")))
        .isEqualTo(Decision.nothing());
  }

  @Test
  @Clause("A-54")
  void isSentAfterAsManyBusinessDaysAsTheSettingSays_atOnceWhereTheseArePast() {
    Story story = confirmed();
    story.policy = ManufacturerMaintenanceTest.remindingAfter(2);

    Decision decision =
        CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-05-14T10:00:00"));
    story.keep(decision);

    assertThat(reminderDay(story)).isEqualTo("2026-05-13");
    assertThat(story.all(DeadlineMoved.class).getLast().because()).isEqualTo("SETTINGS_CHANGED");
    assertThat(((Decision.Taken) decision).recorded().getLast())
        .extracting(recorded -> recorded.event().getClass(), Recorded::occurredAt)
        .containsExactly(FaultyUnitReminderDue.class, at("2026-05-13T09:00:00"));
  }

  @Test
  @Clause({"MFR-27", "RMA-9"})
  void isSentForTheOtherDay_whereTheConfirmationIsCorrected() {
    Story story = confirmed();
    passed(story, "2026-05-18", "2026-05-18T09:00:00");

    story.corrected(
        "LoanerOperationConfirmed",
        "confirmedAt",
        "2026-05-14T10:00:00+09:00",
        "2026-05-18T10:00:00");

    assertThat(reminderDay(story)).isEqualTo("2026-05-21");
    passed(story, "2026-05-21", "2026-05-21T09:00:00");
    assertThat(story.all(FaultyUnitReminderDue.class)).hasSize(2);
  }

  @Test
  @Clause("MFR-27")
  void standsAmongTheDueTimes_andOnlyUnderThisProcedure() {
    assertThat(shown(confirmed()))
        .extracting(DeadlineView::due, DeadlineView::state)
        .containsExactly(new Due.OnDay(day("2026-05-18")), DueTime.State.OPEN);

    Story warranty =
        Story.accepted(Procedure.WARRANTY, "2026-05-07T09:30:00").judged("2026-05-07T10:00:00");
    assertThat(
            CaseDecisions.deriveAgain(warranty.state(), warranty.policy, at("2026-07-01T10:00:00")))
        .isEqualTo(Decision.nothing());
    assertThat(warranty.state().dueTimes().of(Deadline.Name.FAULTY_UNIT_REMINDER)).isEmpty();
  }

  @Test
  @Clause("MFR-27")
  void isMetByTheHandOver_alsoWhereThatIsLate_andIsShownAsNeitherInTimeNorLate() {
    Story story = confirmed().take(handOver("2026-05-20T10:00:00"), "2026-05-20T11:00:00");

    assertThat(story.all(DeadlineMet.class).getLast())
        .isEqualTo(
            new DeadlineMet(
                Story.CASE, Deadline.Name.FAULTY_UNIT_REMINDER, at("2026-05-20T10:00:00"), false));
    assertThat(shown(story))
        .extracting(DeadlineView::state, DeadlineView::metAt, DeadlineView::inTime)
        .containsExactly(DueTime.State.MET, at("2026-05-20T10:00:00"), null);
  }

  @Test
  @Clause("MFR-27")
  void isCancelled_whereTheUnitIsWithTheVendorAlready_orAnotherProductIsOffered() {
    Story seenInTheRepair =
        confirmed()
            .take(new RepairSteps.Complete(when("2026-05-15T10:00:00")), "2026-05-15T10:00:00");
    Story otherProduct =
        confirmed()
            .take(
                new SendingSteps.OfferEquivalent(
                    new ProductCode("netregio2b-dhcp"), at("2026-05-15T10:00:00")),
                "2026-05-15T10:00:00");

    assertThat(seenInTheRepair.all(DeadlineCancelled.class))
        .containsExactly(
            new DeadlineCancelled(
                Story.CASE, Deadline.Name.FAULTY_UNIT_REMINDER, "UNIT_IS_WITH_THE_VENDOR"));
    assertThat(otherProduct.all(DeadlineCancelled.class))
        .containsExactly(
            new DeadlineCancelled(
                Story.CASE, Deadline.Name.FAULTY_UNIT_REMINDER, "EQUIVALENT_OFFERED"));
    assertThat(
            seenInTheRepair
                .take(receipt("2026-05-14T10:00:00"), "2026-05-18T10:00:00")
                .all(DeadlineMet.class))
        .contains(
            new DeadlineMet(
                Story.CASE, Deadline.Name.FAULTY_UNIT_REMINDER, at("2026-05-14T10:00:00"), true));
  }

  private static Deadline reminder(Story story) {
    return story.state().dueTimes().of(Deadline.Name.FAULTY_UNIT_REMINDER).orElseThrow().deadline();
  }

  private static DeadlineView shown(Story story) {
    return DeadlineView.of(story.state()).stream()
        .filter(deadline -> deadline.name().equals("FAULTY_UNIT_REMINDER"))
        .findFirst()
        .orElseThrow();
  }

  private static String reminderDay(Story story) {
    return Objects.requireNonNull(reminder(story).dueDate()).toString();
  }

  private static void passed(Story story, String due, String at) {
    story.keep(
        CaseDecisions.dueTimePassed(
            story.state(),
            Story.dayPassed(Deadline.Name.FAULTY_UNIT_REMINDER, Moment.Kind.REMINDER, due),
            story.policy,
            at(at)));
  }

  private static Story delivered() {
    return ManufacturerMaintenanceTest.loanerOut()
        .take(new LoanerSteps.Deliver(when("2026-05-11T10:00:00")), "2026-05-11T10:00:00");
  }

  private static Story confirmed() {
    return delivered()
        .take(new LoanerSteps.Confirm(at("2026-05-11T15:00:00")), "2026-05-11T15:00:00");
  }
}
