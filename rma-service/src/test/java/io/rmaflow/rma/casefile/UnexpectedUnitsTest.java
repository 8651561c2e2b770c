package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.ManufacturerInAnyOrderTest.LOANER;
import static io.rmaflow.rma.casefile.Story.accepted;
import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolution;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.Step.Carriage;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.parts.loan.Lends;
import io.rmaflow.rma.parts.loan.LoanerSteps;
import io.rmaflow.rma.parts.repair.Inspects;
import io.rmaflow.rma.parts.repair.RepairSteps;
import io.rmaflow.rma.parts.returnduty.FaultyUnit;
import io.rmaflow.rma.parts.returnduty.ReturnDuty;
import io.rmaflow.rma.parts.returnduty.ReturnSteps;
import io.rmaflow.rma.parts.visit.VisitSteps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whatever lies on the bench can be recorded; what it means somebody decides (RMA-9). */
@Clause("RMA-9")
class UnexpectedUnitsTest {

  private static final SerialNumber OTHER = new SerialNumber("NR2A-0777");

  /** Delivered on 2026-05-02, so that the faulty unit is owed back by 2026-05-13. */
  private static Story owed() {
    return accepted("2026-05-01T10:30:00")
        .judged("2026-05-01T11:40:00")
        .shipped("2026-05-01T15:00:00")
        .delivered("2026-05-02T11:00:00");
  }

  private static ReturnSteps.ReceiveFaultyUnit other(String at) {
    return new ReturnSteps.ReceiveFaultyUnit(OTHER, Condition.USED, when(at));
  }

  private static Step resolved(
      Story story, ReceivedUnitResolution resolution, @Nullable CaseId belongsTo, String at) {
    return new UnexpectedUnits.Resolve(
        story.state().findings().unexpected().getFirst().received().receivedId(),
        resolution,
        belongsTo,
        new TextId("r-reason"),
        at(at));
  }

  @Nested
  class WhereTheFaultyUnitIsAwaited {

    @Test
    @Clause("CSB-4")
    void settleNothing_theDutyGoesOnAndTheDeskHasItInItsQueue() {
      Story story = owed();
      int before = story.events.size();

      story.take(
          new ReturnSteps.ReceiveFaultyUnit(
              new ReceivedUnit(
                  OTHER,
                  null,
                  Condition.USED,
                  new KnownAs(new CaseId("case-2"), new CustomerId("C-1002"))),
              when("2026-05-12T10:00:00")),
          "2026-05-12T10:00:00");

      assertThat(story.namesFrom(before)).containsExactly("UnexpectedUnitReceived");
      UnexpectedUnitReceived event = story.all(UnexpectedUnitReceived.class).getFirst();
      assertThat(event.expected()).isEqualTo(Story.FAULTY);
      assertThat(event.received()).isEqualTo(OTHER);
      assertThat(event.leg()).isEqualTo(Leg.FAULTY_UNIT);
      assertThat(event.condition()).isEqualTo(Condition.USED);
      assertThat(event.receivedAt()).isEqualTo(at("2026-05-12T10:00:00"));
      assertThat(event.knownAs())
          .isEqualTo(new KnownAs(new CaseId("case-2"), new CustomerId("C-1002")));
      assertThat(story.state().status()).isEqualTo(CaseStatus.REPLACEMENT_DELIVERED);
      assertThat(ReturnDuty.of(story.state())).isInstanceOf(ReturnDuty.Owed.class);
      assertThat(story.view().common().openDuties())
          .contains(
              new Duty(Duty.Who.VENDOR, "RESOLVE_RECEIVED_UNIT", null),
              new Duty(Duty.Who.CUSTOMER, "FAULTY_UNIT_RETURN", Story.day("2026-05-13")));
      assertThat(story.dueDayOver("2026-05-13").state().status())
          .isEqualTo(CaseStatus.RETURN_OVERDUE);
    }

    @Test
    void again_changeNothing_withOrWithoutTheInstant() {
      Story story = owed().take(other("2026-05-12T10:00:00"), "2026-05-12T10:00:00");

      assertThat(story.decide(other("2026-05-12T10:00:00"), "2026-05-13T10:00:00"))
          .isEqualTo(Decision.nothing());
      assertThat(
              story.decide(
                  new ReturnSteps.ReceiveFaultyUnit(
                      new SerialNumber("ｎｒ２ａ－０７７７"),
                      null,
                      new Step.When(at("2026-05-13T10:00:00"), false)),
                  "2026-05-13T10:00:00"))
          .isEqualTo(Decision.nothing());
    }

