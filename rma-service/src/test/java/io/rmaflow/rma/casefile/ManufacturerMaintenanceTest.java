package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.ManufacturerInAnyOrderTest.LOANER;
import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.day;
import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnReminderDue;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnRequested;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RepairEstimated;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.RmaNumberIssued;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cover.CutOffClock;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ReminderSchedule;
import io.rmaflow.rma.parts.loan.Lends;
import io.rmaflow.rma.parts.loan.LoanerReturnRule;
import io.rmaflow.rma.parts.loan.LoanerSteps;
import io.rmaflow.rma.parts.repair.Inspects;
import io.rmaflow.rma.parts.repair.RepairSteps;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.rma.parts.sending.Sends;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManufacturerMaintenanceTest {

  private static final ProductCode EQUIVALENT = new ProductCode("netwyvern2-dhcp");

  @Nested
  class Dispatch {

    @Test
    @Clause({"MFR-3", "CAL-4"})
    void ofALoanerJudgedAfterNoonBeforeGoldenWeek_isDueAfterIt() {
      Story story = accepted("2026-05-01T10:00:00", null).judged("2026-05-01T12:01:00");

      assertThat(story.dispatchDue()).isEqualTo(day("2026-05-07"));
    }

    @Test
    @Clause({"MFR-4", "A-10"})
    void isDueABusinessDayLater_whereASoftwareVersionWasAskedFor() {
      Story story = accepted("2026-05-01T10:00:00", "3.32.1").judged("2026-05-01T12:01:00");

      assertThat(story.dispatchDue()).isEqualTo(day("2026-05-08"));
      assertThat(order(story).softwareVersion()).isEqualTo("3.32.1");
    }

    @Test
    @Clause({"MFR-23", "MFR-18", "SHP-5"})
    void isOrderedWithTheRmaNumber_atTheVendorsCost() {
      Story story = accepted("2026-06-10T10:00:00", null).judged("2026-06-10T11:00:00");

      assertThat(story.all(RmaNumberIssued.class)).hasSize(1);
      assertThat(order(story).leg()).isEqualTo(Leg.LOANER);
      assertThat(order(story).payer()).isEqualTo(Payer.VENDOR);
      assertThat(order(story).factoryDefault()).isTrue();
    }

    @Test
    @Clause({"MFR-24", "MFR-25", "MFR-17"})
    void isAtFactoryDefaults_withTheLatestSoftwareUnlessSaidOtherwise() {
      Story story = loanerOut();

      assertThat(loanerSent(story).softwareVersion()).isEqualTo("4.12.2-2301");
      assertThat(loanerSent(story).factoryDefault()).isTrue();
      repaired(story);
      assertThat(repairedUnit(story).softwareVersion()).isEqualTo("4.12.2-2301");
      assertThat(repairedUnit(story).factoryDefault()).isTrue();
    }

    @Test
    @Clause({"SHP-12", "MFR-19", "A-77"})
    void promisesNoDayOfArrival_onAnyLeg() {
      Story story = loanerOut();

      assertThat(story.state().dueTimes().all())
          .extracting(due -> due.deadline().name())
          .containsExactly(Deadline.Name.DISPATCH);
      assertThat(story.view().shipments()).hasSize(1);
      assertThat(story.view().shipments().getFirst().deliveredAt()).isNull();
    }

    @Test
    @Clause({"MFR-18", "SHP-4", "SHP-5", "SHP-6", "SHP-7"})
    void isPaidByWhoeverSends_onEveryLeg() {
      Story story = loanerOut();
      story.take(new LoanerSteps.Deliver(when("2026-05-11T10:00:00")), "2026-05-11T10:00:00");
      story.take(handOver("2026-05-12T10:00:00"), "2026-05-12T10:00:00");
      repaired(story);
      story.take(
          new LoanerSteps.HandOver(Step.Carriage.UNKNOWN, when("2026-06-16T10:00:00")),
          "2026-06-16T10:00:00");

      assertThat(story.view().shipments())
          .extracting(leg -> leg.leg() + " " + leg.direction() + " " + leg.payer())
          .containsExactly(
              "LOANER TO_CUSTOMER VENDOR",
              "FAULTY_UNIT TO_VENDOR CUSTOMER",
              "REPAIRED_UNIT TO_CUSTOMER VENDOR",
              "LOANER TO_VENDOR CUSTOMER");
    }
  }

  @Nested
  class TheLoaner {

    @Test
    @Clause({"MFR-5", "MFR-26", "MFR-27", "MFR-29", "MFR-30", "NOT-9", "SHP-7"})
    void isAskedBackOnceOperationIsConfirmed_andTheCaseClosesWhenItIsBack() {
      Story story = loanerOut();
      story.take(new LoanerSteps.Deliver(when("2026-05-11T10:00:00")), "2026-05-11T10:00:00");
      story.take(new LoanerSteps.Confirm(at("2026-05-11T15:00:00")), "2026-05-11T15:00:00");
      story.take(receipt("2026-05-14T10:00:00"), "2026-05-14T10:00:00");
      story.take(new RepairSteps.Deliver(when("2026-06-12T10:00:00")), "2026-06-12T10:00:00");

      assertConflict(
          story,
          new LoanerSteps.Recall(),
          "2026-06-12T11:00:00",
          CaseStatus.REPAIRED_UNIT_DELIVERED);
      assertThat(story.state().closedAt()).isEmpty();

      story.take(
          new RepairSteps.ConfirmOperation(at("2026-06-15T10:00:00")), "2026-06-15T10:00:00");
      assertThat(story.all(LoanerReturnRequested.class))
          .extracting(LoanerReturnRequested::requestedAt)
          .containsExactly(at("2026-06-15T10:00:00"));
      assertThat(story.state().status()).isEqualTo(CaseStatus.OPERATION_CONFIRMED);
      story.take(
          new LoanerSteps.HandOver(Step.Carriage.UNKNOWN, when("2026-06-16T10:00:00")),
          "2026-06-16T10:00:00");
      assertThat(story.state().closedAt()).isEmpty();
      story.take(
          new LoanerSteps.Receive(LOANER, Condition.USED, when("2026-06-17T10:00:00")),
          "2026-06-17T10:00:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.state().closedAt()).contains(at("2026-06-17T10:00:00"));
    }

    @Test
    @Clause({"MFR-5", "A-54"})
    void isRemindedOfTwice_andNothingElseHappens() {
      Story story = operationConfirmed();

      assertThat(reminderDay(story)).isEqualTo(day("2026-06-22"));
      passed(story, Moment.Kind.REMINDER, "2026-06-22", "2026-06-22T09:00:00");
      passed(story, Moment.Kind.REMINDER, "2026-06-22", "2026-06-22T09:00:01");
      assertThat(story.all(LoanerReturnReminderDue.class)).hasSize(1);
      assertThat(LoanerReturnRule.overdueAt(reminder(story), story.policy))
          .isEqualTo(at("2026-06-29T09:00:00"));
      passed(story, Moment.Kind.REMINDER_AFTER, "2026-06-22", "2026-06-29T09:00:00");
      assertThat(story.all(LoanerReturnOverdue.class)).hasSize(1);
      assertThat(story.state().status()).isEqualTo(CaseStatus.OPERATION_CONFIRMED);
      assertThat(story.state().chargeable()).isFalse();
    }

    @Test
    @Clause("A-54")
    void isRemindedOfAfterAsManyBusinessDaysAsTheSettingSays_whoseVersionIsRecorded() {
      Story story = operationConfirmed();

      story.policy = remindingAfter(3);
      story.keep(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-06-15T12:00:00")));

      assertThat(reminderDay(story)).isEqualTo(day("2026-06-18"));
      assertThat(story.all(DeadlineMoved.class).getLast().because()).isEqualTo("SETTINGS_CHANGED");
      assertThat(
              story
                  .state()
                  .dueTimes()
                  .of(Deadline.Name.LOANER_RETURN_REMINDER)
                  .orElseThrow()
                  .deadline()
                  .derivation()
                  .settingsVersion())
          .isEqualTo(2);
      assertThat(LoanerReturnRule.overdueAt(reminder(story), story.policy))
          .isEqualTo(at("2026-06-23T09:00:00"));
    }

    @Test
    @Clause({"A-54", "CAL-3"})
    void isAskedForAgainOnAnotherDay_whereOnlyThatOneMovesWithTheCalendar() {
      Story story = operationConfirmed();
      assertThat(reminder(story).secondReminderDate()).isEqualTo(day("2026-06-29"));

      story.policy = Story.closedOn("2026-06-25");
      story.keep(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-06-16T12:00:00")));

      DeadlineMoved moved = story.all(DeadlineMoved.class).getLast();
      assertThat(moved.because()).isEqualTo("CALENDAR_CHANGED");
      assertThat(moved.before().dueDate()).isEqualTo(day("2026-06-22"));
      assertThat(moved.after().dueDate()).isEqualTo(day("2026-06-22"));
      assertThat(moved.after().secondReminderDate()).isEqualTo(day("2026-06-30"));
      assertThat(LoanerReturnRule.overdueAt(reminder(story), story.policy))
          .isEqualTo(at("2026-06-30T09:00:00"));
      assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-06-16T12:00:00")))
          .isEqualTo(Decision.nothing());
    }

    @Test
    @Clause("A-54")
    void recordedBeforeTheSecondDayWasTold_movesOnlyWithTheNextChangeOfTheRules() {
      Deadline told = LoanerReturnRule.deadline(at("2026-06-15T10:00:00"), PolicyContext.STANDARD);
      Deadline before = new Deadline(told.name(), told.dueDate(), null, told.derivation());
      Story story = operationConfirmed();
      story.tell(new DeadlineMoved(Story.CASE, told, before, "RECORDED_EARLIER"));

      assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-06-16T12:00:00")))
          .isEqualTo(Decision.nothing());
      assertThat(LoanerReturnRule.overdueAt(before, story.policy))
          .isEqualTo(at("2026-06-29T09:00:00"));
      story.policy = Story.closedOn("2026-06-25");
      story.keep(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-06-16T12:00:00")));
      assertThat(reminder(story).secondReminderDate()).isEqualTo(day("2026-06-30"));
    }

    @Test
    @Clause({"A-54", "RMA-9"})
    void isRemindedOfAnew_whereTheConfirmationIsCorrectedToALaterDay() {
      Story story = operationConfirmed();
      passed(story, Moment.Kind.REMINDER, "2026-06-22", "2026-06-22T09:00:00");

      story.corrected(
          "NormalOperationConfirmed",
          "confirmedAt",
          "2026-06-19T10:00:00+09:00",
          "2026-06-22T10:00:00");

      assertThat(reminderDay(story)).isEqualTo(day("2026-06-26"));
      passed(story, Moment.Kind.REMINDER_AFTER, "2026-06-22", "2026-06-26T09:00:00");
      assertThat(story.all(LoanerReturnOverdue.class)).isEmpty();
      passed(story, Moment.Kind.REMINDER, "2026-06-26", "2026-06-26T09:00:00");
      assertThat(story.all(LoanerReturnReminderDue.class)).hasSize(2);
    }

    @Test
    @Clause("A-54")
    void askedBackLongAgo_isOverdueAtOnce_andTheEarlierReminderIsSkipped() {
      Story story = repairedUnitBack();

      story.take(
          new RepairSteps.ConfirmOperation(at("2026-06-15T10:00:00")), "2026-07-10T10:00:00");

      assertThat(story.all(LoanerReturnReminderDue.class)).isEmpty();
      assertThat(story.all(LoanerReturnOverdue.class)).hasSize(1);
      assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-07-10T10:00:00")))
          .isEqualTo(Decision.nothing());
    }

    @Test
    @Clause("MFR-5")
    void thatIsNotTheOneThatWasSent_leavesTheLoanerOut() {
      Story story = operationConfirmed();

      story.take(
          new LoanerSteps.Receive(new SerialNumber("LN-2"), null, when("2026-06-17T10:00:00")),
          "2026-06-17T10:00:00");

      assertThat(story.state().its(Lends.class).loan().isOutstanding()).isTrue();
      assertThat(story.state().status()).isEqualTo(CaseStatus.OPERATION_CONFIRMED);
      assertThat(story.view().common().unexpectedUnits())
          .extracting(unit -> unit.expected() + " " + unit.received() + " " + unit.leg())
          .containsExactly("LN-1 LN-2 LOANER");
    }
  }

  @Nested
  class TheRepair {

    @Test
    @Clause({"MFR-10", "A-55"})
    void takesAboutAMonthFromTheReceipt_asAGuideThatNobodyCanBreach() {
      Story story = loanerOut();
      story.take(receipt("2026-05-14T10:00:00"), "2026-05-14T10:00:00");

      assertThat(guide(story)).isEqualTo(day("2026-06-14"));
      assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-08-01T10:00:00")))
          .isEqualTo(Decision.nothing());
    }

    @Test
    @Clause({"MFR-28", "MFR-14", "WAR-19"})
    void isEstimatedOnlyAfterTheUnitWasReceived_andConsumablePartsAreCharged() {
      Story story = loanerOut();
      RepairSteps.Inspect inspection =
          new RepairSteps.Inspect(20, List.of(new TextId("r-text-7")), at("2026-05-15T10:00:00"));

      assertConflict(story, inspection, "2026-05-13T10:00:00", CaseStatus.LOANER_SHIPPED);
      story.take(receipt("2026-05-14T10:00:00"), "2026-05-14T10:00:00");
      story.take(inspection, "2026-05-15T10:00:00");

      assertThat(story.all(RepairEstimated.class))
          .extracting(RepairEstimated::estimateDays)
          .containsExactly(20);
      assertThat(story.state().chargeable()).isTrue();
    }

    @Test
    @Clause("MFR-9")
    void mayNeedLogs_forWhichTheCaseWaits() {
      Story story = accepted("2026-06-10T10:00:00", null);
      story.take(
          new CommonSteps.RequestInformation(null, at("2026-06-10T10:30:00")),
          "2026-06-10T10:30:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.INFORMATION_REQUESTED);
      assertThat(OpenDuties.of(story.state()))
          .contains(new Duty(Duty.Who.CUSTOMER, "INFORMATION", null));
    }
  }

  @Nested
  class AnEquivalentProduct {

    @Test
    @Clause({"MFR-11", "NOT-12"})
    void isSentInsteadOfTheRepair_whereTheCustomerAgrees() {
      Story story = inRepair();
      story.take(
          new SendingSteps.OfferEquivalent(EQUIVALENT, at("2026-05-20T10:00:00")),
          "2026-05-20T10:00:00");
      assertThat(story.state().status()).isEqualTo(CaseStatus.AWAITING_CONSENT);
      story.take(
          new SendingSteps.AnswerEquivalent(true, "4.0.1", at("2026-05-21T10:00:00")),
          "2026-05-21T10:00:00");

      assertThat(order(story).productCode()).isEqualTo(EQUIVALENT);
      assertThat(order(story).leg()).isEqualTo(Leg.REPLACEMENT);
      story.take(Story.shipment("2026-05-21T15:00:00"), "2026-05-21T15:00:00");
      story.take(
          new SendingSteps.DeliverReplacement(when("2026-05-22T10:00:00")), "2026-05-22T10:00:00");
      story.take(
          new RepairSteps.ConfirmOperation(at("2026-05-25T10:00:00")), "2026-05-25T10:00:00");
      assertThat(story.state().status()).isEqualTo(CaseStatus.OPERATION_CONFIRMED);
    }

    @Test
    @Clause({"MFR-12", "A-76"})
    void declined_cancelsTheRequest_andBothUnitsStillGoHome() {
      Story story = inRepair();
      story.take(
          new SendingSteps.OfferEquivalent(EQUIVALENT, at("2026-05-20T10:00:00")),
          "2026-05-20T10:00:00");
      story.take(
          new SendingSteps.AnswerEquivalent(false, null, at("2026-05-21T10:00:00")),
          "2026-05-21T10:00:00");

      assertThat(story.all(CaseCancelled.class))
          .extracting(CaseCancelled::because)
          .containsExactly("EQUIVALENT_DECLINED");
      assertThat(story.state().status()).isEqualTo(CaseStatus.CANCELLED);
      assertThat(story.all(LoanerReturnRequested.class)).hasSize(1);
      story.take(
          new RepairSteps.Ship(
              null, null, Step.Carriage.UNKNOWN, null, when("2026-05-22T10:00:00")),
          "2026-05-22T10:00:00");
      story.take(
          new LoanerSteps.Receive(LOANER, null, when("2026-05-25T10:00:00")),
          "2026-05-25T10:00:00");
      assertThat(story.state().its(Lends.class).loan().isOutstanding()).isFalse();
      assertThat(repairedUnit(story).shipment().payer()).isEqualTo(Payer.VENDOR);
    }
  }

  @Nested
  class ACorrection {

    @ParameterizedTest
    @Clause("RMA-9")
    @CsvSource({
      "LoanerShipped, dispatchedAt, 2026-05-07T14:00:00+09:00",
      "LoanerShipped, serialNumber, LN-9",
      "LoanerShipped, softwareVersion, 4.12.1",
      "LoanerShipped, factoryDefault, false",
      "LoanerShipped, carrier, Sagawa",
      "LoanerShipped, trackingNumber, 99",
      "LoanerDelivered, deliveredAt, 2026-05-11T09:00:00+09:00",
      "LoanerOperationConfirmed, confirmedAt, 2026-05-11T12:00:00+09:00",
      "FaultyUnitDispatched, carrier, Yamato",
      "FaultyUnitReturned, receivedAt, 2026-05-13T10:00:00+09:00",
      "UnitInspected, inspectedAt, 2026-05-15T09:00:00+09:00",
      "RepairEstimated, estimateDays, 30",
      "RepairCompleted, completedAt, 2026-06-09T10:00:00+09:00",
      "RepairedUnitShipped, dispatchedAt, 2026-06-11T09:00:00+09:00",
      "RepairedUnitShipped, trackingNumber, 98",
      "RepairedUnitDelivered, deliveredAt, 2026-06-12T09:00:00+09:00",
      "NormalOperationConfirmed, confirmedAt, 2026-06-15T09:00:00+09:00",
      "LoanerDispatched, customerShippedAt, 2026-06-16T09:00:00+09:00",
      "LoanerDispatched, carrier, Yamato",
      "LoanerReturned, receivedAt, 2026-06-17T09:00:00+09:00",
      "LoanerReturned, condition, DAMAGED",
    })
    void reachesEveryFact_andTheCaseStaysAsItStands(String fact, String field, String value) {
      Story story = closed();

      story.corrected(fact, field, value, "2026-06-20T10:00:00");

      assertThat(story.says(fact, field)).isEqualTo(Story.written(value));
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.decide(new Correct(fact, field, value, null), "2026-06-20T11:00:00"))
          .isInstanceOfSatisfying(
              Decision.Conflict.class,
              conflict -> assertThat(conflict.code()).isEqualTo("ALREADY_SO"));
    }

    @Test
    @Clause({"RMA-9", "MFR-10"})
    void ofTheReceipt_movesTheGuide() {
      Story story = inRepair();
      assertThat(guide(story)).isEqualTo(day("2026-06-14"));

      story.corrected(
          "FaultyUnitReturned", "receivedAt", "2026-05-18T10:00:00+09:00", "2026-05-20T10:00:00");

      assertThat(guide(story)).isEqualTo(day("2026-06-18"));
    }

    @Test
    @Clause("RMA-9")
    void ofTheLastReturn_movesTheClosure() {
      Story story = closed();

      story.corrected(
          "LoanerReturned", "receivedAt", "2026-06-18T10:00:00+09:00", "2026-06-20T10:00:00");

      assertThat(story.state().closedAt()).contains(at("2026-06-18T10:00:00"));
    }

    @ParameterizedTest
    @Clause("RMA-9")
    @CsvSource({
      "LoanerShipped, colour, red, NOT_CORRECTABLE",
      "LoanerShipped, dispatchedAt, yesterday, MALFORMED",
      "LoanerShipped, dispatchedAt, 2030-01-01T00:00:00+09:00, IN_THE_FUTURE",
      "LoanerShipped, serialNumber, NR2A-0001, IS_THE_FAULTY_UNIT",
      "LoanerReturned, condition, BROKEN, MALFORMED",
      "RepairEstimated, estimateDays, -1, MALFORMED",
      "LoanerReturnRequested, requestedAt, 2026-06-15T10:00:00+09:00, NOT_CORRECTABLE",
    })
    void ofAWrongFieldOrValue_isRefused(String fact, String field, String value, String code) {
      assertThat(closed().decide(new Correct(fact, field, value, null), "2026-06-20T10:00:00"))
          .isInstanceOfSatisfying(
              Decision.Invalid.class, invalid -> assertThat(invalid.code()).isEqualTo(code));
    }

    @Test
    @Clause("RMA-9")
    void ofAFactThatIsNotRecorded_isAConflict() {
      assertThat(
              loanerOut()
                  .decide(
                      new Correct(
                          "LoanerReturned", "receivedAt", "2026-05-07T16:00:00+09:00", null),
                      "2026-05-07T17:00:00"))
          .isInstanceOfSatisfying(
              Decision.Conflict.class,
              conflict -> assertThat(conflict.code()).isEqualTo("FACT_NOT_RECORDED"));
    }
  }

  @Test
  @Clause("RMA-6")
  void oneNumberIdentifiesTheCase_whateverItIsCalled() {
    Story story = closed();

    assertThat(story.all(RmaNumberIssued.class)).hasSize(1);
    assertThat(
            story.decide(
                new CommonSteps.Judge(true, null, Story.RMA_A, at("2026-06-20T10:00:00")),
                "2026-06-20T10:00:00"))
        .isInstanceOf(Decision.Conflict.class);
    assertThat(story.all(LoanerShipped.class).getFirst().rmaNumber())
        .isEqualTo(story.view().common().rmaNumber());
  }

  private static ShipmentOrdered order(Story story) {
    return story.state().its(Sends.class).sending().order().orElseThrow();
  }

  private static LoanerShipped loanerSent(Story story) {
    return story.state().its(Lends.class).loan().shipped().orElseThrow();
  }

  private static RepairedUnitShipped repairedUnit(Story story) {
    return story.state().its(Inspects.class).repair().shipped().orElseThrow();
  }

  // ---- stories

  private static Story accepted(String submittedAt, @Nullable String version) {
    return Story.accepted(Procedure.MANUFACTURER, submittedAt, version);
  }

  static Story loanerOut() {
    return accepted("2026-05-07T09:30:00", null)
        .judged("2026-05-07T10:00:00")
        .take(
            new LoanerSteps.Ship(
                LOANER,
                null,
                null,
                new Step.Carriage("Yamato", "1"),
                "4.12.2-2301",
                false,
                when("2026-05-07T15:00:00")),
            "2026-05-07T15:00:00");
  }

  private static Story inRepair() {
    return loanerOut()
        .take(new LoanerSteps.Deliver(when("2026-05-11T10:00:00")), "2026-05-11T10:00:00")
        .take(new LoanerSteps.Confirm(at("2026-05-11T15:00:00")), "2026-05-11T15:00:00")
        .take(handOver("2026-05-12T10:00:00"), "2026-05-12T10:00:00")
        .take(receipt("2026-05-14T10:00:00"), "2026-05-14T10:00:00")
        .take(
            new RepairSteps.Inspect(20, List.of(), at("2026-05-15T10:00:00")),
            "2026-05-15T10:00:00");
  }

  private static Story repaired(Story story) {
    return story.take(
        new RepairSteps.Ship(
            null,
            null,
            new Step.Carriage("Yamato", "2"),
            "4.12.2-2301",
            when("2026-06-11T10:00:00")),
        "2026-06-11T10:00:00");
  }

  private static Story repairedUnitBack() {
    Story story =
        inRepair()
            .take(new RepairSteps.Complete(when("2026-06-10T10:00:00")), "2026-06-10T10:00:00");
    return repaired(story)
        .take(new RepairSteps.Deliver(when("2026-06-12T10:00:00")), "2026-06-12T10:00:00");
  }

  private static Story operationConfirmed() {
    return repairedUnitBack()
        .take(new RepairSteps.ConfirmOperation(at("2026-06-15T10:00:00")), "2026-06-15T10:00:00");
  }

  private static Story closed() {
    return operationConfirmed()
        .take(
            new LoanerSteps.HandOver(new Step.Carriage("Sagawa", "3"), when("2026-06-16T10:00:00")),
            "2026-06-16T10:00:00")
        .take(
            new LoanerSteps.Receive(LOANER, Condition.USED, when("2026-06-17T10:00:00")),
            "2026-06-17T10:00:00");
  }

  static PolicyContext remindingAfter(int businessDays) {
    return new PolicyContext(
        PolicyContext.STANDARD.calendar(),
        2,
        true,
        CutOffClock.JUDGED_AT,
        true,
        true,
        1,
        ReminderSchedule.STANDARD,
        businessDays,
        businessDays,
        null,
        10,
        List.of());
  }

  private static void passed(Story story, Moment.Kind moment, String due, String at) {
    story.keep(
        CaseDecisions.dueTimePassed(
            story.state(),
            Story.dayPassed(Deadline.Name.LOANER_RETURN_REMINDER, moment, due),
            story.policy,
            at(at)));
  }

  private static Deadline reminder(Story story) {
    return story
        .state()
        .dueTimes()
        .of(Deadline.Name.LOANER_RETURN_REMINDER)
        .orElseThrow()
        .deadline();
  }

  private static LocalDate reminderDay(Story story) {
    return story.state().dueTimes().of(Deadline.Name.LOANER_RETURN_REMINDER).orElseThrow().dueDay();
  }

  private static LocalDate guide(Story story) {
    return story.state().dueTimes().of(Deadline.Name.REPAIR_GUIDE).orElseThrow().dueDay();
  }

  private static void assertConflict(Story story, Step step, String knownAt, CaseStatus status) {
    assertThat(story.decide(step, knownAt))
        .isInstanceOfSatisfying(
            Decision.Conflict.class, conflict -> assertThat(conflict.status()).isEqualTo(status));
  }
}
