package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.Complete.INTAKE;
import static io.rmaflow.rma.intake.Complete.at;
import static io.rmaflow.rma.intake.Complete.isolation;
import static io.rmaflow.rma.intake.Complete.periodic;
import static io.rmaflow.rma.intake.Complete.term;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.SelfDiagnosis;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.rma.cover.ProductKnowledge.Designation;
import io.rmaflow.rma.cover.ProductKnowledge.EndOfSale;
import io.rmaflow.rma.cover.Term;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.standing.OverdueUnit;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CrossSendBackIntakeTest {

  private final Complete it = new Complete();

  private Refusal only() {
    List<Refusal> refusals = it.judge().refusals();
    assertThat(refusals).hasSize(1);
    return refusals.getFirst();
  }

  private RequestAccepted accepted() {
    List<CaseEvent> events = INTAKE.decide(it.request(), it.known());
    assertThat(events).hasSize(2);
    assertThat(events.getFirst()).isInstanceOf(FailureReported.class);
    assertThat(events.getLast()).isInstanceOf(RequestAccepted.class);
    return (RequestAccepted) events.getLast();
  }

  private FailureReported reported() {
    return (FailureReported) INTAKE.decide(it.request(), it.known()).getFirst();
  }

  @Nested
  class Accepted {

    @Test
    @Clause({"CSB-1", "CAL-1"})
    void atOnceWithinTheHours_shipsProvisionallyOnTheSameDay() {
      RequestAccepted accepted = accepted();

      assertThat(accepted.acceptedAt()).isEqualTo(at("2026-05-01T10:30:00+09:00"));
      assertThat(accepted.provisionalDispatchDue()).isEqualTo("2026-05-01");
      assertThat(accepted.procedure()).isEqualTo(Procedure.CROSS_SEND_BACK);
      assertThat(accepted.warnings()).isEmpty();
      assertThat(accepted.calendarVersion()).isEqualTo(1);
      assertThat(accepted.settingsVersion()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
      "2026-05-01T12:00:00+09:00, 2026-05-01",
      "2026-05-01T12:00:01+09:00, 2026-05-07",
      "2026-05-01T17:00:00+09:00, 2026-05-07"
    })
    @Clause({"CSB-1", "CAL-4"})
    void afterNoonShipsProvisionallyOnTheNextBusinessDay(String submitted, LocalDate due) {
      it.submittedAt = at(submitted);

      assertThat(accepted().provisionalDispatchDue()).isEqualTo(due);
    }

    @Test
    @Clause({"CAL-5", "EXC-CSB-1", "CSB-1"})
    void afterClosingBeforeGoldenWeek_countsFromNineOnTheNextBusinessDay() { // SC-004
      it.submittedAt = at("2026-05-01T17:01:00+09:00");

      RequestAccepted accepted = accepted();

      assertThat(accepted.acceptedAt()).isEqualTo(at("2026-05-07T09:00:00+09:00"));
      assertThat(accepted.provisionalDispatchDue()).isEqualTo("2026-05-07");
      assertThat(reported().submittedAt()).isEqualTo(at("2026-05-01T17:01:00+09:00"));
    }

    @Test
    @Clause({"GEN-1", "CON-20", "RMA-10"})
    void restsOnOneEntitlement_thePaidPlanBeforeTheWarranty() {
      assertThat(accepted().entitlement())
          .isEqualTo(
              new CaseEvent.Entitlement(
                  "CROSS_SEND_BACK",
                  new ContractId("CT-1"),
                  LocalDate.parse("2025-11-20"),
                  LocalDate.parse("2026-11-19"),
                  List.of("GEN-1", "CON-20")));
    }

    @Test
    @Clause("CSB-15")
    void namesTheLatestPeriodicReleaseForTheReplacement() {
      assertThat(accepted().latestSoftwareVersion()).isEqualTo("4.10.1");
    }

    @Test
    @Clause({"CSB-3", "NOT-14"})
    void withARequestedVersion_addsABusinessDayAndWarns() { // SC-019, at intake
      it.submittedAt = at("2026-06-09T10:00:00+09:00");
      it.requestedSoftwareVersion = "4.8.1";

      RequestAccepted accepted = accepted();

      assertThat(accepted.provisionalDispatchDue()).isEqualTo("2026-06-10");
      assertThat(accepted.warnings())
          .extracting(Warning::code)
          .containsExactly("DISPATCH_MAY_BE_LATER");
      assertThat(accepted.warnings().getFirst().message().ja()).contains("1営業日以上遅くなる場合があります");
    }

    @Test
    void whileAnotherCaseOfTheUnitIsOpen_withAWarning() {
      it.openCases = List.of(new CaseId("another"));

      assertThat(accepted().warnings())
          .extracting(Warning::code)
          .containsExactly("SECOND_OPEN_CASE");
    }

    @Test
    @Clause("RMA-10")
    void withoutAProcedure_underTheBestThatCoversTheUnit() {
      it.procedure = null;

      assertThat(accepted().procedure()).isEqualTo(Procedure.CROSS_SEND_BACK);
    }

    @Test
    @Clause("RMA-9")
    void keepsTheSubmissionApartFromTheAcceptance() {
      it.submittedAt = at("2026-05-02T03:00:00+09:00");

      assertThat(reported().submittedAt()).isEqualTo(at("2026-05-02T03:00:00+09:00"));
      assertThat(accepted().acceptedAt()).isEqualTo(at("2026-05-07T09:00:00+09:00"));
    }
  }

  @Nested
  class RequiredFields {

    @Test
    @Clause({"RMA-2", "RMA-3", "CSB-7", "CSB-21", "CSB-22", "EXC-CSB-6", "RMA-8"})
    void missingAltogether_areReportedTogether() { // SC-039
      it.submittedAt = at("2026-06-10T10:00:00+09:00");
      it.customerId = null;
      it.serialNumber = null;
      it.softwareVersion = null;
      it.faultDescription = null;
      it.requestSheet = false;
      it.isolation =
          new Isolation(
              IsolationResult.HARDWARE_FAULT, false, SelfDiagnosis.NOT_DONE, null, false, false);
      it.webAccessible = true;

      assertThat(it.codes())
          .containsExactly(
              "CUSTOMER_ID_REQUIRED",
              "SERIAL_REQUIRED",
              "SOFTWARE_VERSION_REQUIRED",
              "FAULT_DESCRIPTION_REQUIRED",
              "REQUEST_SHEET_REQUIRED",
              "CHECKSHEET_REQUIRED",
              "SELF_DIAGNOSIS_REQUIRED",
              "BACKUP_AND_LOG_REQUIRED");
    }

    @Test
    @Clause({"EXC-CSB-6", "CID-3"})
    void customerIdMissing() {
      it.customerId = null;

      assertThat(only().code()).isEqualTo("CUSTOMER_ID_REQUIRED");
      assertThat(only().clauses()).containsExactly("EXC-CSB-6", "CSB-21", "RMA-2", "CID-3");
    }

    @Test
    @Clause("EXC-CSB-6")
    void serialNumberMissing() {
      it.serialNumber = null;

      assertThat(only().code()).isEqualTo("SERIAL_REQUIRED");
      assertThat(only().clauses()).containsExactly("EXC-CSB-6", "CSB-21", "RMA-2");
    }

    @Test
    @Clause({"CSB-21", "RMA-2"})
    void backupAndLogAreNeededOnlyWhereTheWebScreenCanBeReached() {
      it.webAccessible = true;
      it.backup = true;
      it.log = false;
      assertThat(only().code()).isEqualTo("BACKUP_AND_LOG_REQUIRED");
      assertThat(only().details()).isEqualTo(Map.of("missing", List.of("log")));

      it.log = true;
      assertThat(it.codes()).isEmpty();

      it.webAccessible = null;
      it.backup = false;
      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause("CSB-7")
    void checkSheetMissing() {
      it.isolation =
          new Isolation(
              IsolationResult.HARDWARE_FAULT, false, SelfDiagnosis.FAILED, null, false, false);

      assertThat(only().code()).isEqualTo("CHECKSHEET_REQUIRED");
    }

    @Test
    @Clause("CSB-7")
    void selfDiagnosisThatCannotRunNeedsItsReason() {
      it.isolation =
          new Isolation(
              IsolationResult.HARDWARE_FAULT,
              true,
              SelfDiagnosis.NOT_EXECUTABLE,
              null,
              false,
              false);
      assertThat(only().code()).isEqualTo("SELF_DIAGNOSIS_REQUIRED");

      it.isolation =
          new Isolation(
              IsolationResult.HARDWARE_FAULT,
              true,
              SelfDiagnosis.NOT_EXECUTABLE,
              new io.rmaflow.events.TextId("r-no-power"),
              false,
              false);
      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"CSB-22", "RMA-3"})
    void requestSheetMissing() {
      it.requestSheet = false;

      assertThat(only().code()).isEqualTo("REQUEST_SHEET_REQUIRED");
      assertThat(only().clauses()).containsExactly("CSB-22", "RMA-3");
    }
  }

  @Nested
  class Registration {

    @Test
    @Clause({"REG-1", "RMA-8"})
    void unknownSerial_skipsEveryCheckThatNeedsTheUnit() {
      it.unitKnown = false;
      it.channel = Channel.PHONE;
      it.openedOrModified = true;
      it.softwareVersion = "four";

      assertThat(it.codes()).containsExactly("NOT_REGISTERED", "CHANNEL_NOT_ACCEPTED");
    }

    @Test
    @Clause("CID-3")
    void unknownCustomer_isAMismatch() {
      it.customerKnown = false;
      it.cause = Cause.MISUSE;

      assertThat(it.codes()).containsExactly("CUSTOMER_ID_MISMATCH");
    }

    @Test
    @Clause("CID-3")
    void customerThatIsNotLinkedToTheUnits_isAMismatch() {
      it.registeredUnder = new CustomerId("C-1003");

      assertThat(it.codes()).containsExactly("CUSTOMER_ID_MISMATCH");
    }

    @Test
    @Clause("CID-3")
    void anyLinkedIdMayNameTheUnit() {
      it.registeredUnder = new CustomerId("C-1002");

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause("GEN-3")
    void secondHandUnit_isTheOnlyReason() {
      it.secondHand = true;
      it.warranty = null;
      it.terms = List.of();
      it.requestSheet = false;
      it.channel = Channel.FAX;

      assertThat(it.codes()).containsExactly("SECOND_HAND_UNIT");
    }
  }

  @Nested
  class PlanAndPeriod {

    @Test
    @Clause({"CSB-25", "ELG-14"})
    void onsiteUnit_isSentToTheCallCentre() {
      it.terms = List.of(term(Plan.ONSITE_WEEKDAY, "2025-12-01", "2030-11-30"));
      it.warranty = null;

      assertThat(only().code()).isEqualTo("WRONG_PROCEDURE_FOR_PLAN");
      assertThat(only().clauses()).containsExactly("CSB-25", "ELG-14");
      assertThat(only().message().ja()).contains("専用コールセンター");
      assertThat(only().details()).isEqualTo(Map.of("procedures", List.of("ONSITE")));
    }

    @Test
    @Clause("ELG-14")
    void warrantyAlone_isCoverOfAnotherKind() {
      it.terms = List.of();

      assertThat(only().code()).isEqualTo("WRONG_PROCEDURE_FOR_PLAN");
      assertThat(only().details()).isEqualTo(Map.of("procedures", List.of("WARRANTY")));
    }

    @Test
    @Clause("ELG-8")
    void virtualAppliance_hasNoHardwareService() {
      it.family = ProductFamily.NETNEBULAS_VA;
      it.terms = List.of(term(Plan.TECHNICAL_SUPPORT_VA, "2026-03-01", "2027-02-28"));
      it.warranty = null;

      assertThat(it.codes()).containsExactly("NO_HARDWARE_SERVICE_FOR_VA");
    }

    @ParameterizedTest
    @CsvSource({
      "2026-06-12T16:00:00+09:00, ''",
      "2026-06-13T10:00:00+09:00, WARRANTY_EXPIRED SPOT_REPAIR_NOT_ACCEPTED"
    })
    @Clause({"WAR-1", "GEN-2", "GEN-1"})
    void warrantyOfU7_coversItsLastDayAndNotTheNext(String submitted, String codes) { // SC-087
      it.procedure = Procedure.WARRANTY;
      it.terms = List.of();
      it.purchaseDate = LocalDate.parse("2025-06-13");
      it.warranty = new Period(LocalDate.parse("2025-06-13"), LocalDate.parse("2026-06-12"));
      it.submittedAt = at(submitted);

      assertThat(String.join(" ", it.codes())).isEqualTo(codes);
    }

    @Test
    @Clause({"GEN-2", "WAR-1"})
    void neverAContractAndTheWarrantyOver_isSpotRepair() {
      it.terms = List.of();
      it.submittedAt = at("2026-11-10T10:00:00+09:00");

      assertThat(it.codes()).containsExactly("WARRANTY_EXPIRED", "SPOT_REPAIR_NOT_ACCEPTED");
    }

    @Test
    @Clause({"CON-20", "CON-12"})
    void submittedOnTheExpiryDate_staysCovered() {
      it.submittedAt = at("2026-11-19T23:59:59+09:00");

      assertThat(it.codes()).isEmpty();
      assertThat(accepted().acceptedAt()).isEqualTo(at("2026-11-20T09:00:00+09:00"));
    }

    @Test
    @Clause({"CON-12", "CON-20"})
    void submittedAfterTheExpiryDate_isContractExpiredAlone() {
      it.submittedAt = at("2026-11-20T00:00:00+09:00");

      assertThat(only().code()).isEqualTo("CONTRACT_EXPIRED");
      assertThat(only().details())
          .isEqualTo(Map.of("expiryDate", "2026-11-19", "plan", "CROSS_SEND_BACK"));
    }

    @Test
    @Clause("CON-20")
    void beforeTheContractBegins_itIsNotActive() {
      it.submittedAt = at("2025-11-19T23:59:59+09:00");

      assertThat(only().code()).isEqualTo("CONTRACT_NOT_ACTIVE");
      assertThat(only().details())
          .isEqualTo(Map.of("startDate", "2025-11-20", "plan", "CROSS_SEND_BACK"));
    }

    @Test
    @Clause("CON-20")
    void fromTheFirstInstantOfTheStartDate_itIsCovered() {
      it.submittedAt = at("2025-11-20T00:00:00+09:00");

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause("CON-20")
    void replacedUnit_namesWhatReplacedIt() {
      it.terms = List.of();
      it.warranty = null;
      it.replaced =
          new UnitCover.Replaced(
              new SerialNumber("NR2A-0101"), at("2026-04-20T13:00:00+09:00"), true);

      assertThat(only().code()).isEqualTo("CONTRACT_NOT_ACTIVE");
      assertThat(only().details()).containsEntry("replacedBy", "NR2A-0101");
    }

    @Test
    @Clause("WAR-1")
    void replacedUnitThatHadOnlyTheWarranty_isWarrantyExpired() {
      it.terms = List.of();
      it.warranty = null;
      it.replaced =
          new UnitCover.Replaced(
              new SerialNumber("NR2A-0101"), at("2026-04-20T13:00:00+09:00"), false);

      assertThat(only().code()).isEqualTo("WARRANTY_EXPIRED");
      assertThat(only().details()).containsEntry("replacedBy", "NR2A-0101");
    }

    @Test
    @Clause({"EOS-2", "EOS-1"})
    void afterTheYearsOfPaidService_nothingIsServed() {
      it.purchaseDate = LocalDate.parse("2020-02-03");
      it.terms =
          List.of(
              new Term(
                  new ContractId("CT-1"),
                  Plan.CROSS_SEND_BACK,
                  7,
                  LocalDate.parse("2020-02-03"),
                  LocalDate.parse("2027-02-02"),
                  LocalDate.parse("2020-02-03")));
      it.endOfSale = new EndOfSale(LocalDate.parse("2019-06-03"), LocalDate.parse("2019-12-27"));

      assertThat(only().code()).isEqualTo("EOS_SERVICE_ENDED");
      assertThat(only().details()).isEqualTo(Map.of("paidServiceEnd", "2025-02-02"));
    }

    @Test
    @Clause("EOS-2")
    void aLumpConcludedBeforeTheAnnouncement_isHonoured() {
      it.purchaseDate = LocalDate.parse("2020-02-03");
      it.terms =
          List.of(
              new Term(
                  new ContractId("CT-1"),
                  Plan.CROSS_SEND_BACK,
                  7,
                  LocalDate.parse("2020-02-03"),
                  LocalDate.parse("2027-02-02"),
                  LocalDate.parse("2020-02-03")));
      it.endOfSale = new EndOfSale(LocalDate.parse("2020-06-01"), LocalDate.parse("2020-12-25"));

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause("ELG-14")
    void anotherProcedureWithoutItsPlan_isTheWrongProcedure() {
      it.procedure = Procedure.ONSITE;

      assertThat(only().code()).isEqualTo("WRONG_PROCEDURE_FOR_PLAN");
      assertThat(only().details())
          .isEqualTo(Map.of("procedures", List.of("CROSS_SEND_BACK", "WARRANTY")));
    }

    @Test
    @Clause({"EXC-TEC-20", "WAR-8"})
    void anInquiryUnderWarrantyAlone_hasNoPaidContract() {
      it.procedure = Procedure.TECHNICAL_INQUIRY;
      it.terms = List.of();

      assertThat(it.codes()).containsExactly("NO_PAID_CONTRACT");
    }
  }

  @Nested
  class ChannelAndIsolation {

    @ParameterizedTest
    @EnumSource(value = Channel.class, names = "FORM", mode = EnumSource.Mode.EXCLUDE)
    @Clause({"CSB-9", "EXC-CSB-5", "RMA-4"})
    void onlyTheFormIsAccepted(Channel channel) {
      it.channel = channel;

      assertThat(only().code()).isEqualTo("CHANNEL_NOT_ACCEPTED");
      assertThat(only().clauses()).containsExactly("CSB-9", "EXC-CSB-5", "RMA-4");
    }

    @ParameterizedTest
    @EnumSource(
        value = IsolationResult.class,
        names = "HARDWARE_FAULT",
        mode = EnumSource.Mode.EXCLUDE)
    @Clause({"CSB-6", "EXC-CSB-15", "RMA-1"})
    void aUnitThatIsNotIsolatedIsNotExchanged(IsolationResult result) {
      it.isolation = isolation(result);

      assertThat(only().code()).isEqualTo("PRIMARY_ISOLATION_INCOMPLETE");
      assertThat(only().clauses()).containsExactly("CSB-6", "EXC-CSB-15");
    }

    @Test
    @Clause("CSB-8")
    void bothQuestionsHaveToBeAnswered() {
      it.isolation =
          new Isolation(
              IsolationResult.HARDWARE_FAULT, true, SelfDiagnosis.FAILED, null, null, null);

      assertThat(only().code()).isEqualTo("PRIMARY_ISOLATION_INCOMPLETE");
      assertThat(only().clauses()).contains("CSB-8");
      assertThat(only().details())
          .isEqualTo(
              Map.of("missing", List.of("networkFaultOrSettingChange", "fixedInLatestSoftware")));
    }

    @Test
    @Clause("CSB-8")
    void aDefectFixedInTheLatestSoftware_isNoHardwareFault() {
      it.isolation =
          new Isolation(
              IsolationResult.HARDWARE_FAULT, true, SelfDiagnosis.FAILED, null, false, true);

      assertThat(only().code()).isEqualTo("NOT_HW_FAULT");
      assertThat(only().message().ja()).contains("アップデート");
    }

    @Test
    @Clause("EXC-CSB-16")
    void preventiveExchangeIsRefused() {
      it.purpose = Purpose.PREVENTIVE_EXCHANGE;

      assertThat(only().code()).isEqualTo("PREVENTIVE_EXCHANGE");
      assertThat(only().clauses()).containsExactly("EXC-CSB-16");
    }
  }

  @Nested
  class Exclusions {

    @ParameterizedTest
    @CsvSource({"another-site, owner-k1, site", "site-of-k1, another-owner, owner"})
    @Clause("EXC-CSB-12")
    void anotherSiteOrOwner(String site, String owner, String differing) {
      it.siteFingerprint = site;
      it.ownerFingerprint = owner;

      assertThat(only().code()).isEqualTo("SITE_OR_OWNER_MISMATCH");
      assertThat(only().clauses()).containsExactly("EXC-CSB-12");
      assertThat(only().details()).isEqualTo(Map.of("differs", List.of(differing)));
    }

    @Test
    @Clause("EXC-CSB-12")
    void siteAndOwnerLeftOut_areNotCompared() {
      it.siteFingerprint = null;
      it.ownerFingerprint = null;

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"CSB-26", "EXC-CSB-14"})
    void anUnreturnedUnitOfTheCompany_namesItsRmaNumberAndDueDate() { // SC-032
      it.customerId = Complete.C_1009;
      it.serialNumber = new SerialNumber("NR2-0009");
      it.registeredUnder = Complete.C_1009;
      it.softwareVersion = "3.34.4-1800";
      it.releases = List.of(Complete.published("3.34.4", "2023-09-08"));
      it.submittedAt = at("2026-05-19T10:00:00+09:00");
      it.overdueUnits =
          List.of(
              new OverdueUnit(
                  Complete.C_1001,
                  new CaseId("case-a"),
                  new RmaNumber("RMA-2026-000001"),
                  Complete.NR2A_0001,
                  LocalDate.parse("2026-05-15")));

      assertThat(only().code()).isEqualTo("UNRETURNED_FAULTY_UNIT");
      assertThat(only().clauses()).containsExactly("CSB-26", "EXC-CSB-14");
      assertThat(only().details())
          .isEqualTo(
              Map.of(
                  "units",
                  List.of(
                      Map.of(
                          "rmaNumber", "RMA-2026-000001",
                          "serialNumber", "NR2A-0001",
                          "returnDue", "2026-05-15"))));
      assertThat(only().message().ja()).contains("RMA-2026-000001", "2026年5月15日");
      List<CaseEvent> events = INTAKE.decide(it.request(), it.known());
      assertThat(events)
          .extracting(event -> event.getClass().getSimpleName())
          .containsExactly("FailureReported", "RequestRefused");
    }

    @Test
    @Clause("EXC-CSB-8")
    void aUnitThatWasOpened() {
      it.openedOrModified = true;

      assertThat(only().code()).isEqualTo("UNAUTHORIZED_MODIFICATION");
      assertThat(only().clauses()).containsExactly("EXC-CSB-8");
    }

    @ParameterizedTest
    @CsvSource({
      "UNSUPPORTED_ENVIRONMENT, UNSUPPORTED_ENVIRONMENT, EXC-CSB-9",
      "NATURAL_DISASTER, FORCE_MAJEURE, EXC-CSB-10",
      "THIRD_PARTY, THIRD_PARTY_DAMAGE, EXC-CSB-11",
      "MISUSE, MISUSE, EXC-CSB-13"
    })
    @Clause({"EXC-CSB-9", "EXC-CSB-10", "EXC-CSB-11", "EXC-CSB-13"})
    void aDeclaredCauseOutsideTheService(Cause cause, String code, String clause) {
      it.cause = cause;

      assertThat(only().code()).isEqualTo(code);
      assertThat(only().clauses()).containsExactly(clause);
    }

    @Test
    @Clause({"EXC-ONS-6", "EXC-ONS-10"})
    void itemsOfTheOnsiteListAloneDoNotRefuseHere() {
      it.installedAtHeight = true;
      it.cause = Cause.OTHER_DEVICE;

      assertThat(it.codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "PERFORM_ISOLATION, PRIMARY_ISOLATION_IS_CUSTOMER_TASK, EXC-CSB-2",
      "CONFIG_CHANGE, OUT_OF_SCOPE_WORK, EXC-CSB-3",
      "CREATE_SETTINGS, OUT_OF_SCOPE_WORK, EXC-CSB-3",
      "RESTORE_DATA, OUT_OF_SCOPE_WORK, EXC-CSB-4",
      "DATA_GUARANTEE, OUT_OF_SCOPE_WORK, EXC-CSB-4",
      "TRAVEL_OR_MEETING, OUT_OF_SCOPE_WORK, EXC-CSB-7",
      "ON_SITE_SURVEY, OUT_OF_SCOPE_WORK, EXC-CSB-7",
      "REPORT, REPORT_NOT_PROVIDED, CSB-13",
      "GIVE_BACK_THE_COLLECTED_UNIT, COLLECTED_UNIT_NOT_RETURNED, EXC-CSB-17",
      "LOANER, LOANER_NOT_IN_PLAN, CSB-5",
      "RELOCATION, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "CABLING, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "PERIODIC_INSPECTION, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "VERSION_UP, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "NEW_UNIT, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "DEVELOPMENT_SUPPORT, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "CUSTOMER_BUILT_SYSTEM, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "COMPATIBILITY_CHECK, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "CONFIDENTIAL, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "GUARANTEE_OF_THE_ANSWER, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "PLANNED_FIX_DATE, OUT_OF_SCOPE_WORK, EXC-CSB-18",
      "OTHER_WORK, OUT_OF_SCOPE_WORK, EXC-CSB-18"
    })
    @Clause({
      "EXC-CSB-2",
      "EXC-CSB-3",
      "EXC-CSB-4",
      "EXC-CSB-7",
      "EXC-CSB-17",
      "EXC-CSB-18",
      "CSB-5",
      "CSB-13",
      "CSB-16",
      "CSB-27"
    })
    void workBeyondTheService_eachWithItsClause(RequestedWork work, String code, String clause) {
      it.requestedWork = List.of(work);

      assertThat(only().code()).isEqualTo(code);
      assertThat(only().clauses().getFirst()).isEqualTo(clause);
      assertThat(only().details()).isEqualTo(Map.of("requestedWork", List.of(work.name())));
    }

    @ParameterizedTest
    @EnumSource(
        value = RequestedWork.class,
        names = {"WHOLE_UNIT_EXCHANGE", "OPERATION_QUESTION"})
    void workThatBelongsToTheService_refusesNothing(RequestedWork work) {
      it.requestedWork = List.of(work);

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"EXC-CSB-3", "EXC-CSB-18"})
    void worksOfOneClauseStandInOneRefusal() {
      it.requestedWork =
          List.of(RequestedWork.CABLING, RequestedWork.CONFIG_CHANGE, RequestedWork.RELOCATION);

      assertThat(it.judge().refusals())
          .extracting(refusal -> refusal.clauses() + " " + refusal.details())
          .containsExactly(
              "[EXC-CSB-18] {requestedWork=[CABLING, RELOCATION]}",
              "[EXC-CSB-3] {requestedWork=[CONFIG_CHANGE]}");
    }
  }

  @Nested
  class Version {

    @ParameterizedTest
    @CsvSource({"4.10", "v4.10.1", "4.10.1-", "4.10.1.5", "four"})
    @Clause("VER-1")
    void malformed(String version) {
      it.softwareVersion = version;

      assertThat(only().code()).isEqualTo("VERSION_FORMAT_INVALID");
    }

    @Test
    @Clause({"VER-9", "VER-10"})
    void sixMonthsAfterARelease_anOldVersionIsOverdueUnlessDesignated() { // SC-147 b, c, d
      it.softwareVersion = "4.10.1";
      it.releases.add(periodic("4.12.2", "2026-02-10"));

      it.submittedAt = at("2026-08-10T11:00:00+09:00");
      assertThat(it.codes()).isEmpty();

      it.submittedAt = at("2026-08-12T11:00:00+09:00");
      assertThat(only().code()).isEqualTo("SOFTWARE_UPDATE_OVERDUE");
      assertThat(only().details())
          .isEqualTo(Map.of("updateDue", "2026-08-10", "latestSoftwareVersion", "4.12.2"));

      it.designations = List.of(new Designation(new SoftwareVersion("4.10.1"), null));
      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause("VER-10")
    void aDesignationEndsWithItsLastDay() {
      it.softwareVersion = "4.10.1";
      it.releases.add(periodic("4.12.2", "2026-02-10"));
      it.designations =
          List.of(new Designation(new SoftwareVersion("4.10.1"), LocalDate.parse("2026-08-12")));

      it.submittedAt = at("2026-08-12T23:59:59+09:00");
      assertThat(it.codes()).isEmpty();

      it.submittedAt = at("2026-08-13T00:00:00+09:00");
      assertThat(it.codes()).containsExactly("SOFTWARE_UPDATE_OVERDUE");
    }

    @Test
    @Clause("VER-9")
    void aFeatureOnlyReleaseStartsNoSixMonths() {
      it.softwareVersion = "4.10.1";
      it.releases.add(periodic("4.12.1", "2024-06-01"));

      assertThat(it.codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4.13.9, true", "4.9.1, false", "4.10.1-9999, false"})
    @Clause("VER-19")
    void aVersionNobodyKnows_isAcceptedAndFlagged(String version, boolean flagged) {
      it.softwareVersion = version;

      assertThat(accepted().warnings().stream().map(Warning::code).toList())
          .isEqualTo(flagged ? List.of("VERSION_UNKNOWN") : List.of());
    }
  }

  @Test
  @Clause("RMA-8")
  void everyReasonAtOnce_inTheOrderOfTheChecks() {
    it.faultDescription = null;
    it.registeredUnder = new CustomerId("C-1003");
    it.terms = List.of();
    it.warranty = null;
    it.channel = Channel.EMAIL;
    it.isolation = isolation(IsolationResult.UNCLEAR);
    it.siteFingerprint = "another-site";
    it.overdueUnits =
        List.of(
            new OverdueUnit(
                Complete.C_1001,
                new CaseId("case-a"),
                new RmaNumber("RMA-2026-000001"),
                new SerialNumber("NR2A-0007"),
                LocalDate.parse("2026-04-10")));
    it.openedOrModified = true;
    it.cause = Cause.NATURAL_DISASTER;
    it.softwareVersion = "4,10,1";

    assertThat(it.codes())
        .containsExactly(
            "FAULT_DESCRIPTION_REQUIRED",
            "CUSTOMER_ID_MISMATCH",
            "WARRANTY_EXPIRED",
            "SPOT_REPAIR_NOT_ACCEPTED",
            "CHANNEL_NOT_ACCEPTED",
            "PRIMARY_ISOLATION_INCOMPLETE",
            "SITE_OR_OWNER_MISMATCH",
            "UNRETURNED_FAULTY_UNIT",
            "UNAUTHORIZED_MODIFICATION",
            "FORCE_MAJEURE",
            "VERSION_FORMAT_INVALID");
    RequestRefused refused = (RequestRefused) INTAKE.decide(it.request(), it.known()).getLast();
    assertThat(refused.refusals()).hasSize(11);
    assertThat(refused.refusals())
        .allSatisfy(
            refusal -> {
              assertThat(refusal.clauses()).isNotEmpty();
              assertThat(refusal.message().ja()).isNotBlank().contains(refusal.clauses());
              assertThat(refusal.message().en()).isNotBlank().contains(refusal.clauses());
            });
  }

  @Test
  @Clause("RMA-8")
  void whatContractServiceMayNotYetHaveTold_isMarked() {
    it.openedOrModified = true;
    assertThat(it.judge().drawnFromContractEvents()).isFalse();

    it.unitKnown = false;
    assertThat(it.judge().drawnFromContractEvents()).isTrue();
  }

  @Test
  void theDecisionsUseTheLinksOfTheNamedIdAlone() {
    it.linkedIds = Set.of(Complete.C_1001);
    it.registeredUnder = new CustomerId("C-1002");

    assertThat(it.codes()).containsExactly("CUSTOMER_ID_MISMATCH");
  }
}