    @Test
    void doNotKeepTheAwaitedOneFromSettlingTheDuty() {
      Story story =
          owed()
              .take(other("2026-05-12T10:00:00"), "2026-05-12T10:00:00")
              .received("2026-05-13T10:00:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.view().common().openDuties())
          .containsExactly(new Duty(Duty.Who.VENDOR, "RESOLVE_RECEIVED_UNIT", null));
    }

    @Test
    void areRecordedAfterTheAwaitedOneToo() {
      Story story =
          owed()
              .received("2026-05-12T10:00:00")
              .take(other("2026-05-13T10:00:00"), "2026-05-13T10:00:00");

      assertThat(story.view().common().unexpectedUnits())
          .extracting(CommonView.UnexpectedUnitView::expected)
          .containsExactly((SerialNumber) null);
      assertThat(story.state().closedAt()).contains(at("2026-05-12T10:00:00"));
    }

    @Test
    @Clause({"CSB-4", "CSB-26", "A-09"})
    void acceptedInstead_settleTheDutyAsOfTheirReceipt() {
      Story story =
          owed().take(other("2026-05-12T10:00:00"), "2026-05-12T10:00:00").dueDayOver("2026-05-13");
      int before = story.events.size();

      story.take(
          resolved(story, ReceivedUnitResolution.ACCEPTED_INSTEAD, null, "2026-05-15T10:00:00"),
          "2026-05-15T10:00:00");

      assertThat(story.namesFrom(before))
          .containsExactly(
              "ReceivedUnitResolved",
              "FaultyUnitReturned",
              "ReturnOverdueWithdrawn",
              "DeadlineMet",
              "CaseClosed");
      assertThat(story.all(FaultyUnitReturned.class).getFirst().serialNumber()).isEqualTo(OTHER);
      assertThat(story.all(DeadlineMet.class).getLast())
          .isEqualTo(
              new DeadlineMet(Story.CASE, Deadline.Name.RETURN, at("2026-05-12T10:00:00"), true));
      assertThat(story.state().closedAt()).contains(at("2026-05-12T10:00:00"));
      assertThat(story.view().common().openDuties()).isEmpty();
      assertThat(story.decide(other("2026-05-12T10:00:00"), "2026-05-16T10:00:00"))
          .isEqualTo(Decision.nothing());
      assertThat(story.decide(receipt("2026-05-16T10:00:00"), "2026-05-16T10:00:00"))
          .isInstanceOfSatisfying(
              Decision.Taken.class,
              taken ->
                  assertThat(taken.events()).hasOnlyElementsOfType(UnexpectedUnitReceived.class));
    }

    @Test
    @Clause("CSB-26")
    void acceptedInstead_afterTheDueDay_areLate() {
      Story story =
          owed().dueDayOver("2026-05-13").take(other("2026-05-14T10:00:00"), "2026-05-14T10:00:00");

      story.take(
          resolved(story, ReceivedUnitResolution.ACCEPTED_INSTEAD, null, "2026-05-15T10:00:00"),
          "2026-05-15T10:00:00");

      assertThat(story.all(DeadlineMet.class).getLast().inTime()).isFalse();
      assertThat(story.view().returning().returnedLateBusinessDays()).isEqualTo(1);
    }

    @Test
    void sentBackOrAnotherCases_leaveTheDutyOpen_andAreDecidedOnce() {
      for (ReceivedUnitResolution resolution :
          new ReceivedUnitResolution[] {
            ReceivedUnitResolution.SENT_BACK, ReceivedUnitResolution.BELONGS_TO_CASE
          }) {
        Story story = owed().take(other("2026-05-12T10:00:00"), "2026-05-12T10:00:00");
        Step step = resolved(story, resolution, new CaseId("case-2"), "2026-05-12T11:00:00");

        story.take(step, "2026-05-12T11:00:00");

        assertThat(ReturnDuty.of(story.state())).isInstanceOf(ReturnDuty.Owed.class);
        assertThat(story.view().common().openDuties())
            .extracting(Duty::what)
            .containsExactly("FAULTY_UNIT_RETURN");
        assertThat(story.view().common().unexpectedUnits().getFirst().resolution())
            .isEqualTo(resolution);
        assertThat(story.decide(step, "2026-05-12T12:00:00")).isInstanceOf(Decision.Conflict.class);
      }
    }

    @Test
    void sentBackAndComeAgain_areRecordedAgain() {
      Story story = owed().take(other("2026-05-11T10:00:00"), "2026-05-11T10:00:00");
      story.take(
          resolved(story, ReceivedUnitResolution.SENT_BACK, null, "2026-05-11T11:00:00"),
          "2026-05-11T11:00:00");

      story.take(other("2026-05-13T10:00:00"), "2026-05-13T10:00:00");

      assertThat(story.view().common().unexpectedUnits())
          .extracting(CommonView.UnexpectedUnitView::resolution)
          .containsExactly(ReceivedUnitResolution.SENT_BACK, null);
    }

    @Test
    void thatNobodyHasSeen_cannotBeDecidedOn() {
      assertThat(
              owed()
                  .decide(
                      new UnexpectedUnits.Resolve(
                          "none",
                          ReceivedUnitResolution.SENT_BACK,
                          null,
                          null,
                          at("2026-05-12T10:00:00")),
                      "2026-05-12T10:00:00"))
          .isInstanceOfSatisfying(
              Decision.Conflict.class,
              conflict -> assertThat(conflict.code()).isEqualTo("NO_SUCH_RECEIVED_UNIT"));
    }

    @Test
    void aSerialNumberOfTheReceiptCanBeCorrected() {
      Story story =
          owed()
              .received("2026-05-12T10:00:00")
              .corrected("FaultyUnitReturned", "serialNumber", "NR2A-0001X", "2026-05-13T10:00:00");

      assertThat(
              story
                  .state()
                  .its(FaultyUnit.Known.class)
                  .faultyUnit()
                  .returned()
                  .orElseThrow()
                  .serialNumber())
          .isEqualTo(new SerialNumber("NR2A-0001X"));
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
    }
  }

