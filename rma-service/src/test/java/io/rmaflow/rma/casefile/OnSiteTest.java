package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static io.rmaflow.rma.casefile.Story.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.PartExchanged;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.events.rma.CaseEvent.RestorationReported;
import io.rmaflow.events.rma.CaseEvent.SecondVisitCause;
import io.rmaflow.events.rma.CaseEvent.ServiceRestored;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.parts.returnduty.ReturnSteps;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.rma.parts.visit.VisitSteps;
import io.rmaflow.rma.parts.visit.Visited;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The visits of on-site maintenance, step by step. */
class OnSiteTest {

  private static final SerialNumber BROUGHT = new SerialNumber("NR2A-9001");

  /** Accepted at 10:30 and judged at 10:40 on a Wednesday. */
  private static Story judged(Plan plan, ProductFamily family) {
    return Story.onSite(plan, family, "2026-06-10T10:30:00").judged("2026-06-10T10:40:00");
  }

  private static Story judged() {
    return judged(Plan.ONSITE_WEEKDAY, ProductFamily.NETREGIO);
  }

  private static Step visit(String plannedFor) {
    return new VisitSteps.PlanVisit(at(plannedFor), null, at("2026-06-10T10:45:00"));
  }

  private static Step arrival(String at) {
    return new VisitSteps.Arrive(null, when(at));
  }

  private static Step unit(String at) {
    return new VisitSteps.ExchangeUnit(BROUGHT, null, null, when(at));
  }

  private static Step part(String at) {
    return new VisitSteps.ExchangePart(new TextId("r-text-9"), when(at));
  }

  private static Step restoration(String at) {
    return new VisitSteps.Restore(false, false, true, when(at));
  }

  private static Step report(ReportMethod method, String at) {
    return new VisitSteps.Report(null, method, at(at));
  }

  private static Step secondVisit(String at) {
    return new VisitSteps.RequireSecondVisit(SecondVisitCause.MOTHERBOARD, null, at(at));
  }

