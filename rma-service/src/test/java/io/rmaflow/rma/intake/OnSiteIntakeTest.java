package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.Complete.INTAKE;
import static io.rmaflow.rma.intake.Complete.at;
import static io.rmaflow.rma.intake.Complete.term;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.SelfDiagnosis;
import io.rmaflow.rma.casefile.CaseDecisions;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.parts.visit.ArrivalTargetRule;
import io.rmaflow.rma.procedures.AllProcedures;
import io.rmaflow.rma.standing.OverdueUnit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests for on-site maintenance: when they are accepted, and what speaks against them. */
class OnSiteIntakeTest {

  private final Complete it = complete(Plan.ONSITE_WEEKDAY);

  /** Nothing but what this service asks for: no sheet, no file. */
  private static Complete complete(Plan plan) {
    Complete request = new Complete();
    request.procedure = Procedure.ONSITE;
    request.terms = List.of(term(plan, "2025-12-01", "2030-11-30"));
    request.channel = Channel.ONSITE_PHONE;
    request.requestSheet = false;
    request.softwareVersion = null;
    request.faultDescription = null;
    request.webAccessible = true;
    request.isolation =
        new Isolation(IsolationResult.HARDWARE_FAULT, true, SelfDiagnosis.FAILED, null, null, null);
    return request;
  }

  private Refusal only() {
    List<Refusal> refusals = it.judge().refusals();
    assertThat(refusals).hasSize(1);
    return refusals.getFirst();
  }

  /** The acceptance and the target of a request. */
  private record Taken(RequestAccepted accepted, DeadlineSet target) {

    static Taken in(Complete request) {
      CaseState state = new CaseState.NotReported(new AllProcedures());
      List<CaseEvent> events = new ArrayList<>(INTAKE.decide(request.request(), request.known()));
      for (CaseEvent event : events) {
        state = state.evolve(event);
      }
      Decision.Taken derived =
          CaseDecisions.deriveAgain(state, request.policy, request.submittedAt);
      return new Taken((RequestAccepted) events.get(1), (DeadlineSet) derived.events().getFirst());
    }
  }

  @Nested
  class AcceptanceAndTarget {

    // 2026-06-10 is a Wednesday; 2026-12-29 to 2027-01-03 is the year-end holiday
    @ParameterizedTest
    @CsvSource({
      "2026-06-10T08:59:59, 2026-06-10T09:00:00, 2026-06-10T13:00:00, 2026-06-10",
      "2026-06-10T09:00:00, 2026-06-10T09:00:00, 2026-06-10T13:00:00, 2026-06-10",
      "2026-06-10T10:30:00, 2026-06-10T10:30:00, 2026-06-10T14:30:00, 2026-06-10", // SC-062
      "2026-06-10T12:00:00, 2026-06-10T12:00:00, 2026-06-10T16:00:00, 2026-06-10",
      "2026-06-10T12:00:01, 2026-06-10T12:00:01, 2026-06-11T13:00:00, 2026-06-11",
      "2026-06-10T17:00:00, 2026-06-10T17:00:00, 2026-06-11T13:00:00, 2026-06-11",
      "2026-06-10T17:00:01, 2026-06-11T09:00:00, 2026-06-11T13:00:00, 2026-06-11",
      "2026-06-13T10:00:00, 2026-06-15T09:00:00, 2026-06-15T13:00:00, 2026-06-15", // Saturday
      "2026-12-31T10:00:00, 2027-01-04T09:00:00, 2027-01-04T13:00:00, 2027-01-04",
      "2026-05-01T12:00:01, 2026-05-01T12:00:01, 2026-05-07T13:00:00, 2026-05-07"
    })
    @Clause({"ONS-2", "ONS-4", "EXC-ONS-1", "CAL-1", "CAL-5", "A-01", "A-40", "A-41"})
    void onWeekdays(String submitted, String accepted, String target, String earliest) {
      it.submittedAt = at(submitted + "+09:00");

      Taken taken = Taken.in(it);

      assertThat(taken.accepted().acceptedAt()).isEqualTo(at(accepted + "+09:00"));
      assertThat(taken.target().deadline().dueAt()).isEqualTo(at(target + "+09:00"));
      assertThat(ArrivalTargetRule.earliestDate(taken.accepted().acceptedAt(), true, it.policy))
          .isEqualTo(earliest);
    }