  @Nested
  class WhereALoanerIsAwaited {

    private static LoanerSteps.Ship shipment(SerialNumber loaner) {
      return new LoanerSteps.Ship(
          loaner, null, null, Carriage.UNKNOWN, null, false, when("2026-05-07T15:00:00"));
    }

    private static Story begun() {
      return accepted(Procedure.MANUFACTURER, "2026-05-07T09:30:00").judged("2026-05-07T10:00:00");
    }

    @Test
    @Clause("MFR-5")
    void acceptedInstead_bringItHome() {
      Story story = begun().take(shipment(LOANER), "2026-05-07T15:00:00");
      story.take(
          new LoanerSteps.Receive(OTHER, Condition.USED, when("2026-05-20T10:00:00")),
          "2026-05-20T10:00:00");
      assertThat(story.state().its(Lends.class).loan().isOutstanding()).isTrue();

      story.take(
          resolved(story, ReceivedUnitResolution.ACCEPTED_INSTEAD, null, "2026-05-21T10:00:00"),
          "2026-05-21T10:00:00");

      assertThat(story.state().its(Lends.class).loan().isOutstanding()).isFalse();
      assertThat(story.all(LoanerReturned.class))
          .extracting(LoanerReturned::serialNumber)
          .containsExactly(OTHER);
      assertThat(
              story.decide(
                  resolved(
                      story, ReceivedUnitResolution.ACCEPTED_INSTEAD, null, "2026-05-21T10:00:00"),
                  "2026-05-22T10:00:00"))
          .isInstanceOf(Decision.Conflict.class);
    }

    @Test
    void whatWasTakenForItBeforeItsShipmentWasKnown_isOtherwiseAfterwards() {
      Story story =
          begun()
              .take(
                  new LoanerSteps.Receive(OTHER, Condition.USED, when("2026-05-20T10:00:00")),
                  "2026-05-20T10:00:00");
      assertThat(story.state().its(Lends.class).loan().returned()).isPresent();

      story.take(shipment(LOANER), "2026-05-21T10:00:00");

      assertThat(story.state().its(Lends.class).loan().isOutstanding()).isTrue();
      assertThat(story.view().common().unexpectedUnits())
          .extracting(unit -> unit.expected() + " " + unit.received())
          .containsExactly("LN-1 NR2A-0777");
    }

