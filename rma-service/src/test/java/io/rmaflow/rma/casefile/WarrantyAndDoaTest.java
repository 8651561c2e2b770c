package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.day;
import static io.rmaflow.rma.casefile.Story.handOver;
import static io.rmaflow.rma.casefile.Story.receipt;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.DoaCertified;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.parts.repair.RepairSteps;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.rma.parts.sending.Sends;
import io.rmaflow.rma.procedures.CaseView;
import io.rmaflow.rma.procedures.doa.CertifyDoa;
import io.rmaflow.rma.procedures.doa.DoaRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarrantyAndDoaTest {

  @Nested
  class TheWarranty {

    @Test
    @Clause({"WAR-3", "GEN-6"})
    void servesOnlyWhereTheVendorFindsTheHardwareAtFault() {
      Story story = Story.accepted(Procedure.WARRANTY, "2026-06-10T09:30:00");

      story.judgedSound("2026-06-10T10:00:00");

      assertThat(story.state().closedBecause()).contains("NOT_HW_FAULT");
      assertThat(story.state().rmaNumber()).isEmpty();
    }

    @Test
    @Clause({"WAR-5", "WAR-6", "WAR-15"})
    void sendsNothingFirst() {
      Story story = judged(Procedure.WARRANTY);

      assertThat(story.state().part(Sends.class)).isEmpty();
      assertThat(story.state().rmaNumber()).isPresent();
      assertThat(story.decide(Story.shipment("2026-06-10T11:00:00"), "2026-06-10T11:00:00"))
          .isInstanceOf(Decision.Conflict.class);
    }

    @Test
    @Clause({"WAR-17", "WAR-19", "WAR-20"})
    void chargesConsumableParts_andEndsWhenTheUnitIsBack() {
      Story story = judged(Procedure.WARRANTY);
      story.take(receipt("2026-06-12T10:00:00"), "2026-06-12T10:00:00");
      story.take(
          new RepairSteps.Inspect(10, List.of(new TextId("r-text-3")), at("2026-06-15T10:00:00")),
          "2026-06-15T10:00:00");
      assertThat(view(story).common().chargeable()).isTrue();
      assertThat(view(story).repair().chargeableParts()).containsExactly("words of r-text-3");

      story.take(new RepairSteps.Deliver(when("2026-06-25T10:00:00")), "2026-06-25T10:00:00");

      assertThat(story.all(CaseClosed.class))
          .extracting(CaseClosed::because)
          .containsExactly("REPAIRED_UNIT_DELIVERED");
    }

    @Test
    @Clause({"A-54", "WAR-16"})
    void setsNoDayForSendingTheUnit() {
      Story story = judged(Procedure.WARRANTY);

      assertThat(story.state().dueTimes().all()).isEmpty();
      assertThat(OpenDuties.of(story.state()))
          .containsExactly(new Duty(Duty.Who.CUSTOMER, "FAULTY_UNIT_DISPATCH", null));
    }
  }

  @Nested
  class CrossSendBack {

    @Test
    @Clause("CSB-12")
    void chargesConsumableParts_thoughTheCaseHasEndedWithTheReceipt() {
      Story story =
          judged(Procedure.CROSS_SEND_BACK)
              .shipped("2026-06-10T15:00:00")
              .delivered("2026-06-11T10:00:00")
              .received("2026-06-15T10:00:00");
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);

      story.take(
          new RepairSteps.Inspect(null, List.of(new TextId("r-text-3")), at("2026-06-16T10:00:00")),
          "2026-06-16T10:00:00");

      assertThat(view(story).common().chargeable()).isTrue();
      assertThat(view(story).repair().chargeableParts()).containsExactly("words of r-text-3");
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    @Clause("CSB-12")
    void repairsNothing_soThatNothingIsEstimated() {
      Story story =
          judged(Procedure.CROSS_SEND_BACK)
              .shipped("2026-06-10T15:00:00")
              .delivered("2026-06-11T10:00:00")
              .received("2026-06-15T10:00:00");

      assertThat(
              story.decide(
                  new RepairSteps.Inspect(10, List.of(), at("2026-06-16T10:00:00")),
                  "2026-06-16T10:00:00"))
          .isInstanceOfSatisfying(
              Decision.Invalid.class, invalid -> assertThat(invalid.code()).isEqualTo("NO_REPAIR"));
    }
  }

  @Nested
  class AnInitialFailure {

    @Test
    @Clause({"DOA-6", "DOA-7", "A-51"})
    void certifiedOnTheEveOfGoldenWeek_leavesWithinTwoBusinessDays_withoutANoonCutOff() {
      Story story =
          Story.accepted(Procedure.DOA, "2026-04-30T09:30:00").judged("2026-04-30T10:00:00");
      story.take(certified("2026-04-30T16:00:00"), "2026-04-30T16:00:00");

      assertThat(DoaRule.dispatchFrom(at("2026-04-30T16:00:00"), story.policy))
          .isEqualTo(day("2026-05-01"));
      assertThat(story.dispatchDue()).isEqualTo(day("2026-05-07"));
    }

    @Test
    @Clause({"DOA-7", "RMA-9"})
    void whoseCertificationIsCorrected_isDueOnAnotherDay() {
      Story story =
          Story.accepted(Procedure.DOA, "2026-04-30T09:30:00")
              .judged("2026-04-30T10:00:00")
              .take(certified("2026-05-01T09:00:00"), "2026-05-01T09:00:00");
      assertThat(story.dispatchDue()).isEqualTo(day("2026-05-08"));

      story.corrected(
          "DoaCertified", "certifiedAt", "2026-04-30T16:00:00+09:00", "2026-05-01T10:00:00");

      assertThat(story.dispatchDue()).isEqualTo(day("2026-05-07"));
    }

    @Test
    @Clause({"DOA-2", "A-50"})
    void isCertifiedByAPerson_whoseBasisIsRecorded() {
      Story story =
          judged(Procedure.DOA).take(certified("2026-06-10T11:00:00"), "2026-06-10T11:00:00");

      assertThat(story.all(DoaCertified.class))
          .extracting(DoaCertified::basisId)
          .containsExactly(new TextId("r-text-9"));
    }

    @ParameterizedTest
    @Clause("DOA-6")
    @CsvSource({"REFURBISHED", "USED", "DAMAGED"})
    void takesANewUnitAndNoOther(Condition condition) {
      Story story =
          judged(Procedure.DOA).take(certified("2026-06-10T11:00:00"), "2026-06-10T11:00:00");

      assertThat(
              story.decide(
                  new SendingSteps.ShipReplacement(
                      Story.SPARE,
                      null,
                      null,
                      null,
                      condition,
                      Step.Carriage.UNKNOWN,
                      null,
                      when("2026-06-10T15:00:00")),
                  "2026-06-10T15:00:00"))
          .isInstanceOfSatisfying(
              Decision.Refused.class,
              refused ->
                  assertThat(refused.refusals().getFirst().code())
                      .isEqualTo("DOA_REQUIRES_NEW_UNIT"));
    }

    @Test
    @Clause({"DOA-8", "DOA-9", "SHP-10", "SHP-11", "A-08", "A-53"})
    void comesBackWithinFiveBusinessDays_atTheVendorsCost() {
      Story story =
          judged(Procedure.DOA)
              .take(certified("2026-06-10T11:00:00"), "2026-06-10T11:00:00")
              .take(Story.newUnitShipment("2026-06-11T15:00:00"), "2026-06-11T15:00:00")
              .delivered("2026-06-12T10:00:00");

      assertThat(story.returnDue()).isEqualTo(day("2026-06-19"));
      assertThat(
              story
                  .state()
                  .dueTimes()
                  .of(Deadline.Name.RETURN)
                  .orElseThrow()
                  .deadline()
                  .derivation()
                  .clauses())
          .contains("DOA-8")
          .doesNotContain("CSB-4");
      story.take(handOver("2026-06-19T18:00:00"), "2026-06-19T18:00:00");
      assertThat(view(story).shipments())
          .extracting(ShipmentLeg::payer)
          .containsExactly(Payer.VENDOR, Payer.VENDOR);
      story.received("2026-06-22T10:00:00");
      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(view(story).returning().returnedLateBusinessDays()).isEqualTo(0);
    }
  }

  private static Story judged(Procedure procedure) {
    return Story.accepted(procedure, "2026-06-10T09:30:00").judged("2026-06-10T10:00:00");
  }

  private static CertifyDoa certified(String at) {
    return new CertifyDoa(true, new TextId("r-text-9"), null, null, at(at));
  }

  private static CaseView view(Story story) {
    return CaseView.of(
        story.state(),
        1,
        Optional.empty(),
        new Reading(
            story.policy, id -> Optional.of("words of " + id.value()), id -> id, Audience.DESK));
  }
}