    @ParameterizedTest
    @CsvSource({
      "2026-06-10T08:59:59, 2026-06-10T12:59:59",
      "2026-06-10T09:00:00, 2026-06-10T13:00:00",
      "2026-06-10T12:00:00, 2026-06-10T16:00:00",
      "2026-06-10T12:00:01, 2026-06-10T16:00:01",
      "2026-06-10T17:00:00, 2026-06-10T21:00:00",
      "2026-06-10T17:00:01, 2026-06-10T21:00:01",
      "2026-06-13T10:00:00, 2026-06-13T14:00:00", // Saturday
      "2026-12-31T22:00:00, 2027-01-01T02:00:00", // New Year's Eve
      "2026-05-03T22:30:00, 2026-05-04T02:30:00" // SC-067
    })
    @Clause({"ONS-2", "ONS-6", "CAL-2", "A-48"})
    void aroundTheClock(String submitted, String target) {
      Complete request = complete(Plan.ONSITE_24X365);
      request.channel = Channel.FORM;
      request.submittedAt = at(submitted + "+09:00");

      Taken taken = Taken.in(request);

      assertThat(taken.accepted().acceptedAt()).isEqualTo(at(submitted + "+09:00"));
      assertThat(taken.target().deadline().dueAt()).isEqualTo(at(target + "+09:00"));
      assertThat(taken.target().deadline().derivation().skippedDays()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "6, 2026-06-10T11:00:00, 2026-06-10T17:00:00",
      "6, 2026-06-10T11:30:00, 2026-06-11T09:30:00", // half an hour is left at 17:00
      "6, 2026-06-12T12:00:00, 2026-06-15T10:00:00", // over a weekend
      "8, 2026-06-10T09:00:00, 2026-06-10T17:00:00",
      "8, 2026-06-10T12:00:01, 2026-06-11T17:00:00",
      "12, 2026-06-10T09:00:00, 2026-06-11T13:00:00",
      "2, 2026-06-10T12:00:01, 2026-06-11T11:00:00"
    })
    @Clause({"ONS-4", "ONS-7", "A-40"})
    void aSiteWithATargetOfItsOwn_countsItsHoursWithinNineToFive(
        int hours, String submitted, String target) {
      it.arrivalTargetHours = hours;
      it.submittedAt = at(submitted + "+09:00");

      Taken taken = Taken.in(it);

      assertThat(taken.accepted().arrivalTargetHours()).isEqualTo(hours);
      assertThat(taken.target().deadline().dueAt()).isEqualTo(at(target + "+09:00"));
    }

    @Test
    @Clause({"ONS-6", "ONS-7"})
    void aSiteWithATargetOfItsOwn_countsOnTheWallClockAroundTheClock() {
      Complete request = complete(Plan.ONSITE_24X365);
      request.arrivalTargetHours = 6;
      request.submittedAt = at("2026-06-10T22:00:00+09:00");

      assertThat(Taken.in(request).target().deadline().dueAt())
          .isEqualTo(at("2026-06-11T04:00:00+09:00"));
    }

    @Test
    @Clause("RMA-10")
    void onSiteIsTheProcedureOfAUnitUnderEitherPlan() {
      it.procedure = null;

      assertThat(it.judge().procedure()).isEqualTo(Procedure.ONSITE);
      assertThat(it.codes()).isEmpty();
    }
  }

  @Nested
  class Asked {