    @Test
    void whichTurnsOutToBeTheRightOneByACorrection_isHome() {
      Story story = begun().take(shipment(new SerialNumber("LN-l")), "2026-05-07T15:00:00");
      story.take(
          new LoanerSteps.Receive(LOANER, Condition.USED, when("2026-05-20T10:00:00")),
          "2026-05-20T10:00:00");
      assertThat(story.state().its(Lends.class).loan().isOutstanding()).isTrue();

      story.corrected("LoanerShipped", "serialNumber", "LN-1", "2026-05-21T10:00:00");

      assertThat(story.state().its(Lends.class).loan().returned().orElseThrow().receivedAt())
          .isEqualTo(at("2026-05-20T10:00:00"));
      assertThat(story.view().common().unexpectedUnits()).isEmpty();
    }
  }

  @Nested
  class OfTheVendorsOwnShipments {

    @Test
    @Clause("SHP-9")
    void aWrongUnitSentInsteadOfTheRepairedOne_leavesTheRepairedOneToBeSent() {
      Story story =
          accepted(Procedure.WARRANTY, "2026-05-07T09:30:00").judged("2026-05-07T10:00:00");
      story.take(receipt("2026-05-14T10:00:00"), "2026-05-14T10:00:00");
      story.take(new RepairSteps.Complete(when("2026-06-10T10:00:00")), "2026-06-10T10:00:00");

      story.take(
          new RepairSteps.Ship(
              new ReceivedUnit(OTHER, null),
              null,
              null,
              new Carriage("Yamato", "2"),
              null,
              when("2026-06-11T10:00:00")),
          "2026-06-11T10:00:00");

      assertThat(story.state().its(Inspects.class).repair().wasSent()).isFalse();
      assertThat(story.view().common().openDuties())
          .extracting(Duty::what)
          .containsExactly("RESOLVE_RECEIVED_UNIT", "REPAIRED_UNIT_SHIPMENT");

      story.take(
          resolved(story, ReceivedUnitResolution.ACCEPTED_INSTEAD, null, "2026-06-12T10:00:00"),
          "2026-06-12T10:00:00");

      RepairedUnitShipped shipped = story.all(RepairedUnitShipped.class).getFirst();
      assertThat(shipped.serialNumber()).isEqualTo(OTHER);
      assertThat(shipped.dispatchedAt()).isEqualTo(at("2026-06-11T10:00:00"));
      assertThat(shipped.shipment().trackingNumber()).isEqualTo("2");
    }

    @Test
    void aReplacementThatTheCarrierBringsBack_isNobodysReturn() {
      Story story =
          accepted("2026-05-01T10:30:00")
              .judged("2026-05-01T11:40:00")
              .shipped("2026-05-01T15:00:00");

      story.take(
          new UnexpectedUnits.ComeBack(
              Leg.REPLACEMENT,
              new ReceivedUnit(Story.SPARE, Condition.REFURBISHED),
              when("2026-05-07T10:00:00")),
          "2026-05-07T10:00:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.REPLACEMENT_SHIPPED);
      assertThat(
              story.decide(
                  resolved(
                      story, ReceivedUnitResolution.ACCEPTED_INSTEAD, null, "2026-05-07T11:00:00"),
                  "2026-05-07T11:00:00"))
          .isInstanceOfSatisfying(
              Decision.Conflict.class,
              conflict -> assertThat(conflict.code()).isEqualTo("NOTHING_AWAITED"));
    }

    @Test
    @Clause("ONS-12")
    void aUnitThatTheEngineerTookAlongByMistake_isRecordedBesideTheExchange() {
      Story story =
          Story.onSite(Plan.ONSITE_24X365, ProductFamily.NETREGIO, "2026-06-10T10:30:00")
              .judged("2026-06-10T11:00:00");
      VisitSteps.ExchangeUnit exchange =
          new VisitSteps.ExchangeUnit(
              Story.SPARE, null, null, new ReceivedUnit(OTHER, null), when("2026-06-10T15:00:00"));

      story.take(exchange, "2026-06-10T15:00:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.EXCHANGED);
      assertThat(story.view().common().unexpectedUnits())
          .extracting(unit -> unit.expected() + " " + unit.received())
          .containsExactly("NR2A-0001 NR2A-0777");
      assertThat(story.decide(exchange, "2026-06-10T16:00:00")).isEqualTo(Decision.nothing());
    }
  }
}
