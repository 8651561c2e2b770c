package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.Complete.INTAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.cover.CutOffClock;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ReminderSchedule;
import io.rmaflow.rma.procedures.AllAdmissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intake of manufacturer maintenance, the warranty and the exchange of an initial failure. */
class RepairIntakeTest {

  @ParameterizedTest
  @Clause({"MFR-8", "MFR-21", "MFR-22", "WAR-13", "WAR-14", "DOA-4", "RMA-2", "RMA-3", "RMA-4"})
  @CsvSource({
    "MANUFACTURER, MFR-21, MFR-22, MFR-8",
    "WARRANTY, WAR-13, WAR-14, WAR-14",
    "DOA, DOA-4, DOA-4, DOA-4",
  })
  void whatIsMissing_isNamedTogether_eachWithTheProceduresOwnClause(
      Procedure procedure, String fields, String sheet, String form) {
    Complete incomplete = of(procedure);
    incomplete.softwareVersion = null;
    incomplete.faultDescription = null;
    incomplete.webAccessible = true;
    incomplete.requestSheet = false;
    incomplete.channel = Channel.EMAIL;

    assertThat(incomplete.judge().refusals())
        .extracting(Refusal::code, Refusal::clauses)
        .containsExactlyInAnyOrder(
            tuple("SOFTWARE_VERSION_REQUIRED", List.of(fields, "RMA-2")),
            tuple("FAULT_DESCRIPTION_REQUIRED", List.of(fields, "RMA-2")),
            tuple("BACKUP_AND_LOG_REQUIRED", List.of(fields, "RMA-2")),
            tuple("REQUEST_SHEET_REQUIRED", List.of(sheet, "RMA-3")),
            tuple("CHANNEL_NOT_ACCEPTED", List.of(form, "RMA-4")));
  }

  @ParameterizedTest
  @Clause({"MFR-7", "WAR-12", "DOA-3", "RMA-1"})
  @CsvSource({
    "MANUFACTURER, UNCLEAR, MFR-7",
    "MANUFACTURER, NOT_DONE, MFR-7",
    "WARRANTY, SOFTWARE_DEFECT, WAR-12",
    "DOA, UNCLEAR, DOA-3",
  })
  void theHardwareMustHaveBeenFoundAtFault_byTheCustomer(
      Procedure procedure, IsolationResult found, String clause) {
    Complete unclear = of(procedure);
    unclear.isolation = Complete.isolation(found);

    assertThat(unclear.judge().refusals())
        .extracting(Refusal::code, Refusal::clauses)
        .containsExactly(tuple("PRIMARY_ISOLATION_INCOMPLETE", List.of(clause, "RMA-1")));
  }

  @ParameterizedTest
  @Clause({"MFR-7", "WAR-7"})
  @CsvSource({"MANUFACTURER", "WARRANTY", "DOA"})
  void aRegisteredUnitIsAccepted_withoutCheckSheetOrSelfDiagnosis(Procedure procedure) {
    assertThat(of(procedure).codes()).isEmpty();
  }

  @Test
  @Clause({"MFR-1", "MFR-32", "ELG-3"})
  void manufacturerMaintenance_isForItsOwnContractsOnly() {
    Complete crossSendBack = of(Procedure.MANUFACTURER);
    crossSendBack.terms = List.of(Complete.term(Plan.CROSS_SEND_BACK, "2025-11-20", "2026-11-19"));
    Complete onSite = of(Procedure.MANUFACTURER);
    onSite.terms = List.of(Complete.term(Plan.ONSITE_WEEKDAY, "2025-11-20", "2026-11-19"));

    assertThat(crossSendBack.codes()).containsExactly("WRONG_PROCEDURE_FOR_PLAN");
    Refusal refusal = onSite.judge().refusals().getFirst();
    assertThat(refusal.clauses()).contains("MFR-32");
    assertThat(refusal.message().ja()).contains("専用コールセンター");
  }