    @ParameterizedTest
    @EnumSource(
        value = Channel.class,
        names = {"FORM", "ONSITE_PHONE"})
    @Clause({"ONS-20", "EXC-ONS-15", "A-48"})
    void byFormOrByTheDesignatedPhoneLine(Channel channel) {
      it.channel = channel;

      assertThat(it.codes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
        value = Channel.class,
        names = {"FORM", "ONSITE_PHONE"},
        mode = EnumSource.Mode.EXCLUDE)
    @Clause({"ONS-20", "EXC-ONS-15"})
    void byNoOtherChannel(Channel channel) {
      it.channel = channel;

      assertThat(only().code()).isEqualTo("CHANNEL_NOT_ACCEPTED");
      assertThat(only().clauses()).containsExactly("ONS-20", "EXC-ONS-15");
    }

    @Test
    @Clause("EXC-ONS-16")
    void withoutCustomerIdAndSerialNumber() {
      it.customerId = null;
      it.serialNumber = null;

      assertThat(it.codes()).containsExactly("CUSTOMER_ID_REQUIRED", "SERIAL_REQUIRED");
      assertThat(it.judge().refusals())
          .allSatisfy(refusal -> assertThat(refusal.clauses()).contains("EXC-ONS-16"));
    }

    @Test
    @Clause({"ONS-11", "EXC-ONS-22"})
    void beforeTheIsolationIsComplete() {
      it.isolation =
          new Isolation(IsolationResult.UNCLEAR, false, SelfDiagnosis.NOT_DONE, null, null, null);

      assertThat(only().code()).isEqualTo("PRIMARY_ISOLATION_INCOMPLETE");
      assertThat(only().clauses()).containsExactly("ONS-11", "EXC-ONS-22");
      assertThat(only().details())
          .isEqualTo(Map.of("missing", List.of("result", "checkSheet", "selfDiagnosis")));
    }

    @Test
    @Clause({"ONS-11", "A-60"})
    void aSelfDiagnosisThatCannotRun_takesItsReason() {
      it.isolation =
          new Isolation(
              IsolationResult.HARDWARE_FAULT,
              true,
              SelfDiagnosis.NOT_EXECUTABLE,
              new TextId("r-text-2"),
              null,
              null);
      assertThat(it.codes()).isEmpty();

      it.isolation =
          new Isolation(
              IsolationResult.HARDWARE_FAULT, true, SelfDiagnosis.NOT_EXECUTABLE, null, null, null);
      assertThat(only().details()).isEqualTo(Map.of("missing", List.of("selfDiagnosis")));
    }

    @Test
    @Clause("EXC-ONS-23")
    void toExchangeAUnitThatHasNotFailed() {
      it.purpose = Purpose.PREVENTIVE_EXCHANGE;

      assertThat(only().code()).isEqualTo("PREVENTIVE_EXCHANGE");
      assertThat(only().clauses()).containsExactly("EXC-ONS-23");
    }

    @ParameterizedTest
    @CsvSource({"another-site, owner-k1, site", "site-of-k1, another-owner, owner"})
    @Clause({"EXC-ONS-19", "ONS-10"})
    void forAnotherSiteOrOwner(String site, String owner, String differing) {
      it.siteFingerprint = site;
      it.ownerFingerprint = owner;

      assertThat(only().code()).isEqualTo("SITE_OR_OWNER_MISMATCH");
      assertThat(only().clauses()).containsExactly("EXC-ONS-19");
      assertThat(only().details()).isEqualTo(Map.of("differs", List.of(differing)));
    }

    @Test
    @Clause("EXC-ONS-6")
    void forAUnitAtHeight() {
      it.installedAtHeight = true;

      assertThat(only().code()).isEqualTo("INSTALLED_AT_HEIGHT");
      assertThat(only().clauses()).containsExactly("EXC-ONS-6");
    }

    @Test
    @Clause("EXC-ONS-11")
    void forAUnitThatWasOpened() {
      it.openedOrModified = true;

      assertThat(only().code()).isEqualTo("UNAUTHORIZED_MODIFICATION");
      assertThat(only().clauses()).containsExactly("EXC-ONS-11");
    }

    @ParameterizedTest
    @CsvSource({
      "OTHER_DEVICE, NOT_CAUSED_BY_DEVICE, EXC-ONS-10",
      "UNSUPPORTED_ENVIRONMENT, UNSUPPORTED_ENVIRONMENT, EXC-ONS-12",
      "NATURAL_DISASTER, FORCE_MAJEURE, EXC-ONS-13",
      "THIRD_PARTY, THIRD_PARTY_DAMAGE, EXC-ONS-14",
      "MISUSE, MISUSE, EXC-ONS-20"
    })
    @Clause({"EXC-ONS-10", "EXC-ONS-12", "EXC-ONS-13", "EXC-ONS-14", "EXC-ONS-20"})
    void forADeclaredCauseOutsideTheService(Cause cause, String code, String clause) {
      it.cause = cause;

      assertThat(only().code()).isEqualTo(code);
      assertThat(only().clauses()).containsExactly(clause);
    }

    @ParameterizedTest
    @CsvSource({
      "PERFORM_ISOLATION, PRIMARY_ISOLATION_IS_CUSTOMER_TASK, EXC-ONS-2",
      "CONFIG_CHANGE, OUT_OF_SCOPE_WORK, EXC-ONS-4",
      "CREATE_SETTINGS, OUT_OF_SCOPE_WORK, EXC-ONS-4",
      "RELOCATION, OUT_OF_SCOPE_WORK, EXC-ONS-5",
      "CABLING, OUT_OF_SCOPE_WORK, EXC-ONS-7",
      "PERIODIC_INSPECTION, OUT_OF_SCOPE_WORK, EXC-ONS-8",
      "VERSION_UP, OUT_OF_SCOPE_WORK, EXC-ONS-9 ONS-9 ONS-25",
      "OPERATION_QUESTION, OUT_OF_SCOPE_WORK, EXC-ONS-17",
      "TRAVEL_OR_MEETING, OUT_OF_SCOPE_WORK, EXC-ONS-18",
      "ON_SITE_SURVEY, OUT_OF_SCOPE_WORK, EXC-ONS-18",
      "REPORT, REPORT_NOT_PROVIDED, EXC-ONS-21 ONS-22",
      "GIVE_BACK_THE_COLLECTED_UNIT, COLLECTED_UNIT_NOT_RETURNED, EXC-ONS-24 ONS-24",
      "DATA_GUARANTEE, DATA_NOT_GUARANTEED, EXC-ONS-25 ONS-23",
      "LOANER, LOANER_NOT_IN_PLAN, ONS-9",
      "NEW_UNIT, EXCHANGE_SCOPE_DECIDED_BY_VENDOR, ONS-8",
      "WHOLE_UNIT_EXCHANGE, EXCHANGE_SCOPE_DECIDED_BY_VENDOR, ONS-8",
      "DEVELOPMENT_SUPPORT, OUT_OF_SCOPE_WORK, EXC-ONS-26",
      "CUSTOMER_BUILT_SYSTEM, OUT_OF_SCOPE_WORK, EXC-ONS-26",
      "COMPATIBILITY_CHECK, OUT_OF_SCOPE_WORK, EXC-ONS-26",
      "CONFIDENTIAL, OUT_OF_SCOPE_WORK, EXC-ONS-26",
      "GUARANTEE_OF_THE_ANSWER, OUT_OF_SCOPE_WORK, EXC-ONS-26",
      "PLANNED_FIX_DATE, OUT_OF_SCOPE_WORK, EXC-ONS-26",
      "OTHER_WORK, OUT_OF_SCOPE_WORK, EXC-ONS-26"
    })
    @Clause({
      "EXC-ONS-2",
      "EXC-ONS-4",
      "EXC-ONS-5",
      "EXC-ONS-7",
      "EXC-ONS-8",
      "EXC-ONS-9",
      "EXC-ONS-17",
      "EXC-ONS-18",
      "EXC-ONS-21",
      "EXC-ONS-24",
      "EXC-ONS-25",
      "EXC-ONS-26",
      "ONS-8",
      "ONS-9",
      "ONS-22",
      "ONS-23",
      "ONS-24",
      "ONS-25"
    })
    void forWorkBeyondTheService_eachWithItsClauses(
        RequestedWork work, String code, String clauses) {
      it.requestedWork = List.of(work);

      assertThat(only().code()).isEqualTo(code);
      assertThat(only().clauses()).containsExactly(clauses.split(" ", -1));
      assertThat(only().details()).isEqualTo(Map.of("requestedWork", List.of(work.name())));
    }

    @Test
    @Clause("ONS-14")
    void toPutTheBackupBack_isPartOfTheService() {
      it.requestedWork = List.of(RequestedWork.RESTORE_DATA);

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"VER-9", "A-35"})
    void forSoftwareWhoseUpdateIsOverdue() { // the dates of SC-147
      it.softwareVersion = "4.10.1-2201";
      it.releases.add(Complete.periodic("4.12.2", "2026-02-10"));

      it.submittedAt = at("2026-08-10T11:00:00+09:00");
      assertThat(it.codes()).isEmpty();
      it.submittedAt = at("2026-08-12T11:00:00+09:00");
      assertThat(it.codes()).containsExactly("SOFTWARE_UPDATE_OVERDUE");
    }
  }