  private static Refusal refused(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decision).refusals().getFirst();
  }

  private static CaseStatus conflict(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Conflict.class);
    return ((Decision.Conflict) decision).status();
  }

  @Nested
  class Planning {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2026-06-10T08:59:59", // before the opening
          "2026-06-10T17:00:01", // after the closing
          "2026-06-13T10:00:00", // Saturday
          "2026-12-31T10:00:00" // New Year's Eve
        })
    @Clause({"ONS-5", "EXC-ONS-1"})
    void aVisitOutsideTheHours_isRefusedOnWeekdays_andNeverAroundTheClock(String plannedFor) {
      Decision onWeekdays = judged().decide(visit(plannedFor), "2026-06-10T10:45:00");

      assertThat(refused(onWeekdays).code()).isEqualTo("OUT_OF_HOURS");
      assertThat(refused(onWeekdays).clauses()).containsExactly("ONS-5", "EXC-ONS-1");
      Story aroundTheClock = judged(Plan.ONSITE_24X365, ProductFamily.NETREGIO);
      aroundTheClock.take(visit(plannedFor), "2026-06-10T10:45:00");
      assertThat(aroundTheClock.state().its(Visited.class).visits().plannedFor())
          .contains(at(plannedFor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-06-10T09:00:00", "2026-06-10T17:00:00"})
    @Clause("ONS-5")
    void theFirstAndTheLastInstantOfTheHoursAreInside(String plannedFor) {
      Story story = judged().take(visit(plannedFor), "2026-06-10T10:45:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.VISIT_PLANNED);
    }

    @Test
    @Clause({"ONS-10", "GEN-6", "RMA-5"})
    void aVisitTakesAJudgedHardwareFault() {
      Story accepted =
          Story.onSite(Plan.ONSITE_WEEKDAY, ProductFamily.NETREGIO, "2026-06-10T10:30:00");

      assertThat(conflict(accepted.decide(visit("2026-06-10T14:00:00"), "2026-06-10T10:45:00")))
          .isEqualTo(CaseStatus.ACCEPTED);
      Story sound = accepted.judgedSound("2026-06-10T10:40:00");
      assertThat(conflict(sound.decide(visit("2026-06-10T14:00:00"), "2026-06-10T10:45:00")))
          .isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    void itCanBePlannedAnew_butNotTwiceForTheSameTime() {
      Story story = judged().take(visit("2026-06-10T14:00:00"), "2026-06-10T10:45:00");

      assertThat(conflict(story.decide(visit("2026-06-10T14:00:00"), "2026-06-10T10:50:00")))
          .isEqualTo(CaseStatus.VISIT_PLANNED);
      story.take(visit("2026-06-10T15:00:00"), "2026-06-10T10:50:00");
      assertThat(story.state().its(Visited.class).visits().plannedFor())
          .contains(at("2026-06-10T15:00:00"));
    }
  }

  @Nested
  class Arrival {

    @Test
    @Clause({"ONS-2", "ONS-3", "ONS-4"})
    void onTheTarget_isInTime() { // SC-062
      Story story = judged().take(arrival("2026-06-10T14:30:00"), "2026-06-10T14:31:00");

      assertThat(story.all(DeadlineMet.class))
          .containsExactly(
              new DeadlineMet(
                  Story.CASE, Deadline.Name.ARRIVAL_TARGET, at("2026-06-10T14:30:00"), true));
    }

    @Test
    @Clause({"ONS-3", "A-41"})
    void overTheTarget_isRecordedWithItsCause_andIsNoBreach() {
      TextId traffic = new TextId("r-text-7");

      Story story =
          judged()
              .take(
                  new VisitSteps.Arrive(traffic, when("2026-06-10T14:30:01")),
                  "2026-06-10T14:31:00");

      assertThat(story.all(DeadlineMet.class))
          .containsExactly(
              new DeadlineMet(
                  Story.CASE, Deadline.Name.ARRIVAL_TARGET, at("2026-06-10T14:30:01"), false));
      assertThat(story.state().its(Visited.class).visits().arrival(1).orElseThrow().reasonId())
          .isEqualTo(traffic);
      assertThat(story.state().status()).isEqualTo(CaseStatus.ARRIVED);
      assertThat(story.state().chargeable()).isFalse();
      assertThat(story.state().dueTimes().of(Deadline.Name.ARRIVAL_TARGET).orElseThrow().state())
          .isEqualTo(DueTime.State.MET);
    }

    @Test
    @Clause("ONS-3")
    void overTheTarget_nothingIsOverdue_howeverLateItBecomesKnown() {
      Story story = judged();

      assertThat(CaseDecisions.deriveAgain(story.state(), story.policy, at("2026-06-11T10:00:00")))
          .isEqualTo(Decision.nothing());
      assertThat(story.state().dueTimes().of(Deadline.Name.ARRIVAL_TARGET).orElseThrow().state())
          .isEqualTo(DueTime.State.OPEN);
    }
  }

  @Nested
  class Exchange {

    @Test
    @Clause({"ONS-12", "ONS-24"})
    void ofTheUnit_recordsWhatWasRemovedAndWhatWasInstalled() {
      Story story = judged().take(unit("2026-06-10T15:00:00"), "2026-06-10T15:10:00");

      UnitExchanged exchanged = story.all(UnitExchanged.class).getFirst();
      assertThat(exchanged.faultySerialNumber()).isEqualTo(Story.FAULTY);
      assertThat(exchanged.serialNumber()).isEqualTo(BROUGHT);
      assertThat(exchanged.productCode()).isEqualTo(Story.PRODUCT);
      assertThat(exchanged.exchangedAt()).isEqualTo(at("2026-06-10T15:00:00"));
    }

    @Test
    @Clause({"ONS-12", "ONS-19"})
    void ofTheUnit_bringsTheEquivalentProductThatWasAgreedOn() {
      ProductCode newer = new ProductCode("netregio3-dhcp");
      Story story =
          judged()
              .take(
                  new SendingSteps.OfferEquivalent(newer, at("2026-06-10T11:00:00")),
                  "2026-06-10T11:00:00");
      assertThat(story.state().status()).isEqualTo(CaseStatus.AWAITING_CONSENT);

      story
          .take(
              new SendingSteps.AnswerEquivalent(true, null, at("2026-06-10T11:20:00")),
              "2026-06-10T11:20:00")
          .take(unit("2026-06-10T15:00:00"), "2026-06-10T15:10:00");

      assertThat(story.all(UnitExchanged.class).getFirst().productCode()).isEqualTo(newer);
    }

    @Test
    @Clause("ONS-19")
    void whereTheEquivalentIsDeclined_theRequestIsCancelled() { // SC-045
      Story story =
          judged()
              .take(
                  new SendingSteps.OfferEquivalent(
                      new ProductCode("netregio3-dhcp"), at("2026-06-10T11:00:00")),
                  "2026-06-10T11:00:00")
              .take(
                  new SendingSteps.AnswerEquivalent(false, null, at("2026-06-10T11:20:00")),
                  "2026-06-10T11:20:00");

      assertThat(story.all(CaseCancelled.class).getFirst().because())
          .isEqualTo("EQUIVALENT_DECLINED");
      assertThat(story.state().status()).isEqualTo(CaseStatus.CANCELLED);
      assertThat(conflict(story.decide(visit("2026-06-10T14:00:00"), "2026-06-10T11:30:00")))
          .isEqualTo(CaseStatus.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
        value = ProductFamily.class,
        names = {"SUPERDHCP", "NETNEBULAS_IA"})
    @Clause("ONS-13")
    void ofParts_isForSuperDhcpAndIa(ProductFamily family) {
      Story story =
          judged(Plan.ONSITE_24X365, family)
              .take(part("2026-06-10T15:00:00"), "2026-06-10T15:10:00");

      PartExchanged exchanged = story.all(PartExchanged.class).getFirst();
      assertThat(exchanged.serialNumber()).isEqualTo(Story.FAULTY);
      assertThat(exchanged.visit()).isEqualTo(1);
      assertThat(story.state().status()).isEqualTo(CaseStatus.EXCHANGED);
    }

    @ParameterizedTest
    @EnumSource(
        value = ProductFamily.class,
        names = {"NETNEBULAS", "NETREGIO", "NETFLUX", "NETWYVERN"})
    @Clause("ONS-13")
    void ofParts_isForNoOtherProduct(ProductFamily family) {
      Decision decision =
          judged(Plan.ONSITE_24X365, family)
              .decide(part("2026-06-10T15:00:00"), "2026-06-10T15:10:00");

      assertThat(refused(decision).code()).isEqualTo("PART_EXCHANGE_NOT_ALLOWED_FOR_PRODUCT");
      assertThat(refused(decision).clauses()).containsExactly("ONS-13");
    }

    @Test
    @Clause("EXC-ONS-24")
    void anExchangedUnitCanBeBought_andTheCaseWaitsForTheAnswer() {
      Story story =
          judged()
              .take(unit("2026-06-10T15:00:00"), "2026-06-10T15:00:00")
              .take(
                  new ReturnSteps.RequestBuyOut(null, at("2026-06-10T15:05:00")),
                  "2026-06-10T15:05:00")
              .take(restoration("2026-06-10T15:30:00"), "2026-06-10T15:30:00")
              .take(report(ReportMethod.ON_SITE, "2026-06-10T15:40:00"), "2026-06-10T15:40:00");
      assertThat(story.state().status()).isEqualTo(CaseStatus.RESTORED);

      story.take(
          new ReturnSteps.DecideBuyOut(true, 80_000, null, at("2026-06-11T10:00:00")),
          "2026-06-11T10:00:00");

      assertThat(story.state().chargeable()).isTrue();
      assertThat(story.all(CaseClosed.class))
          .containsExactly(new CaseClosed(Story.CASE, "RESTORED", at("2026-06-11T10:00:00")));
    }
  }

  @Nested
  class Restoration {

    @Test
    @Clause("ONS-15")
    void takesTheChecks() {
      Decision unchecked =
          judged()
              .decide(
                  new VisitSteps.Restore(false, false, false, when("2026-06-10T15:30:00")),
                  "2026-06-10T15:30:00");

      assertThat(refused(unchecked).code()).isEqualTo("OPERATION_CHECK_REQUIRED");
      assertThat(refused(unchecked).clauses()).containsExactly("ONS-15");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, false"})
    @Clause("ONS-14")
    void putsBackTheFileThatTheCustomerSupplied(boolean supplied, boolean restored) {
      Story story =
          judged()
              .take(
                  new VisitSteps.Restore(supplied, restored, true, when("2026-06-10T15:30:00")),
                  "2026-06-10T15:30:00");

      assertThat(story.state().its(Visited.class).visits().restored())
          .contains(
              new ServiceRestored(
                  Story.CASE, Story.RMA_A, restored, true, at("2026-06-10T15:30:00"), supplied));
      assertThat(Objects.requireNonNull(story.view().visiting().visit()).backupSupplied())
          .isEqualTo(supplied);
    }

    @Test
    @Clause({"ONS-14", "RMA-9"})
    void toldAgain_isAConflictOnlyWhereItSaysOtherwiseOfTheFile() {
      Story story =
          judged()
              .take(
                  new VisitSteps.Restore(true, false, true, when("2026-06-10T15:30:00")),
                  "2026-06-10T15:30:00");

      assertThat(
              story.decide(
                  new VisitSteps.Restore(null, false, true, when("2026-06-10T15:30:00")),
                  "2026-06-10T16:00:00"))
          .isEqualTo(Decision.nothing());
      assertThat(
              story.decide(
                  new VisitSteps.Restore(false, false, true, when("2026-06-10T15:30:00")),
                  "2026-06-10T16:00:00"))
          .isInstanceOfSatisfying(
              Decision.Conflict.class,
              conflict -> assertThat(conflict.code()).isEqualTo("FACT_ALREADY_RECORDED"));
    }

    @Test
    @Clause({"ONS-14", "EXC-ONS-25"})
    void withoutAFile_nothingIsPutBack() {
      Decision decision =
          judged()
              .decide(
                  new VisitSteps.Restore(false, true, true, when("2026-06-10T15:30:00")),
                  "2026-06-10T15:30:00");

      assertThat(refused(decision).code()).isEqualTo("DATA_NOT_GUARANTEED");
      assertThat(refused(decision).clauses()).containsExactly("ONS-14", "EXC-ONS-25");
    }

    @Test
    @Clause("ONS-22")
    void completesTheService_andOnlyTheReportIsLeft() {
      Story story = judged().take(restoration("2026-06-10T15:30:00"), "2026-06-10T15:30:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.RESTORED);
      assertThat(OpenDuties.of(story.state()))
          .containsExactly(new Duty(Duty.Who.VENDOR, "RESTORATION_REPORT", null));
      assertThat(conflict(story.decide(visit("2026-06-11T10:00:00"), "2026-06-10T15:40:00")))
          .isEqualTo(CaseStatus.RESTORED);
    }

    @ParameterizedTest
    @EnumSource(ReportMethod.class)
    @Clause({"ONS-17", "ONS-18"})
    void isReportedToWhoReportedTheFault_onSiteOrByPhone(ReportMethod method) {
      Story story =
          judged()
              .take(restoration("2026-06-10T15:30:00"), "2026-06-10T15:30:00")
              .take(report(method, "2026-06-10T15:40:00"), "2026-06-10T15:40:00");

      RestorationReported reported = story.all(RestorationReported.class).getFirst();
      assertThat(reported.contactId()).isEqualTo(new ContactId("r-contact-1"));
      assertThat(reported.method()).isEqualTo(method);
      assertThat(story.all(CaseClosed.class))
          .containsExactly(new CaseClosed(Story.CASE, "RESTORED", at("2026-06-10T15:40:00")));
      assertThat(
              conflict(story.decide(report(method, "2026-06-10T15:50:00"), "2026-06-10T15:50:00")))
          .isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    @Clause("ONS-18")
    void methodsAreTheTwoOfTheClause() {
      assertThat(ReportMethod.values())
          .containsExactlyInAnyOrder(ReportMethod.ON_SITE, ReportMethod.PHONE);
    }

    @Test
    @Clause("ONS-22")
    void isNotReportedBeforeItHappened() {
      assertThat(
              conflict(
                  judged()
                      .decide(
                          report(ReportMethod.PHONE, "2026-06-10T15:40:00"),
                          "2026-06-10T15:40:00")))
          .isEqualTo(CaseStatus.RMA_ISSUED);
    }
  }

  @Nested
  class SecondVisit {

    private final Story superDhcp =
        judged(Plan.ONSITE_24X365, ProductFamily.SUPERDHCP)
            .take(arrival("2026-06-10T12:00:00"), "2026-06-10T12:00:00")
            .take(part("2026-06-10T12:30:00"), "2026-06-10T12:30:00");

    @Test
    @Clause("ONS-16")
    void followsWhereTheMotherboardIsTheCause_withoutATargetOfItsOwn() {
      superDhcp.take(secondVisit("2026-06-10T13:00:00"), "2026-06-10T13:00:00");
      assertThat(superDhcp.state().status()).isEqualTo(CaseStatus.AWAITING_SECOND_VISIT);

      superDhcp
          .take(
              new VisitSteps.PlanVisit(at("2026-06-15T10:00:00"), null, at("2026-06-10T13:10:00")),
              "2026-06-10T13:10:00")
          .take(arrival("2026-06-15T23:00:00"), "2026-06-15T23:00:00");
      assertThat(superDhcp.state().status()).isEqualTo(CaseStatus.ARRIVED);

      superDhcp
          .take(part("2026-06-15T23:30:00"), "2026-06-15T23:30:00")
          .take(restoration("2026-06-15T23:50:00"), "2026-06-15T23:50:00")
          .take(report(ReportMethod.PHONE, "2026-06-15T23:55:00"), "2026-06-15T23:55:00");

      assertThat(superDhcp.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(superDhcp.all(PartExchanged.class))
          .extracting(PartExchanged::visit)
          .containsExactly(1, 2);
      assertThat(superDhcp.all(DeadlineMet.class))
          .containsExactly(
              new DeadlineMet(
                  Story.CASE, Deadline.Name.ARRIVAL_TARGET, at("2026-06-10T12:00:00"), true));
    }

    @Test
    @Clause("ONS-16")
    void isDecidedOnce_andOnlyAfterTheFirstArrival() {
      assertThat(
              conflict(
                  judged(Plan.ONSITE_24X365, ProductFamily.SUPERDHCP)
                      .decide(secondVisit("2026-06-10T11:00:00"), "2026-06-10T11:00:00")))
          .isEqualTo(CaseStatus.RMA_ISSUED);
      superDhcp.take(secondVisit("2026-06-10T13:00:00"), "2026-06-10T13:00:00");
      assertThat(
              conflict(superDhcp.decide(secondVisit("2026-06-10T14:00:00"), "2026-06-10T14:00:00")))
          .isEqualTo(CaseStatus.AWAITING_SECOND_VISIT);
    }

    @ParameterizedTest
    @EnumSource(
        value = ProductFamily.class,
        names = {"SUPERDHCP", "NETNEBULAS_VA"},
        mode = EnumSource.Mode.EXCLUDE)
    @Clause("ONS-16")
    void isForSuperDhcpOnly(ProductFamily family) {
      Decision decision =
          judged(Plan.ONSITE_24X365, family)
              .take(arrival("2026-06-10T12:00:00"), "2026-06-10T12:00:00")
              .decide(secondVisit("2026-06-10T13:00:00"), "2026-06-10T13:00:00");

      assertThat(refused(decision).code()).isEqualTo("OUT_OF_SCOPE_WORK");
      assertThat(refused(decision).clauses()).containsExactly("ONS-16");
    }

    @Test
    @Clause({"ONS-5", "ONS-16"})
    void liesWithinTheHoursOnWeekdays() {
      Decision decision =
          judged(Plan.ONSITE_WEEKDAY, ProductFamily.SUPERDHCP)
              .take(arrival("2026-06-10T12:00:00"), "2026-06-10T12:00:00")
              .decide(
                  new VisitSteps.RequireSecondVisit(
                      SecondVisitCause.MOTHERBOARD,
                      at("2026-06-13T10:00:00"),
                      at("2026-06-10T13:00:00")),
                  "2026-06-10T13:00:00");

      assertThat(refused(decision).code()).isEqualTo("OUT_OF_HOURS");
    }
  }

  @Nested
  class OutOfOrder {

    @ParameterizedTest
    @ValueSource(strings = {"arrival", "unit", "restoration"})
    @Clause("RMA-5")
    void noFactBeforeTheRmaNumber(String fact) {
      Story accepted =
          Story.onSite(Plan.ONSITE_WEEKDAY, ProductFamily.NETREGIO, "2026-06-10T10:30:00");

      assertThat(conflict(accepted.decide(fact(fact), "2026-06-10T16:00:00")))
          .isEqualTo(CaseStatus.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrival", "unit", "restoration"})
    @Clause("RMA-9")
    void theSameFactAgain_isNoNews_andAnotherTakesACorrection(String fact) {
      Story story = judged().take(fact(fact), "2026-06-10T16:00:00");
      CaseState once = story.state();

      assertThat(story.take(fact(fact), "2026-06-10T16:00:00").state()).isEqualTo(once);
      Step atAnotherTime =
          switch (fact) {
            case "arrival" -> arrival("2026-06-10T15:00:01");
            case "unit" -> unit("2026-06-10T15:00:01");
            default -> restoration("2026-06-10T15:00:01");
          };
      Decision conflict = story.decide(atAnotherTime, "2026-06-10T16:00:00");
      assertThat(((Decision.Conflict) conflict).code()).isEqualTo("FACT_ALREADY_RECORDED");
    }

    @Test
    @Clause("RMA-9")
    void factsOfAClosedCase_areStillRecorded() {
      Story story =
          judged()
              .take(restoration("2026-06-10T15:30:00"), "2026-06-10T15:30:00")
              .take(report(ReportMethod.PHONE, "2026-06-10T15:40:00"), "2026-06-10T15:40:00")
              .take(arrival("2026-06-10T14:20:00"), "2026-06-10T18:00:00")
              .take(unit("2026-06-10T15:00:00"), "2026-06-10T18:00:00");

      assertThat(story.state().status()).isEqualTo(CaseStatus.CLOSED);
      assertThat(story.all(DeadlineMet.class).getFirst().inTime()).isTrue();
      assertThat(story.all(CaseClosed.class)).hasSize(1);
    }

    @Test
    @Clause({"ONS-12", "ONS-16"})
    void aSecondWholeUnit_isAnotherCases_andAPartOfTheSecondVisitIsNot() {
      Story story =
          judged(Plan.ONSITE_24X365, ProductFamily.SUPERDHCP)
              .take(arrival("2026-06-10T14:30:00"), "2026-06-10T14:30:00")
              .take(unit("2026-06-10T15:00:00"), "2026-06-10T15:00:00")
              .take(
                  new VisitSteps.RequireSecondVisit(
                      SecondVisitCause.MOTHERBOARD, null, at("2026-06-10T16:00:00")),
                  "2026-06-10T16:00:00");
      Step another =
          new VisitSteps.ExchangeUnit(
              new SerialNumber("SD-9900"), null, null, when("2026-06-15T10:00:00"));

      assertThat(story.decide(another, "2026-06-15T10:00:00"))
          .isInstanceOfSatisfying(
              Decision.Conflict.class,
              conflict -> assertThat(conflict.code()).isEqualTo("UNIT_ALREADY_EXCHANGED"));
      story.take(part("2026-06-15T10:00:00"), "2026-06-15T10:00:00");
      assertThat(story.state().status()).isEqualTo(CaseStatus.EXCHANGED);
    }

    @Test
    void onceSomethingWasExchanged_theRequestCannotBeWithdrawn() {
      Story story =
          judged(Plan.ONSITE_24X365, ProductFamily.NETNEBULAS_IA)
              .take(part("2026-06-10T15:00:00"), "2026-06-10T15:00:00");

      Decision decision =
          story.decide(
              new CommonSteps.Cancel(null, at("2026-06-10T15:10:00")), "2026-06-10T15:10:00");
      assertThat(((Decision.Conflict) decision).code()).isEqualTo("ALREADY_SHIPPED");
    }

    private static Step fact(String name) {
      return switch (name) {
        case "arrival" -> arrival("2026-06-10T15:00:00");
        case "unit" -> unit("2026-06-10T15:00:00");
        default -> restoration("2026-06-10T15:00:00");
      };
    }
  }

  @Nested
  class Correction {

    private static Story restored() {
      return judged(Plan.ONSITE_24X365, ProductFamily.SUPERDHCP)
          .take(arrival("2026-06-10T14:30:01"), "2026-06-10T14:31:00")
          .take(part("2026-06-10T14:45:00"), "2026-06-10T14:45:00")
          .take(unit("2026-06-10T15:00:00"), "2026-06-10T15:00:00")
          .take(restoration("2026-06-10T15:30:00"), "2026-06-10T15:30:00");
    }

    @ParameterizedTest
    @CsvSource({
      "EngineerArrived, arrivedAt, 2026-06-10T14:20:00+09:00",
      "PartExchanged, exchangedAt, 2026-06-10T14:40:00+09:00",
      "UnitExchanged, exchangedAt, 2026-06-10T14:50:00+09:00",
      "UnitExchanged, serialNumber, SD-9002",
      "UnitExchanged, productCode, superdhcp200",
      "UnitExchanged, softwareVersion, 5.00.3-12",
      "ServiceRestored, restoredAt, 2026-06-10T15:20:00+09:00",
      "ServiceRestored, backupRestored, true",
      "ServiceRestored, backupSupplied, true",
    })
    @Clause("RMA-9")
    void reachesEveryFactOnSite_andTheCaseStaysAsItStands(String fact, String field, String value) {
      Story story = restored();

      story.corrected(fact, field, value, "2026-06-11T10:00:00");

      assertThat(story.says(fact, field)).isEqualTo(Story.written(value));
      assertThat(story.state().status()).isEqualTo(CaseStatus.RESTORED);
    }

    @Test
    @Clause({"RMA-9", "ONS-3"})
    void ofALateArrival_saysThatTheTargetWasMet() {
      Story story = restored();

      story.corrected(
          "EngineerArrived", "arrivedAt", "2026-06-10T14:30:00+09:00", "2026-06-11T10:00:00");

      assertThat(story.all(DeadlineMet.class))
          .containsExactly(
              new DeadlineMet(
                  Story.CASE, Deadline.Name.ARRIVAL_TARGET, at("2026-06-10T14:30:01"), false),
              new DeadlineMet(
                  Story.CASE, Deadline.Name.ARRIVAL_TARGET, at("2026-06-10T14:30:00"), true));
      assertThat(story.state().its(Visited.class).visits().arrivals()).hasSize(1);
    }

    @Test
    @Clause({"RMA-9", "ONS-3", "ONS-16"})
    void reachesTheVisitThatItNames_elseTheLast() {
      Story story = visitedTwice();

      story.take(
          new Correct("EngineerArrived", "arrivedAt", "2026-06-10T14:25:00+09:00", null, 1),
          "2026-06-16T10:00:00");
      story.corrected(
          "PartExchanged", "exchangedAt", "2026-06-15T10:50:00+09:00", "2026-06-16T10:00:00");
      story.take(
          new Correct("PartExchanged", "exchangedAt", "2026-06-10T14:50:00+09:00", null, 1),
          "2026-06-16T10:00:00");

      assertThat(story.state().its(Visited.class).visits().arrivals())
          .extracting(EngineerArrived::visit, EngineerArrived::arrivedAt)
          .containsExactly(
              tuple(1, at("2026-06-10T14:25:00")), tuple(2, at("2026-06-15T10:30:00")));
      assertThat(story.state().its(Visited.class).visits().parts())
          .extracting(PartExchanged::visit, PartExchanged::exchangedAt)
          .containsExactly(
              tuple(1, at("2026-06-10T14:50:00")), tuple(2, at("2026-06-15T10:50:00")));
      assertThat(story.all(FactCorrected.class))
          .extracting(FactCorrected::visit)
          .containsExactly(1, 2, 1);
      DueTime target = story.state().dueTimes().of(Deadline.Name.ARRIVAL_TARGET).orElseThrow();
      assertThat(target.metAt()).isEqualTo(at("2026-06-10T14:25:00"));
      assertThat(target.inTime()).isTrue();
    }

    @Test
    @Clause("RMA-9")
    void ofAVisit_isRefusedWhereThereIsNoSuchFact() {
      Story story = restored();

      assertThat(
              story.decide(
                  new Correct("EngineerArrived", "arrivedAt", "2026-06-10T14:25:00+09:00", null, 2),
                  "2026-06-11T10:00:00"))
          .isInstanceOfSatisfying(
              Decision.Conflict.class,
              conflict -> assertThat(conflict.code()).isEqualTo("FACT_NOT_RECORDED"));
      assertThat(
              story.decide(
                  new Correct(
                      "ServiceRestored", "restoredAt", "2026-06-10T15:20:00+09:00", null, 1),
                  "2026-06-11T10:00:00"))
          .isInstanceOfSatisfying(
              Decision.Invalid.class,
              invalid -> assertThat(invalid.code()).isEqualTo("NOT_OF_A_VISIT"));
    }

    private static Story visitedTwice() {
      return judged(Plan.ONSITE_24X365, ProductFamily.SUPERDHCP)
          .take(arrival("2026-06-10T14:30:01"), "2026-06-10T14:31:00")
          .take(part("2026-06-10T14:45:00"), "2026-06-10T14:45:00")
          .take(
              new VisitSteps.RequireSecondVisit(
                  SecondVisitCause.MOTHERBOARD, null, at("2026-06-10T15:00:00")),
              "2026-06-10T15:00:00")
          .take(arrival("2026-06-15T10:30:00"), "2026-06-15T10:31:00")
          .take(part("2026-06-15T10:45:00"), "2026-06-15T10:45:00");
    }

    @Test
    @Clause("RMA-9")
    void neverMakesTheFaultyUnitTheOneThatWasBrought() {
      assertThat(
              restored()
                  .decide(
                      new Correct("UnitExchanged", "serialNumber", Story.FAULTY.value(), null),
                      "2026-06-11T10:00:00"))
          .isInstanceOfSatisfying(
              Decision.Invalid.class,
              invalid -> assertThat(invalid.code()).isEqualTo("IS_THE_FAULTY_UNIT"));
    }
  }
}