  @ParameterizedTest
  @Clause({"MFR-2", "WAR-4", "CAL-5", "A-04"})
  @CsvSource(
      nullValues = "-",
      value = {
        "MANUFACTURER, 2026-06-10T12:00:00, 2026-06-10T12:00:00, 2026-06-10",
        "MANUFACTURER, 2026-06-10T12:00:01, 2026-06-10T12:00:01, 2026-06-11",
        "MANUFACTURER, 2026-05-01T17:01:00, 2026-05-07T09:00:00, 2026-05-07",
        "WARRANTY, 2026-05-01T17:01:00, 2026-05-07T09:00:00, -",
        "WARRANTY, 2026-06-10T17:00:00, 2026-06-10T17:00:00, -",
      })
  void isAcceptedWithinTheHours_andTheLoanerHasAProvisionalDay(
      Procedure procedure, String submitted, String accepted, LocalDate provisional) {
    Complete request = of(procedure);
    request.submittedAt = Complete.at(submitted + "+09:00");

    RequestAccepted event =
        (RequestAccepted) INTAKE.decide(request.request(), request.known()).get(1);

    assertThat(event.acceptedAt()).isEqualTo(Complete.at(accepted + "+09:00"));
    assertThat(event.provisionalDispatchDue()).isEqualTo(provisional);
  }

  @ParameterizedTest
  @Clause({"WAR-1", "GEN-1", "GEN-2", "A-11"})
  @CsvSource({
    "2026-06-12T16:00:00, ''",
    "2026-06-13T10:00:00, 'WARRANTY_EXPIRED SPOT_REPAIR_NOT_ACCEPTED'",
  })
  void theWarrantyEndsTheDayBeforeTheAnniversaryOfThePurchase(String submitted, String codes) {
    Complete request = of(Procedure.WARRANTY);
    request.purchaseDate = LocalDate.parse("2025-06-13");
    request.warranty = new Period(LocalDate.parse("2025-06-13"), LocalDate.parse("2026-06-12"));
    request.submittedAt = Complete.at(submitted + "+09:00");

    assertThat(String.join(" ", request.codes())).isEqualTo(codes);
  }

  @ParameterizedTest
  @Clause({"MFR-6", "MFR-15", "MFR-17", "WAR-5", "WAR-6", "WAR-12", "DOA-3", "RMA-1"})
  @CsvSource({
    "MANUFACTURER, WHOLE_UNIT_EXCHANGE, REPLACEMENT_NOT_IN_PLAN, MFR-6",
    "MANUFACTURER, REPORT, REPORT_NOT_PROVIDED, MFR-15",
    "MANUFACTURER, RESTORE_DATA, OUT_OF_SCOPE_WORK, MFR-17",
    "WARRANTY, NEW_UNIT, REPLACEMENT_NOT_IN_PLAN, WAR-5",
    "WARRANTY, LOANER, LOANER_NOT_IN_PLAN, WAR-6",
    "MANUFACTURER, PERFORM_ISOLATION, PRIMARY_ISOLATION_IS_CUSTOMER_TASK, RMA-1",
    "WARRANTY, PERFORM_ISOLATION, PRIMARY_ISOLATION_IS_CUSTOMER_TASK, RMA-1",
    "DOA, PERFORM_ISOLATION, PRIMARY_ISOLATION_IS_CUSTOMER_TASK, RMA-1",
  })
  void whatThePlanDoesNotOffer_isRefusedUnderItsClause(
      Procedure procedure, RequestedWork work, String code, String clause) {
    Refusal refusal =
        AllAdmissions.ADMISSIONS.of(procedure).work(false).refusal(work).orElseThrow();

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.clauses()).contains(clause);
  }

  @ParameterizedTest
  @Clause({"DOA-1", "DOA-2", "A-50"})
  @CsvSource({"2025-12-10T10:00:00, ''", "2025-12-11T10:00:00, DOA_CONDITIONS_NOT_MET"})
  void whereAWindowIsSet_anInitialFailureIsReportedWithinIt(String submitted, String codes) {
    Complete request = of(Procedure.DOA);
    request.policy =
        new PolicyContext(
            PolicyContext.STANDARD.calendar(),
            2,
            true,
            CutOffClock.JUDGED_AT,
            true,
            true,
            1,
            ReminderSchedule.STANDARD,
            5,
            5,
            30,
            10,
            List.of());
    request.submittedAt = Complete.at(submitted + "+09:00");

    assertThat(String.join(" ", request.codes())).isEqualTo(codes);
    if (!codes.isEmpty()) {
      assertThat(request.judge().refusals().getFirst().details())
          .isEqualTo(Map.of("lastDay", "2025-12-10"));
    }
  }

  private static Complete of(Procedure procedure) {
    Complete complete = new Complete();
    complete.procedure = procedure;
    switch (procedure) {
      case MANUFACTURER -> {
        complete.family = ProductFamily.NETWYVERN;
        complete.terms = List.of(Complete.term(Plan.MANUFACTURER, "2025-11-20", "2026-11-19"));
      }
      default -> complete.terms = List.of();
    }
    return complete;
  }
}
