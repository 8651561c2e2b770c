package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.accepted;
import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.day;
import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.shipment;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DispatchOverdue;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.ReturnDutyOpened;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdueWithdrawn;
import io.rmaflow.events.rma.CaseEvent.ReturnReminderDue;
import io.rmaflow.events.rma.CaseEvent.RmaNumberIssued;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.returnduty.ReturnDuty;
import io.rmaflow.rma.parts.returnduty.ReturnSteps;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.rma.parts.sending.Sends;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSendBackTest {

  @Nested
  class Judgement {

    @Test
    @Clause({"GEN-6", "RMA-5", "CSB-11", "CSB-23"})
    void ofAHardwareFault_issuesTheRmaNumberAndOrdersTheShipment() {
      Story story = accepted("2026-05-01T10:30:00").judged("2026-05-01T11:40:00");

      assertThat(story.namesFrom(2))
          .containsExactly(
              "HardwareFaultJudged", "RmaNumberIssued", "ShipmentOrdered", "DeadlineSet");
      assertThat(story.state().status()).isEqualTo(CaseStatus.RMA_ISSUED);
      assertThat(story.all(RmaNumberIssued.class).getFirst().rmaNumber().value())
          .isEqualTo("RMA-2026-000001");
    }

    @Test
    @Clause({"GEN-6", "RMA-5"})
    void ofSoundHardware_closesTheCaseWithoutANumber() {
      Story story = accepted("2026-05-01T10:30:00").judgedSound("2026-05-01T11:40:00");

      assertThat(story.namesFrom(2)).containsExactly("NoHardwareFaultJudged", "CaseClosed");
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.state().closedBecause()).contains("NOT_HW_FAULT");
      assertThat(story.state().rmaNumber()).isEmpty();
    }

    @Test
    @Clause({"CSB-15", "CSB-16", "SHP-3"})
    void ordersTheLatestSoftwareAtFactoryDefaultsAtTheVendorsCost() {
      Story story = accepted("2026-05-01T10:30:00").judged("2026-05-01T11:40:00");

      ShipmentOrdered order = story.all(ShipmentOrdered.class).getFirst();
      assertThat(order.softwareVersion()).isEqualTo("4.12.2-2301");
      assertThat(order.factoryDefault()).isTrue();
      assertThat(order.payer()).isEqualTo(Payer.VENDOR);
      assertThat(order.shipToSiteId().value()).isEqualTo("site-1");
      assertThat(order.dispatchDue()).isEqualTo("2026-05-01");
    }

    @Test
    void twice_isAConflictThatTellsTheState() {
      Story story = accepted("2026-05-01T10:30:00").judged("2026-05-01T11:40:00");

      assertConflict(
          story.decide(
              new CommonSteps.Judge(true, null, Story.RMA_A, at("2026-05-01T11:50:00")),
              "2026-05-01T11:50:00"),
          "ALREADY_JUDGED",
          CaseStatus.RMA_ISSUED);
    }
  }

  @Nested
  class DispatchDate {

    @ParameterizedTest
    @CsvSource({
      "2026-05-01T11:59:00, 2026-05-01", // SC-001
      "2026-05-01T12:00:00, 2026-05-01",
      "2026-05-01T12:00:01, 2026-05-07",
      "2026-05-01T12:01:00, 2026-05-07", // SC-003
      "2026-05-07T11:00:00, 2026-05-07", // SC-004
      "2026-09-18T15:00:00, 2026-09-24", // SC-012
      "2026-05-02T10:00:00, 2026-05-07", // on a Saturday
      "2026-05-07T08:00:00, 2026-05-07"
    })
    @Clause({"CSB-1", "CSB-2", "CAL-3", "CAL-4"})
    void followsTheNoonCutOffOfTheJudgement(String judgedAt, String due) {
      assertThat(accepted("2026-05-01T10:30:00").judged(judgedAt).dispatchDue()).isEqualTo(due);
    }

    @Test
    @Clause({"CSB-3", "NOT-14"})
    void isAnEstimatedBusinessDayLater_whereAVersionWasAskedFor() { // SC-019
      Story story =
          accepted("2026-06-09T09:30:00", "4.8.1")
              .judged("2026-06-09T10:00:00")
              .shipped("2026-06-10T15:00:00");

      assertThat(story.dispatchDue()).isEqualTo("2026-06-10");
      assertThat(story.all(ShipmentOrdered.class).getFirst().softwareVersion()).isEqualTo("4.8.1");
      assertThat(story.all(ReplacementShipped.class).getFirst().softwareVersion())
          .isEqualTo("4.8.1");
    }

    @Test
    @Clause("CSB-2")
    void isMetByTheShipment() {
      Story story = shippedOnFirstOfMay();

      assertThat(story.all(DeadlineMet.class))
          .containsExactly(
              new DeadlineMet(Story.CASE, Deadline.Name.DISPATCH, at("2026-05-01T15:00:00"), true));
    }

    @Test
    @Clause("CSB-2")
    void thatHasPassedWithoutAShipment_isRecordedOnceAsOverdue() {
      Story story = accepted("2026-05-01T10:30:00").judged("2026-05-01T11:40:00");
      DueTimePassed passed =
          Story.dayPassed(Deadline.Name.DISPATCH, Moment.Kind.OVER, "2026-05-01");

      story.keep(
          CaseDecisions.dueTimePassed(
              story.state(), passed, story.policy, at("2026-05-02T00:00:00")));
      story.keep(
          CaseDecisions.dueTimePassed(
              story.state(), passed, story.policy, at("2026-05-02T00:00:01")));

      assertThat(story.all(DispatchOverdue.class)).hasSize(1);
      assertThat(story.all(DispatchOverdue.class).getFirst().dispatchDue()).isEqualTo("2026-05-01");
    }

    @Test
    @Clause("CSB-2")
    void moves_whenTheJudgementIsCorrected() {
      Story story =
          accepted("2026-05-01T10:30:00")
              .judged("2026-05-01T11:59:00")
              .corrected(
                  "HardwareFaultJudged",
                  "judgedAt",
                  "2026-05-01T12:01:00+09:00",
                  "2026-05-01T13:00:00");

      assertThat(story.dispatchDue()).isEqualTo("2026-05-07");
      assertThat(story.all(DeadlineMoved.class).getFirst().because())
          .isEqualTo("JUDGEMENT_CORRECTED");
    }
  }

  @Nested
  class EquivalentProduct {

    private final Story offered =
        accepted("2026-06-10T09:30:00")
            .judged("2026-06-10T10:00:00")
            .take(
                new SendingSteps.OfferEquivalent(
                    new ProductCode("netregio3-dhcp"), at("2026-06-10T10:30:00")),
                "2026-06-10T10:30:00");

    @Test
    @Clause("CSB-17")
    void offered_cancelsTheOrderAndWaitsForConsent() {
      assertThat(offered.namesFrom(6))
          .containsExactly("EquivalentOffered", "ShipmentOrderCancelled", "DeadlineCancelled");
      assertThat(offered.state().status()).isEqualTo(CaseStatus.AWAITING_CONSENT);
    }

    @Test
    @Clause("CSB-17")
    void accepted_ordersTheNewProduct() { // SC-045 (a)
      offered.take(
          new SendingSteps.AnswerEquivalent(true, "5.1.1-10", at("2026-06-10T11:00:00")),
          "2026-06-10T11:00:00");

      assertThat(offered.namesFrom(9))
          .containsExactly("EquivalentAccepted", "ShipmentOrdered", "DeadlineSet");
      ShipmentOrdered order = offered.all(ShipmentOrdered.class).getLast();
      assertThat(order.productCode().value()).isEqualTo("netregio3-dhcp");
      assertThat(order.softwareVersion()).isEqualTo("5.1.1-10");
      assertThat(order.dispatchDue()).isEqualTo("2026-06-10");
      assertThat(offered.state().status()).isEqualTo(CaseStatus.RMA_ISSUED);
    }

    @Test
    @Clause({"CSB-18", "NOT-12"})
    void declined_cancelsTheRequestAndShipsNothing() { // SC-045 (b)
      offered.take(
          new SendingSteps.AnswerEquivalent(false, null, at("2026-06-11T11:00:00")),
          "2026-06-11T11:00:00");

      assertThat(offered.state().status()).isEqualTo(CaseStatus.CANCELLED);
      assertThat(offered.state().closedBecause()).contains("EQUIVALENT_DECLINED");
      assertThat(offered.state().its(Sends.class).sending().order()).isEmpty();
    }

    @Test
    void answeredTwice_isAConflict() {
      offered.take(
          new SendingSteps.AnswerEquivalent(true, null, at("2026-06-10T11:00:00")),
          "2026-06-10T11:00:00");

      assertConflict(
          offered.decide(
              new SendingSteps.AnswerEquivalent(true, null, at("2026-06-10T11:05:00")),
              "2026-06-10T11:05:00"),
          "NOT_IN_THIS_STATE",
          CaseStatus.RMA_ISSUED);
    }
  }

  @Nested
  class ReturnDeadline {

    @Test
    @Clause({"CSB-4", "CAL-3", "CAL-6"})
    void isTheFifthBusinessDayAfterDelivery_acrossGoldenWeek() { // SC-024
      Story story =
          accepted("2026-04-24T09:30:00")
              .judged("2026-04-24T10:00:00")
              .shipped("2026-04-24T15:00:00")
              .delivered("2026-04-27T14:00:00");

      assertThat(story.returnDue()).isEqualTo("2026-05-08");
      assertThat(story.all(ReturnDutyOpened.class).getFirst().returnDue()).isEqualTo("2026-05-08");
    }

    @Test
    @Clause({"CSB-4", "CAL-3", "CAL-6"})
    void namesTheDaysThatItSkips_ofADeliveryOnSaturday() {
      Story story = deliveredOnSecondOfMay();

      assertThat(story.returnDue()).isEqualTo("2026-05-13");
      Deadline.Derivation derivation =
          story.state().dueTimes().of(Deadline.Name.RETURN).orElseThrow().deadline().derivation();
      assertThat(derivation.skippedDays())
          .containsExactly(
              new Deadline.SkippedDay(day("2026-05-03"), "憲法記念日", "Constitution Memorial Day"),
              new Deadline.SkippedDay(day("2026-05-04"), "みどりの日", "Greenery Day"),
              new Deadline.SkippedDay(day("2026-05-05"), "こどもの日", "Children's Day"),
              new Deadline.SkippedDay(day("2026-05-06"), "振替休日", "Substitute Holiday"),
              new Deadline.SkippedDay(day("2026-05-09"), "土曜日", "Saturday"),
              new Deadline.SkippedDay(day("2026-05-10"), "日曜日", "Sunday"));
      assertThat(derivation.from()).isEqualTo(at("2026-05-02T11:00:00"));
      assertThat(derivation.calendarVersion()).isEqualTo(1);
      assertThat(derivation.steps()).hasSize(7);
    }

    @Test
    @Clause({"CSB-4", "RMA-9"})
    void isMetByHandOverToTheCarrierOnTheDueDay_evenIfReceivedLater() { // SC-030
      Story story =
          deliveredOnEighthOfMay()
              .handedOver("2026-05-15T18:00:00")
              .received("2026-05-18T10:00:00");

      assertThat(story.all(DeadlineMet.class).getLast())
          .isEqualTo(
              new DeadlineMet(Story.CASE, Deadline.Name.RETURN, at("2026-05-15T18:00:00"), true));
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.state().closedAt()).contains(at("2026-05-18T10:00:00"));
      assertThat(story.all(ReturnOverdue.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-05-15T23:59:59.999, true", "2026-05-16T00:00:00, false"})
    @Clause("CSB-4")
    void endsWithTheDueDayInJapan(String handedOverAt, boolean inTime) {
      Story story = deliveredOnEighthOfMay().handedOver(handedOverAt);

      assertThat(story.all(DeadlineMet.class).getLast().inTime()).isEqualTo(inTime);
    }

    @Test
    @Clause({"SHP-2", "CSB-19"})
    void isKeptAtTheCustomersCost() {
      Story story = deliveredOnEighthOfMay().handedOver("2026-05-15T18:00:00");

      assertThat(story.all(FaultyUnitDispatched.class).getFirst().shipment().payer())
          .isEqualTo(Payer.CUSTOMER);
      assertThat(story.all(ReplacementShipped.class).getFirst().shipment().payer())
          .isEqualTo(Payer.VENDOR);
    }

    @Test
    @Clause("CSB-26")
    void isOverdueFromMidnightOn_once() {
      Story story = deliveredOnEighthOfMay().dueDayOver("2026-05-15").dueDayOver("2026-05-15");

      assertThat(story.all(ReturnOverdue.class)).hasSize(1);
      assertThat(story.state().status()).isEqualTo(CaseStatus.RETURN_OVERDUE);
      assertThat(story.returnState()).isEqualTo(DueTime.State.OVERDUE);
    }

    @Test
    @Clause({"CSB-27", "EXC-CSB-17"})
    void isSettledByAnAgreedBuyOut_withoutOverdue() { // SC-036
      Story story =
          deliveredOnEighthOfMay()
              .take(
                  new ReturnSteps.RequestBuyOut(new TextId("r-t"), at("2026-05-12T10:00:00")),
                  "2026-05-12T10:00:00")
              .take(
                  new ReturnSteps.DecideBuyOut(true, 30000, null, at("2026-05-12T15:00:00")),
                  "2026-05-12T15:00:00")
              .dueDayOver("2026-05-15");

      assertThat(story.all(ReturnOverdue.class)).isEmpty();
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.state().closedBecause()).contains("BUY_OUT_AGREED");
      assertThat(story.state().chargeable()).isTrue();
    }

    @Test
    @Clause("CSB-27")
    void standsWhereTheBuyOutIsDeclined() {
      Story story =
          deliveredOnEighthOfMay()
              .take(
                  new ReturnSteps.RequestBuyOut(null, at("2026-05-12T10:00:00")),
                  "2026-05-12T10:00:00")
              .take(
                  new ReturnSteps.DecideBuyOut(false, 0, null, at("2026-05-12T15:00:00")),
                  "2026-05-12T15:00:00")
              .dueDayOver("2026-05-15");

      assertThat(story.state().status()).isEqualTo(CaseStatus.RETURN_OVERDUE);
      assertThat(story.returnDue()).isEqualTo("2026-05-15");
    }

    @Test
    @Clause({"CAL-3", "CSB-4"})
    void movesWhenADayBecomesAHoliday_andIsNotDerivedAnewOnceMet() {
      Story open = deliveredOnEighthOfMay();
      Story met = deliveredOnEighthOfMay().handedOver("2026-05-11T10:00:00");
      PolicyContext changed = Story.closedOn("2026-05-13");

      open.keep(CaseDecisions.deriveAgain(open.state(), changed, at("2026-05-11T12:00:00")));
      met.keep(CaseDecisions.deriveAgain(met.state(), changed, at("2026-05-11T12:00:00")));

      assertThat(open.returnDue()).isEqualTo("2026-05-18");
      assertThat(open.all(DeadlineMoved.class).getFirst().because()).isEqualTo("CALENDAR_CHANGED");
      assertThat(open.all(DeadlineMoved.class).getFirst().after().derivation().calendarVersion())
          .isEqualTo(2);
      assertThat(met.returnDue()).isEqualTo("2026-05-15");
    }
  }

  @Nested
  class Reminders {

    private final Story story = deliveredOnEighthOfMay();

    @Test
    @Clause("NOT-7")
    void goOutOnceForEachOccasion_andNotAfterTheHandOver() { // SC-031
      remind(Occasion.BEFORE, "2026-05-13T09:00:00");
      remind(Occasion.BEFORE, "2026-05-13T09:00:00");
      story.handedOver("2026-05-14T10:00:00");
      remind(Occasion.DUE_DAY, "2026-05-15T09:00:00");

      assertThat(story.all(ReturnReminderDue.class))
          .extracting(ReturnReminderDue::occasion)
          .containsExactly(Occasion.BEFORE);
    }

    @Test
    @Clause("NOT-7")
    void ofADueDayThatHasMoved_areOfNoEffect() {
      story.corrected(
          "ReplacementDelivered",
          "deliveredAt",
          "2026-05-11T10:00:00+09:00",
          "2026-05-12T10:00:00");
      remind(Occasion.BEFORE, "2026-05-13T09:00:00");

      assertThat(story.returnDue()).isEqualTo("2026-05-18");
      assertThat(story.all(ReturnReminderDue.class)).isEmpty();
    }

    @Test
    @Clause({"NOT-7", "CSB-26"})
    void whoseTimeHasPassed_areSkippedButForTheOverdueOne_andOverdueFollowsAtOnce() {
      Story late =
          accepted("2026-05-07T09:30:00")
              .judged("2026-05-07T10:00:00")
              .shipped("2026-05-07T15:00:00");
      Decision.Taken known =
          (Decision.Taken)
              late.decide(
                  new SendingSteps.DeliverReplacement(when("2026-05-08T14:00:00")),
                  "2026-05-18T10:00:00");

      assertThat(known.events())
          .extracting(event -> event.getClass().getSimpleName())
          .containsExactly(
              "ReplacementDelivered",
              "ReturnDutyOpened",
              "DeadlineSet",
              "ReturnOverdue",
              "ReturnReminderDue");
      assertThat(known.recorded().get(3).occurredAt()).isEqualTo(at("2026-05-16T00:00:00"));
      assertThat(((ReturnReminderDue) known.events().getLast()).occasion())
          .isEqualTo(Occasion.OVERDUE);
    }

    private void remind(Occasion occasion, String now) {
      story.keep(
          CaseDecisions.dueTimePassed(
              story.state(),
              Story.dayPassed(
                  Deadline.Name.RETURN,
                  switch (occasion) {
                    case BEFORE -> Moment.Kind.REMINDER_BEFORE;
                    case DUE_DAY -> Moment.Kind.REMINDER;
                    case OVERDUE -> Moment.Kind.REMINDER_AFTER;
                  },
                  "2026-05-15"),
              story.policy,
              at(now)));
    }
  }

  @Nested
  class LateAndWrongFacts {

    @Test
    @Clause({"RMA-9", "CSB-4"})
    void aHandOverReportedAfterTheReceipt_decidesWhetherItWasInTime() {
      Story story = deliveredOnEighthOfMay().dueDayOver("2026-05-15");
      story.received("2026-05-18T10:00:00");
      assertThat(story.all(DeadlineMet.class).getLast().inTime()).isFalse();

      int before = story.events.size();
      story.handedOver("2026-05-15T18:00:00", "2026-05-19T09:00:00");

      assertThat(story.namesFrom(before))
          .containsExactly("FaultyUnitDispatched", "ReturnOverdueWithdrawn", "DeadlineMet");
      assertThat(story.all(DeadlineMet.class).getLast().inTime()).isTrue();
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    @Clause({"RMA-9", "CSB-20"})
    void aDeliveryReportedThreeDaysLate_countsFromTheDayItHappened() {
      Story story =
          accepted("2026-05-01T10:30:00")
              .judged("2026-05-01T11:40:00")
              .shipped("2026-05-01T15:00:00")
              .delivered("2026-05-02T11:00:00", "2026-05-05T11:00:00");

      assertThat(story.returnDue()).isEqualTo("2026-05-13");
    }

    @Test
    @Clause({"RMA-9", "CSB-26"})
    void aDeliveryCorrectedToALaterDay_movesTheDueDayAndWithdrawsTheOverdue() {
      Story story = deliveredOnEighthOfMay().dueDayOver("2026-05-15");
      int before = story.events.size();

      story.corrected(
          "ReplacementDelivered",
          "deliveredAt",
          "2026-05-11T10:00:00+09:00",
          "2026-05-16T10:00:00");

      assertThat(story.namesFrom(before))
          .containsExactly("FactCorrected", "DeadlineMoved", "ReturnOverdueWithdrawn");
      assertThat(story.returnDue()).isEqualTo("2026-05-18");
      assertThat(story.state().status()).isEqualTo(CaseStatus.REPLACEMENT_DELIVERED);
      assertThat(story.returnState()).isEqualTo(DueTime.State.OPEN);
      assertThat(story.all(ReturnOverdueWithdrawn.class).getFirst().because())
          .isEqualTo("DUE_DATE_MOVED");
      assertThat(story.state().dueTimes().all())
          .extracting(DueTime::state)
          .containsExactly(DueTime.State.MET, DueTime.State.MOVED, DueTime.State.OPEN);
    }

    @Test
    @Clause({"RMA-9", "CSB-26"})
    void aDeliveryCorrectedToAnEarlierDay_canMakeTheReturnOverdueAtOnce() {
      Story story = deliveredOnEighthOfMay();
      int before = story.events.size();

      story.corrected(
          "ReplacementDelivered",
          "deliveredAt",
          "2026-05-07T10:00:00+09:00",
          "2026-05-15T08:00:00");

      assertThat(story.returnDue()).isEqualTo("2026-05-14");
      assertThat(story.namesFrom(before))
          .containsExactly("FactCorrected", "DeadlineMoved", "ReturnOverdue");
    }

    @Test
    @Clause("RMA-9")
    void aHandOverCorrectedToAfterTheDueDay_isLateFromThenOn() {
      Story story =
          deliveredOnEighthOfMay()
              .handedOver("2026-05-15T18:00:00")
              .corrected(
                  "FaultyUnitDispatched",
                  "customerShippedAt",
                  "2026-05-16T09:00:00+09:00",
                  "2026-05-17T09:00:00");

      assertThat(story.all(DeadlineMet.class).getLast())
          .isEqualTo(
              new DeadlineMet(Story.CASE, Deadline.Name.RETURN, at("2026-05-16T09:00:00"), false));
    }

    @Test
    @Clause("RMA-9")
    void aReceiptCorrected_movesTheEndOfTheCase() {
      Story story =
          deliveredOnEighthOfMay()
              .received("2026-05-14T10:00:00")
              .corrected(
                  "FaultyUnitReturned",
                  "occurredAt",
                  "2026-05-13T10:00:00+09:00",
                  "2026-05-15T09:00:00");

      assertThat(story.all(CaseClosed.class).getLast().closedAt())
          .isEqualTo(at("2026-05-13T10:00:00"));
    }

    @Test
    void aCorrectionToWhatIsRecorded_isAConflict() {
      assertConflict(
          deliveredOnEighthOfMay()
              .decide(
                  new Correct(
                      "ReplacementDelivered", "deliveredAt", "2026-05-08T14:00:00+09:00", null),
                  "2026-05-12T10:00:00"),
          "ALREADY_SO",
          CaseStatus.REPLACEMENT_DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({
      "ReplacementArrived, deliveredAt, 2026-05-08T14:00:00+09:00, ofEvent",
      "ReplacementDelivered, arrivedAt, 2026-05-08T14:00:00+09:00, field",
      "ReplacementDelivered, deliveredAt, yesterday, value",
      "ReplacementDelivered, deliveredAt, 2026-06-08T14:00:00+09:00, value",
      "ReplacementShipped, condition, BROKEN, value"
    })
    void aCorrectionThatMakesNoSense_namesTheField(
        String ofEvent, String field, String value, String wrong) {
      Decision decision =
          deliveredOnEighthOfMay()
              .decide(new Correct(ofEvent, field, value, null), "2026-05-12T10:00:00");

      assertThat(((Decision.Invalid) decision).field()).isEqualTo(wrong);
    }
  }

  @Nested
  class FactsAgain {

    @Test
    void withTheSameValues_changeNothing() {
      Story story =
          shippedOnFirstOfMay()
              .delivered("2026-05-02T11:00:00")
              .handedOver("2026-05-11T10:00:00")
              .received("2026-05-12T10:00:00");

      for (Step fact :
          List.of(
              shipment("2026-05-01T15:00:00"),
              new SendingSteps.DeliverReplacement(when("2026-05-02T11:00:00")),
              new SendingSteps.DeliverReplacement(new Step.When(at("2026-05-20T09:00:00"), false)),
              handOver("2026-05-11T10:00:00"),
              receipt("2026-05-12T10:00:00"))) {
        assertThat(story.decide(fact, "2026-05-20T09:00:00")).isEqualTo(Decision.nothing());
      }
    }

    @Test
    void withOtherValues_areAConflict() {
      Story story = shippedOnFirstOfMay().delivered("2026-05-02T11:00:00");

      assertConflict(
          story.decide(
              new SendingSteps.DeliverReplacement(when("2026-05-03T11:00:00")),
              "2026-05-20T09:00:00"),
          "FACT_ALREADY_RECORDED",
          CaseStatus.REPLACEMENT_DELIVERED);
    }

    @Test
    @Clause("RMA-5")
    void beforeTheRmaNumber_areAConflict() {
      Story story = accepted("2026-05-01T10:30:00");

      assertConflict(
          story.decide(shipment("2026-05-01T10:45:00"), "2026-05-01T10:45:00"),
          "RMA_NUMBER_NOT_ISSUED",
          CaseStatus.ACCEPTED);
    }

    @Test
    void inFullWidthCharacters_areAboutTheSameUnit() {
      Story story = shippedOnFirstOfMay().delivered("2026-05-02T11:00:00");

      assertThat(
              story.decide(
                  new ReturnSteps.ReceiveFaultyUnit(
                      new SerialNumber("ｎｒ２Ａ－０００１"), null, when("2026-05-12T10:00:00")),
                  "2026-05-12T10:00:00"))
          .isInstanceOf(Decision.Taken.class);
    }
  }

  @Nested
  class ExclusionFoundLater {

    private final Step opened =
        new CommonSteps.FindExclusion("EXC-CSB-8", new TextId("r-t"), at("2026-05-12T10:00:00"));

    @Test
    @Clause("EXC-CSB-8")
    void beforeTheShipment_closesTheCase() {
      Story story = accepted("2026-05-11T10:30:00").judged("2026-05-11T11:40:00");
      int before = story.events.size();

      story.take(opened, "2026-05-12T10:00:00");

      assertThat(story.namesFrom(before))
          .containsExactly(
              "ExclusionFound", "ShipmentOrderCancelled", "DeadlineCancelled", "CaseClosed");
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.state().closedBecause()).contains("UNAUTHORIZED_MODIFICATION");
      assertThat(story.state().chargeable()).isTrue();
    }

    @Test
    @Clause({"EXC-CSB-8", "CSB-4"})
    void afterTheShipment_isChargeableAndTheReturnDutyStays() {
      Story story = deliveredOnEighthOfMay().take(opened, "2026-05-12T10:00:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.REPLACEMENT_DELIVERED);
      assertThat(story.state().chargeable()).isTrue();
      assertThat(ReturnDuty.of(story.state())).isInstanceOf(ReturnDuty.Owed.class);
    }

    @Test
    @Clause("EXC-CSB-8")
    void onAClosedCase_leavesItClosed() {
      Story story =
          deliveredOnEighthOfMay()
              .received("2026-05-11T10:00:00")
              .take(opened, "2026-05-12T10:00:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.state().closedBecause()).contains("FAULTY_UNIT_RETURNED");
      assertThat(story.state().chargeable()).isTrue();
    }

    @Test
    void ofAnotherProceduresList_namesTheClause() {
      Decision decision =
          deliveredOnEighthOfMay()
              .decide(
                  new CommonSteps.FindExclusion("EXC-ONS-5", null, at("2026-05-12T10:00:00")),
                  "2026-05-12T10:00:00");

      assertThat(((Decision.Invalid) decision).field()).isEqualTo("clause");
    }

    @Test
    void twice_isAConflict() {
      Story story = deliveredOnEighthOfMay().take(opened, "2026-05-12T10:00:00");

      assertConflict(
          story.decide(opened, "2026-05-12T11:00:00"),
          "EXCLUSION_ALREADY_FOUND",
          CaseStatus.REPLACEMENT_DELIVERED);
    }
  }

  @Nested
  class Cancellation {

    private final Step cancel = new CommonSteps.Cancel(null, at("2026-05-01T12:30:00"));

    @Test
    void beforeTheShipment_cancelsTheOrderAndItsDueTime() {
      Story story = accepted("2026-05-01T10:30:00").judged("2026-05-01T11:40:00");
      int before = story.events.size();

      story.take(cancel, "2026-05-01T12:30:00");

      assertThat(story.namesFrom(before))
          .containsExactly("CaseCancelled", "ShipmentOrderCancelled", "DeadlineCancelled");
      assertThat(story.state().status()).isEqualTo(CaseStatus.CANCELLED);
      assertThat(story.all(CaseCancelled.class).getFirst().because())
          .isEqualTo("WITHDRAWN_BY_CUSTOMER");
    }

    @Test
    void afterTheShipment_isAConflict() {
      assertConflict(
          shippedOnFirstOfMay().decide(cancel, "2026-05-01T15:30:00"),
          "ALREADY_SHIPPED",
          CaseStatus.REPLACEMENT_SHIPPED);
    }

    @Test
    @Clause("CSB-4")
    void whichTheUnitOvertook_doesNotEndTheReturnDuty() {
      Story story =
          accepted("2026-05-01T10:30:00")
              .judged("2026-05-01T11:40:00")
              .take(cancel, "2026-05-01T12:30:00")
              .shipped("2026-05-01T12:00:00")
              .delivered("2026-05-02T11:00:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.REPLACEMENT_DELIVERED);
      assertThat(story.returnDue()).isEqualTo("2026-05-13");
    }
  }

  @Nested
  class Information {

    @Test
    @Clause("CSB-10")
    void askedFor_isAwaited_andThenTheCaseGoesOnWhereItStood() {
      Story story =
          accepted("2026-05-01T10:30:00")
              .take(
                  new CommonSteps.RequestInformation(new TextId("r-q"), at("2026-05-01T10:40:00")),
                  "2026-05-01T10:40:00");
      assertThat(story.state().status()).isEqualTo(CaseStatus.INFORMATION_REQUESTED);

      story.take(
          new CommonSteps.ProvideInformation(
              new TextId("r-a"), List.of(), at("2026-05-01T10:50:00")),
          "2026-05-01T10:50:00");
      assertThat(story.state().status()).isEqualTo(CaseStatus.ACCEPTED);
    }

    @Test
    void notAskedFor_isAConflict() {
      assertConflict(
          accepted("2026-05-01T10:30:00")
              .decide(
                  new CommonSteps.ProvideInformation(null, List.of(), at("2026-05-01T10:50:00")),
                  "2026-05-01T10:50:00"),
          "NO_INFORMATION_REQUESTED",
          CaseStatus.ACCEPTED);
    }
  }

  private static Story shippedOnFirstOfMay() {
    return accepted("2026-05-01T10:30:00")
        .judged("2026-05-01T11:40:00")
        .shipped("2026-05-01T15:00:00");
  }

  private static Story deliveredOnSecondOfMay() {
    return shippedOnFirstOfMay().delivered("2026-05-02T11:00:00");
  }

  private static Story deliveredOnEighthOfMay() {
    return accepted("2026-05-07T09:30:00")
        .judged("2026-05-07T10:00:00")
        .shipped("2026-05-07T15:00:00")
        .delivered("2026-05-08T14:00:00");
  }

  private static void assertConflict(Decision decision, String code, CaseStatus status) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Conflict.class,
            conflict -> {
              assertThat(conflict.code()).isEqualTo(code);
              assertThat(conflict.status()).isEqualTo(status);
            });
  }
}