  @Nested
  class ListsAreNotMixed {

    @Test
    @Clause({"EXC-CSB-14", "A-61", "A-79"})
    void anUnreturnedUnitDoesNotRefuseAVisit() {
      it.overdueUnits =
          List.of(
              new OverdueUnit(
                  Complete.C_1001,
                  new CaseId("case-a"),
                  new RmaNumber("RMA-2026-000001"),
                  Complete.NR2A_0001,
                  LocalDate.parse("2026-04-15")));

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"EXC-CSB-4", "EXC-CSB-5", "EXC-ONS-15", "ONS-14", "A-79"})
    void whatCrossSendBackExcludes_isNoReasonHere_andTheOtherWayRound() {
      it.requestedWork = List.of(RequestedWork.RESTORE_DATA);
      it.channel = Channel.ONSITE_PHONE;
      assertThat(it.codes()).isEmpty();

      Complete crossSendBack = new Complete();
      crossSendBack.requestedWork = List.of(RequestedWork.RESTORE_DATA);
      crossSendBack.channel = Channel.ONSITE_PHONE;
      assertThat(crossSendBack.codes())
          .containsExactly("CHANNEL_NOT_ACCEPTED", "OUT_OF_SCOPE_WORK");
    }

    @Test
    @Clause({"EXC-ONS-8", "EXC-ONS-17", "EXC-CSB-18", "A-79"})
    void eachListIsNamedByItsOwnClauses() {
      for (RequestedWork work : RequestedWork.values()) {
        it.requestedWork = List.of(work);
        Complete crossSendBack = new Complete();
        crossSendBack.requestedWork = List.of(work);

        assertThat(clauses(it)).noneMatch(clause -> clause.contains("CSB"));
        assertThat(clauses(crossSendBack)).noneMatch(clause -> clause.contains("ONS"));
      }
    }

    @ParameterizedTest
    @CsvSource({"MANUFACTURER", "WARRANTY"})
    @Clause("A-79")
    void whatHasNoList_isNotRefusedByAnyOfThem(Procedure procedure) {
      Complete request = new Complete();
      request.procedure = procedure;
      request.terms =
          procedure == Procedure.MANUFACTURER
              ? List.of(term(Plan.MANUFACTURER, "2025-12-01", "2026-11-30"))
              : List.of();
      request.installedAtHeight = true;
      request.openedOrModified = true;
      request.purpose = Purpose.PREVENTIVE_EXCHANGE;
      request.siteFingerprint = "another-site";
      for (Cause cause : Cause.values()) {
        request.cause = cause;
        assertThat(request.codes()).isEmpty();
      }
    }

    private static List<String> clauses(Complete request) {
      return request.judge().refusals().stream()
          .flatMap(refusal -> refusal.clauses().stream())
          .toList();
    }
  }
}
