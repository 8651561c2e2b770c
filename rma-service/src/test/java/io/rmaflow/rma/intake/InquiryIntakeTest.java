package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.Complete.CASE;
import static io.rmaflow.rma.intake.Complete.INTAKE;
import static io.rmaflow.rma.intake.Complete.at;
import static io.rmaflow.rma.intake.Complete.isolation;
import static io.rmaflow.rma.intake.Complete.periodic;
import static io.rmaflow.rma.intake.Complete.term;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.RuledOut;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ProductKnowledge.Designation;
import io.rmaflow.rma.cover.ProductKnowledge.EndOfSale;
import io.rmaflow.rma.cover.ProductKnowledge.HotfixTarget;
import io.rmaflow.rma.intake.rules.OverridableRule;
import io.rmaflow.rma.procedures.AllAdmissions;
import io.rmaflow.rma.standing.OverdueUnit;
import io.rmaflow.time.BusinessCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Technical inquiries and triage at intake, with both lists of exclusions item by item. */
class InquiryIntakeTest {

  private final Complete it = new Complete();

  private static Refusal only(Complete request) {
    List<Refusal> refusals = request.judge().refusals();
    assertThat(refusals).hasSize(1);
    return refusals.getFirst();
  }

  private static RequestAccepted accepted(Complete request) {
    assertThat(request.codes()).isEmpty();
    return (RequestAccepted) INTAKE.decide(request.request(), request.known()).getLast();
  }

  private static List<String> warnings(Complete request) {
    return accepted(request).warnings().stream().map(Warning::code).toList();
  }

  /** One item of a list: what in the request it looks at, and the code that it is refused with. */
  record Item(String clause, String what, Consumer<Complete> spoil, String code) {
    @Override
    public String toString() {
      return clause + " " + what;
    }
  }

  private static Item work(String clause, RequestedWork work, String code) {
    return new Item(clause, work.name(), it -> it.requestedWork = List.of(work), code);
  }

  private static void asked(
      Complete it,
      @Nullable String language,
      List<RuledOut> ruledOut,
      boolean configurationChecked,
      boolean releasesApplied,
      @Nullable String hypervisor) {
    it.inquiry =
        new Inquiry(
            InquiryKind.INCIDENT,
            new TextId("r-text-2"),
            false,
            ruledOut,
            configurationChecked,
            releasesApplied,
            hypervisor,
            language,
            false,
            false);
  }

  private static void inLanguage(Complete it, String language) {
    asked(it, language, List.of(RuledOut.values()), true, true, null);
  }

  /** The items whose input both lists look at alike. */
  private static Stream<Item> alike(String list) {
    return Stream.of(
        work(list + 3, RequestedWork.DEVELOPMENT_SUPPORT, "OUT_OF_SCOPE_WORK"),
        work(list + 4, RequestedWork.CUSTOMER_BUILT_SYSTEM, "OUT_OF_SCOPE_WORK"),
        work(list + 5, RequestedWork.CREATE_SETTINGS, "OUT_OF_SCOPE_WORK"),
        work(list + 5, RequestedWork.CONFIG_CHANGE, "OUT_OF_SCOPE_WORK"),
        new Item(list + 6, "misuse", it -> it.cause = Cause.MISUSE, "MISUSE"),
        new Item(list + 6, "harm by others", it -> it.cause = Cause.THIRD_PARTY, "MISUSE"),
        work(list + 7, RequestedWork.RESTORE_DATA, "OUT_OF_SCOPE_WORK"),
        work(list + 7, RequestedWork.DATA_GUARANTEE, "OUT_OF_SCOPE_WORK"),
        work(list + 8, RequestedWork.COMPATIBILITY_CHECK, "OUT_OF_SCOPE_WORK"),
        work(list + 10, RequestedWork.CONFIDENTIAL, "CONFIDENTIAL"),
        work(list + 11, RequestedWork.ON_SITE_SURVEY, "OUT_OF_SCOPE_WORK"),
        work(list + 11, RequestedWork.OTHER_WORK, "OUT_OF_SCOPE_WORK"),
        new Item(list + 13, "abroad", it -> it.usedInCountry = "US", "USED_OUTSIDE_JAPAN"),
        new Item(list + 13, "in English", it -> inLanguage(it, "en"), "LANGUAGE_NOT_SUPPORTED"),
        work(list + 15, RequestedWork.REPORT, "REPORT_NOT_PROVIDED"),
        work(list + 15, RequestedWork.VERSION_UP, "OUT_OF_SCOPE_WORK"),
        work(list + 16, RequestedWork.LOANER, "LOANER_NOT_IN_PLAN"),
        work(list + 17, RequestedWork.GUARANTEE_OF_THE_ANSWER, "LIABILITY_EXCLUDED"),
        work(list + 19, RequestedWork.PLANNED_FIX_DATE, "SOFTWARE_SUPPORT_ENDED"),
        new Item(list + 20, "no contract", it -> it.terms = List.of(), "NO_PAID_CONTRACT"),
        new Item(list + 22, "customer ID", it -> it.customerId = null, "CUSTOMER_ID_REQUIRED"),
        work(list + 23, RequestedWork.TRAVEL_OR_MEETING, "OUT_OF_SCOPE_WORK"),
        new Item(list + 24, "lightning", it -> it.cause = Cause.NATURAL_DISASTER, "FORCE_MAJEURE"));
  }

  @Nested
  class ForHardware {

    static Stream<Item> items() {
      return Stream.concat(
          alike("EXC-TEC-"),
          Stream.of(
              new Item(
                  "EXC-TEC-1",
                  "not isolated",
                  it -> it.isolation = isolation(IsolationResult.UNCLEAR),
                  "PRIMARY_ISOLATION_INCOMPLETE"),
              new Item(
                  "EXC-TEC-9",
                  "old version",
                  it -> it.softwareVersion = "4.8.0-1001",
                  "VERSION_NOT_SUPPORTED"),
              new Item(
                  "EXC-TEC-25",
                  "opened",
                  it -> it.openedOrModified = true,
                  "UNAUTHORIZED_MODIFICATION")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("items")
    @Clause({
      "EXC-TEC-1",
      "EXC-TEC-3",
      "EXC-TEC-4",
      "EXC-TEC-5",
      "EXC-TEC-6",
      "EXC-TEC-7",
      "EXC-TEC-8",
      "EXC-TEC-9",
      "EXC-TEC-10",
      "EXC-TEC-11",
      "EXC-TEC-13",
      "EXC-TEC-15",
      "EXC-TEC-16",
      "EXC-TEC-17",
      "EXC-TEC-19",
      "EXC-TEC-20",
      "EXC-TEC-22",
      "EXC-TEC-23",
      "EXC-TEC-24",
      "EXC-TEC-25",
      "NOT-16"
    })
    void eachItemRefusesTheInquiryWithItsOwnClause(Item item) {
      it.asking(InquiryKind.INCIDENT);
      item.spoil().accept(it);

      assertThat(only(it).code()).isEqualTo(item.code());
      assertThat(only(it).clauses()).first().isEqualTo(item.clause());
      assertThat(only(it).message().ja()).contains("[" + item.clause());
    }

    @ParameterizedTest
    @EnumSource(
        value = Plan.class,
        names = {"CROSS_SEND_BACK", "MANUFACTURER", "ONSITE_WEEKDAY", "ONSITE_24X365"})
    @Clause({"TEC-1", "TEC-2", "EXC-TEC-2", "A-47", "CAL-5"})
    void everyPlanHasTheSameHours(Plan plan) {
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.terms = List.of(term(plan, "2025-11-20", "2026-11-19"));
      it.submittedAt = at("2026-05-01T17:00:00+09:00");
      assertThat(accepted(it).acceptedAt()).isEqualTo(at("2026-05-01T17:00:00+09:00"));

      it.submittedAt = at("2026-05-01T17:00:01+09:00");

      assertThat(accepted(it).acceptedAt()).isEqualTo(at("2026-05-07T09:00:00+09:00"));
      assertThat(accepted(it).entitlement().service()).isEqualTo(plan.name());
      assertThat(accepted(it).provisionalDispatchDue()).isNull();
    }

    @Test
    @Clause({"TEC-1", "EXC-TEC-1"})
    void onlyAnIncidentHasToBeIsolated() {
      it.isolation = null;
      it.asking(InquiryKind.NORMAL_OPERATION);
      assertThat(it.codes()).isEmpty();

      it.asking(InquiryKind.INCIDENT);
      assertThat(only(it).clauses()).containsExactly("EXC-TEC-1");

      it.isolation = isolation(IsolationResult.SOFTWARE_DEFECT);
      assertThat(it.codes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Channel.class, names = "FORM", mode = EnumSource.Mode.EXCLUDE)
    @Clause({"TEC-14", "EXC-TEC-21", "A-62"})
    void comesThroughTheFormOnly(Channel channel) {
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.channel = channel;

      assertThat(only(it).code()).isEqualTo("CHANNEL_NOT_ACCEPTED");
      assertThat(only(it).clauses()).containsExactly("TEC-14", "EXC-TEC-21");
    }

    @Test
    @Clause("EXC-TEC-18")
    void aWishForADayOrAPersonIsRefused_theInquiryIsNot() {
      it.asking(InquiryKind.NORMAL_OPERATION);
      Inquiry plain = Objects.requireNonNull(it.inquiry);
      assertThat(warnings(it)).isEmpty();

      for (boolean[] wished : new boolean[][] {{true, false}, {false, true}}) {
        it.inquiry =
            new Inquiry(
                plain.kind(),
                plain.questionId(),
                false,
                List.of(),
                false,
                false,
                null,
                "ja",
                wished[0],
                wished[1]);

        assertThat(warnings(it)).containsExactly("DEADLINE_OR_PERSON_NOT_SELECTABLE");
        assertThat(accepted(it).warnings().getFirst().message().ja()).endsWith("[EXC-TEC-18]");
      }
    }

    @Test
    @Clause("EXC-TEC-12")
    void whetherItCanBeReproducedIsRecorded_andDecidedByTheDesk() {
      it.asking(InquiryKind.INCIDENT);
      it.reproducible = false;

      assertThat(it.codes()).isEmpty();
      FailureReported reported =
          (FailureReported) INTAKE.decide(it.request(), it.known()).getFirst();
      assertThat(reported.declarations().reproducible()).isFalse();
      assertThat(reported.inquiry()).isEqualTo(it.inquiry);
    }

    @Test
    @Clause({"WAR-8", "TEC-7", "EXC-TEC-20"})
    void theWarrantyHasNoTechnicalSupport() {
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.terms = List.of();

      assertThat(only(it).clauses()).containsExactly("EXC-TEC-20", "WAR-8");
    }

    @Test
    @Clause("EXC-TEC-20")
    void anExpiredContractIsNoPaidContract() {
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.submittedAt = at("2026-11-19T23:59:59+09:00");
      assertThat(it.codes()).isEmpty();

      it.submittedAt = at("2026-11-20T00:00:00+09:00");

      assertThat(only(it).code()).isEqualTo("NO_PAID_CONTRACT");
    }
  }

  @Nested
  class ForVirtualAppliances {

    static Stream<Item> items() {
      return Stream.concat(
          alike("EXC-VA-"),
          Stream.of(
              new Item(
                  "EXC-VA-1",
                  "nothing ruled out",
                  it -> asked(it, "ja", List.of(), true, true, null),
                  "PRIMARY_ISOLATION_INCOMPLETE"),
              new Item(
                  "EXC-VA-25",
                  "elsewhere",
                  it -> it.siteFingerprint = "another-site",
                  "SITE_OR_OWNER_MISMATCH"),
              new Item(
                  "EXC-VA-25",
                  "others",
                  it -> it.ownerFingerprint = "another-owner",
                  "SITE_OR_OWNER_MISMATCH"),
              new Item(
                  "EXC-VA-27",
                  "another hypervisor",
                  it -> {
                    it.policy = designating("KVM", "VMware ESXi");
                    asked(it, "ja", List.of(RuledOut.values()), true, true, "Xen");
                  },
                  "HYPERVISOR_NOT_DESIGNATED"),
              new Item(
                  "EXC-VA-29",
                  "fix not installed",
                  it -> it.fixInstalled = false,
                  "FIX_NOT_INSTALLED"),
              new Item(
                  "EXC-VA-30",
                  "licence not renewed",
                  it -> it.licenceValid = false,
                  "LICENSE_NOT_VALID")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("items")
    @Clause({
      "EXC-VA-1", "EXC-VA-3", "EXC-VA-4", "EXC-VA-5", "EXC-VA-6", "EXC-VA-7", "EXC-VA-8",
      "EXC-VA-10", "EXC-VA-11", "EXC-VA-13", "EXC-VA-15", "EXC-VA-16", "EXC-VA-17", "EXC-VA-19",
      "EXC-VA-20", "EXC-VA-22", "EXC-VA-23", "EXC-VA-24", "EXC-VA-25", "EXC-VA-27", "EXC-VA-29",
      "EXC-VA-30", "NOT-16"
    })
    void eachItemRefusesTheInquiryWithItsOwnClause(Item item) {
      it.virtualAsking(InquiryKind.INCIDENT);
      item.spoil().accept(it);

      assertThat(only(it).code()).isEqualTo(item.code());
      assertThat(only(it).clauses()).first().isEqualTo(item.clause());
      assertThat(only(it).message().ja()).contains("[" + item.clause());
    }

    @Test
    @Clause({"VA-1", "VA-2", "VA-13", "VA-22", "EXC-VA-2", "CAL-5"})
    void isAcceptedUnderItsOwnPlan_withinTheSameHours() {
      it.virtualAsking(InquiryKind.NORMAL_OPERATION);
      it.submittedAt = at("2026-05-02T10:00:00+09:00");

      assertThat(accepted(it).entitlement().service()).isEqualTo("TECHNICAL_SUPPORT_VA");
      assertThat(accepted(it).acceptedAt()).isEqualTo(at("2026-05-07T09:00:00+09:00"));
    }

    @ParameterizedTest
    @EnumSource(RuledOut.class)
    @Clause({"VA-10", "EXC-VA-1"})
    void eachOfTheSevenCausesHasToBeRuledOut(RuledOut forgotten) {
      it.virtualAsking(InquiryKind.INCIDENT);
      List<RuledOut> others = new ArrayList<>(List.of(RuledOut.values()));
      others.remove(forgotten);
      asked(it, "ja", others, true, true, null);

      assertThat(only(it).code()).isEqualTo("PRIMARY_ISOLATION_INCOMPLETE");
      assertThat(only(it).clauses()).containsExactly("EXC-VA-1", "VA-10");
      assertThat(only(it).details()).isEqualTo(Map.of("missing", List.of(forgotten.name())));
    }

    @ParameterizedTest
    @CsvSource({
      "false, true, configurationChecked",
      "true, false, releasesApplied",
    })
    @Clause({"VA-11", "SWP-11", "EXC-VA-1"})
    void bothConfirmationsAreNeeded(boolean configuration, boolean releases, String missing) {
      it.virtualAsking(InquiryKind.INCIDENT);
      asked(it, "ja", List.of(RuledOut.values()), configuration, releases, null);

      assertThat(only(it).clauses()).containsExactly("EXC-VA-1", "VA-11");
      assertThat(only(it).details()).isEqualTo(Map.of("missing", List.of(missing)));
    }

    @ParameterizedTest
    @EnumSource(value = Channel.class, names = "FORM", mode = EnumSource.Mode.EXCLUDE)
    @Clause({"VA-12", "EXC-VA-21", "A-62"})
    void comesThroughTheFormOnly(Channel channel) {
      it.virtualAsking(InquiryKind.NORMAL_OPERATION);
      it.channel = channel;

      assertThat(only(it).clauses()).containsExactly("VA-12", "EXC-VA-21");
    }

    @Test
    @Clause({"EXC-VA-9", "EXC-VA-26", "VA-19", "VA-21"})
    void anUnsupportedVersionIsOneReason_andOfAProblemTwo() {
      it.virtualAsking(InquiryKind.NORMAL_OPERATION);
      it.softwareVersion = "3.10.3-100";
      assertThat(only(it).clauses()).containsExactly("EXC-VA-9", "VER-11", "VER-7");

      it.virtualAsking(InquiryKind.INCIDENT);
      it.softwareVersion = "3.10.3-100";

      assertThat(it.codes())
          .containsExactly("VERSION_NOT_SUPPORTED", "VERSION_NOT_LATEST_OR_DESIGNATED");
      assertThat(it.judge().refusals().getLast().clauses()).containsExactly("EXC-VA-26");
      assertThat(it.judge().refusals().getLast().details())
          .isEqualTo(Map.of("supportedVersions", List.of("3.27.4", "3.32.4")));

      it.designations = List.of(new Designation(new SoftwareVersion("3.10.3"), null));
      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause("EXC-VA-18")
    void aWishForAPersonIsRefused_theInquiryIsNot() {
      it.virtualAsking(InquiryKind.NORMAL_OPERATION);
      it.policy = designating("KVM");
      it.inquiry =
          new Inquiry(
              InquiryKind.NORMAL_OPERATION,
              new TextId("r-text-2"),
              false,
              List.of(),
              false,
              false,
              null,
              "ja",
              false,
              true);

      assertThat(warnings(it)).containsExactly("DEADLINE_OR_PERSON_NOT_SELECTABLE");
      assertThat(accepted(it).warnings().getFirst().message().en()).endsWith("[EXC-VA-18]");
    }

    @Test
    @Clause("EXC-VA-12")
    void whetherItCanBeReproducedIsRecorded_andDecidedByTheDesk() {
      it.virtualAsking(InquiryKind.INCIDENT);
      it.reproducible = false;

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause("EXC-VA-27")
    void theHypervisorIsOneOfThoseDesignated_howeverItIsWritten_andWithoutAListUnchecked() {
      it.virtualAsking(InquiryKind.INCIDENT);
      asked(it, "ja", List.of(RuledOut.values()), true, true, "ｖｍｗａｒｅ esxi");
      assertThat(warnings(it)).containsExactly("HYPERVISOR_NOT_CHECKED");

      it.policy = designating("VMware ESXi");
      assertThat(warnings(it)).isEmpty();
    }

    @Test
    @Clause({"EXC-VA-30", "EXC-VA-20"})
    void aContractThatWasNotRenewedIsNone() {
      it.virtualAsking(InquiryKind.NORMAL_OPERATION);
      it.submittedAt = at("2027-03-01T10:00:00+09:00");

      assertThat(only(it).code()).isEqualTo("NO_PAID_CONTRACT");
      assertThat(only(it).clauses()).containsExactly("EXC-VA-20", "EXC-VA-30");
    }

    @Test
    @Clause({"VA-17", "EOS-12", "A-29"})
    void itsServiceEndsFiveYearsAfterTheAnnouncement_whenEverItWasBought() {
      it.virtualAsking(InquiryKind.NORMAL_OPERATION);
      it.endOfSale = new EndOfSale(LocalDate.parse("2021-05-02"), LocalDate.parse("2021-12-24"));
      it.submittedAt = at("2026-05-01T10:00:00+09:00");
      assertThat(it.codes()).isEmpty();

      it.submittedAt = at("2026-05-02T10:00:00+09:00");

      assertThat(only(it).code()).isEqualTo("EOS_SERVICE_ENDED");
      assertThat(only(it).clauses()).containsExactly("EOS-12", "VA-17");
    }

    private static PolicyContext designating(String... hypervisors) {
      PolicyContext standard = PolicyContext.STANDARD;
      return new PolicyContext(
          BusinessCalendar.standard(),
          standard.settingsVersion(),
          standard.noonInclusive(),
          standard.cutOffClock(),
          standard.openInclusive(),
          standard.closeInclusive(),
          standard.versionSpecifiedExtraBusinessDays(),
          standard.returnReminders(),
          standard.loanerReminderBusinessDays(),
          standard.faultyUnitReminderBusinessDays(),
          standard.doaWindowDays(),
          standard.waitForCustomerBusinessDays(),
          List.of(hypervisors));
    }
  }

  @Nested
  class TheLists {

    @Test
    @Clause({"A-79", "EXC-TEC-25"})
    void whatOnlyHardwareExcludesRefusesNoVirtualAppliance() {
      it.virtualAsking(InquiryKind.INCIDENT);
      it.openedOrModified = true;

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"A-79", "EXC-VA-25", "EXC-VA-26", "EXC-VA-27", "EXC-VA-29", "EXC-VA-30"})
    void whatOnlyVirtualAppliancesExcludeRefusesNoHardware() {
      it.asking(InquiryKind.INCIDENT);
      it.policy = ForVirtualAppliances.designating("KVM");
      asked(it, "ja", List.of(), false, false, "Xen");
      it.siteFingerprint = "another-site";
      it.ownerFingerprint = "another-owner";
      it.licenceValid = false;
      it.fixInstalled = false;
      assertThat(it.codes()).isEmpty();

      it.softwareVersion = "4.8.0-1001";
      assertThat(it.codes()).containsExactly("VERSION_NOT_SUPPORTED");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    @Clause("A-79")
    void whatOtherServicesExcludeRefusesNoInquiry(boolean virtual) {
      if (virtual) {
        it.virtualAsking(InquiryKind.INCIDENT);
      } else {
        it.asking(InquiryKind.INCIDENT);
      }
      it.installedAtHeight = true;
      it.purpose = Purpose.PREVENTIVE_EXCHANGE;
      it.requestSheet = false;
      it.overdueUnits =
          List.of(
              new OverdueUnit(
                  Complete.C_1001,
                  CASE,
                  new RmaNumber("RMA-A"),
                  Complete.NR2A_0001,
                  LocalDate.parse("2026-04-20")));
      it.requestedWork = List.of(RequestedWork.OPERATION_QUESTION);

      for (Cause cause : List.of(Cause.UNSUPPORTED_ENVIRONMENT, Cause.OTHER_DEVICE)) {
        it.cause = cause;
        assertThat(it.codes()).as(cause.name()).isEmpty();
      }
    }

    @ParameterizedTest
    @EnumSource(RequestedWork.class)
    @Clause("A-79")
    void eachProcedureRefusesAWorkByItsOwnListOnly(RequestedWork work) {
      assertThat(exclusions(Procedure.TECHNICAL_INQUIRY, false, work))
          .allMatch(clause -> clause.startsWith("EXC-TEC-"));
      assertThat(exclusions(Procedure.TECHNICAL_INQUIRY, true, work))
          .allMatch(clause -> clause.startsWith("EXC-VA-"));
      assertThat(exclusions(Procedure.CROSS_SEND_BACK, false, work))
          .allMatch(clause -> clause.startsWith("EXC-CSB-"));
      assertThat(exclusions(Procedure.ONSITE, false, work))
          .allMatch(clause -> clause.startsWith("EXC-ONS-"));
      for (Procedure without :
          List.of(Procedure.MANUFACTURER, Procedure.WARRANTY, Procedure.DOA, Procedure.TRIAGE)) {
        assertThat(exclusions(without, false, work)).isEmpty();
      }
    }

    private static List<String> exclusions(
        Procedure procedure, boolean virtualAppliance, RequestedWork work) {
      return AllAdmissions.ADMISSIONS.of(procedure).work(virtualAppliance).refusal(work).stream()
          .flatMap(refusal -> refusal.clauses().stream())
          .filter(clause -> clause.startsWith("EXC-"))
          .toList();
    }
  }

  @Nested
  class Registration {

    @Test
    @Clause({"REG-4", "EXC-TEC-20", "EXC-VA-20"})
    void aUnitThatIsNotRegisteredHasNoSupport_whicheverListItWouldFallUnder() {
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.unitKnown = false;
      it.productKnown = false;

      assertThat(only(it).code()).isEqualTo("NOT_REGISTERED");
      assertThat(only(it).clauses())
          .containsExactly("REG-4", "EXC-TEC-20", "EXC-VA-20", "REG-1", "ELG-11");
    }

    @Test
    @Clause({"EXC-TEC-22", "EXC-VA-22"})
    void withoutASerialNumberBothListsAskForIt() {
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.serialNumber = null;
      it.productKnown = false;

      assertThat(only(it).code()).isEqualTo("SERIAL_REQUIRED");
      assertThat(only(it).clauses()).containsExactly("EXC-TEC-22", "EXC-VA-22");
    }

    @Test
    @Clause({"REG-3", "WAR-3"})
    void aWarrantyClaimNeedsTheRegistrationAndThenTheCustomerId() {
      it.procedure = Procedure.WARRANTY;
      it.terms = List.of();
      assertThat(it.codes()).isEmpty();
      it.customerId = null;
      assertThat(only(it).code()).isEqualTo("CUSTOMER_ID_REQUIRED");
      assertThat(only(it).clauses()).contains("REG-3");

      it.customerId = Complete.C_1001;
      it.unitKnown = false;
      assertThat(only(it).code()).isEqualTo("NOT_REGISTERED");
      assertThat(only(it).clauses()).contains("REG-3");
    }
  }

  @Nested
  class Versions {

    @Test
    @Clause({"VER-11", "VER-7", "A-35"})
    void anInquiryHasNoSixMonths_aRepairHas() { // SC-147
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.releases.add(periodic("4.12.2-2301", "2026-02-10"));
      it.submittedAt = at("2026-02-12T10:00:00+09:00");
      assertThat(only(it).code()).isEqualTo("VERSION_NOT_SUPPORTED");
      assertThat(only(it).details()).isEqualTo(Map.of("supportedVersions", List.of("4.12.2-2301")));

      it.procedure = Procedure.CROSS_SEND_BACK;
      it.submittedAt = at("2026-08-10T11:00:00+09:00");
      assertThat(it.codes()).isEmpty();
      it.submittedAt = at("2026-08-12T11:00:00+09:00");
      assertThat(only(it).code()).isEqualTo("SOFTWARE_UPDATE_OVERDUE");
      it.designations = List.of(new Designation(new SoftwareVersion("4.10.1"), null));
      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"VER-15", "VER-7", "A-37"})
    void aFeatureReleaseLeavesTheOlderVersionSupported_alsoWhereItIsNotListed() { // SC-139
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.releases =
          new ArrayList<>(
              List.of(periodic("1.1.1-1111", "2026-01-10"), periodic("1.2.1-1114", "2026-06-10")));
      it.submittedAt = at("2026-06-11T10:00:00+09:00");

      for (String version : List.of("1.1.1-1111", "1.2.1-1114", "1.1.1", "1.3.1-2000")) {
        it.softwareVersion = version;
        assertThat(it.codes()).as(version).isEmpty();
      }
      it.softwareVersion = "1.2.2-1200";
      assertThat(warnings(it)).containsExactly("VERSION_UNKNOWN");
    }

    @Test
    @Clause({"VER-10", "VER-11", "A-78"})
    void anAdministratorMaySetTheVersionAside() {
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.softwareVersion = "4.8.0-1001";
      assertThat(only(it).code()).isEqualTo("VERSION_NOT_SUPPORTED");

      it.setAside = Set.of(OverridableRule.VER_10);

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"A-34", "A-33"})
    void publishedRowsStandBesideEachOther_untilANewerZComes() {
      it.asking(InquiryKind.NORMAL_OPERATION);
      it.releases =
          new ArrayList<>(
              List.of(
                  Complete.published("4.04.4", "2017-02-24"),
                  Complete.published("5.00.3", "2017-02-24")));
      it.softwareVersion = "5.00.3-12";
      assertThat(it.codes()).isEmpty();

      it.releases.add(periodic("5.01.5-20", "2026-04-01"));

      assertThat(only(it).code()).isEqualTo("VERSION_NOT_SUPPORTED");
    }
  }

  @Nested
  class Hotfixes {

    @BeforeEach
    void wasHandedAHotfix() {
      it.asking(InquiryKind.INCIDENT);
      it.softwareVersion = "4.10.1-2201";
      it.relatedHotfix = "4.10.1-2300";
      it.hotfixTargets =
          List.of(
              new HotfixTarget(
                  new SoftwareVersion("4.10.1-2300"),
                  Objects.requireNonNull(it.customerId),
                  LocalDate.parse("2026-04-20")));
      it.submittedAt = at("2026-05-01T10:30:00+09:00");
    }

    @Test
    @Clause({"SWP-6", "A-69"})
    void thatIsNotApplied_putsTheIncidentThatItWouldHaveAvoidedOutOfScope() {
      assertThat(only(it).code()).isEqualTo("HOTFIX_NOT_APPLIED");
      assertThat(only(it).clauses()).containsExactly("SWP-6");
      assertThat(only(it).details()).isEqualTo(Map.of("hotfix", "4.10.1-2300"));
    }

    @ParameterizedTest
    @CsvSource(
        nullValues = "-",
        value = {
          "4.10.1-2300, -",
          "4.10.1-2301, -",
          "4.12.2, -",
          "4.10.1, -",
          "4.10.1, true",
        })
    @Clause({"SWP-6", "A-68"})
    void thatIsApplied_orMayBe_isNoReason(String version, @Nullable Boolean installed) {
      it.softwareVersion = version;
      it.fixInstalled = installed;
      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"SWP-6", "A-68"})
    void ofAVersionThatLeavesItOpen_theCustomersWordCounts() {
      it.softwareVersion = "4.10.1";
      it.fixInstalled = false;
      assertThat(it.codes()).containsExactly("HOTFIX_NOT_APPLIED");
    }

    @Test
    @Clause({"SWP-6", "A-69"})
    void countFromTheDayThatTheyWereHandedOver() {
      it.submittedAt = at("2026-04-19T23:59:59+09:00");
      assertThat(it.codes()).isEmpty();

      it.submittedAt = at("2026-04-20T00:00:00+09:00");
      assertThat(it.codes()).containsExactly("HOTFIX_NOT_APPLIED");
    }

    @Test
    @Clause({"SWP-5", "SWP-6", "A-69"})
    void ofOtherCustomers_andIncidentsWithoutALink_areNoReason() {
      it.relatedHotfix = null;
      assertThat(it.codes()).isEmpty();

      it.relatedHotfix = "4.10.1-2299";
      assertThat(it.codes()).isEmpty();

      it.relatedHotfix = "4.10.1-2300";
      it.hotfixTargets =
          List.of(
              new HotfixTarget(
                  new SoftwareVersion("4.10.1-2300"),
                  new CustomerId("C-9999"),
                  LocalDate.parse("2026-04-20")));
      assertThat(it.codes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = InquiryKind.class, names = "INCIDENT", mode = EnumSource.Mode.EXCLUDE)
    @Clause("SWP-6")
    void leaveOtherQuestionsAlone(InquiryKind kind) {
      it.asking(kind);
      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"SWP-6", "VA-20"})
    void countForVirtualAppliancesToo() {
      it.virtualAsking(InquiryKind.INCIDENT);
      it.relatedHotfix = "3.32.4-800";
      it.hotfixTargets =
          List.of(
              new HotfixTarget(
                  new SoftwareVersion("3.32.4-800"),
                  Objects.requireNonNull(it.customerId),
                  LocalDate.parse("2026-04-20")));

      assertThat(it.codes()).containsExactly("HOTFIX_NOT_APPLIED");
    }
  }

  @Nested
  class AfterTheEndOfSale {

    private Complete asking(InquiryKind kind, boolean serious, String day) {
      it.asking(kind);
      it.inquiry =
          new Inquiry(
              kind,
              new TextId("r-text-2"),
              serious,
              List.of(RuledOut.values()),
              true,
              true,
              null,
              "ja",
              false,
              false);
      it.endOfSale = new EndOfSale(LocalDate.parse("2024-01-15"), LocalDate.parse("2024-05-01"));
      it.purchaseDate = LocalDate.parse("2024-04-01");
      it.terms = List.of(term(Plan.CROSS_SEND_BACK, "2024-04-01", "2030-03-31"));
      it.releases = new ArrayList<>(List.of(Complete.published("4.10.1", "2023-05-22")));
      it.submittedAt = at(day + "T10:00:00+09:00");
      return it;
    }

    @ParameterizedTest
    @CsvSource({
      "FIX_REQUEST, false, 2025-04-30, ",
      "FIX_REQUEST, false, 2025-05-01, LIMITED_SOFTWARE_MAINTENANCE",
      "FIX_REQUEST, true, 2025-05-01, ",
      "FIX_REQUEST, true, 2029-04-30, EOS_SERVICE_ENDED",
      "INCIDENT, false, 2025-05-01, ",
      "NORMAL_OPERATION, false, 2025-05-01, ",
      "FEATURE_REQUEST, true, 2024-04-30, ",
      "FEATURE_REQUEST, true, 2024-05-01, LIMITED_SOFTWARE_MAINTENANCE",
      "FEATURE_REQUEST, true, 2026-05-01, LIMITED_SOFTWARE_MAINTENANCE"
    })
    @Clause({"EOS-3", "EOS-5", "EOS-6", "EOS-7"})
    void onlySeriousProblemsAreMended_andNoFeatureIsAdded(
        InquiryKind kind, boolean serious, String day, @Nullable String code) {
      assertThat(asking(kind, serious, day).codes())
          .isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    @Clause("EOS-7")
    void otherProblemsToo_whereAnAdministratorDecidesSo() {
      asking(InquiryKind.FIX_REQUEST, false, "2026-05-01");
      assertThat(only(it).clauses()).containsExactly("EOS-7");

      it.setAside = Set.of(OverridableRule.EOS_7);

      assertThat(it.codes()).isEmpty();
    }

    @Test
    @Clause({"EXC-TEC-19", "EOS-13"})
    void afterTheSoftwareSupportNothingIsChangedAnyMore() {
      asking(InquiryKind.FIX_REQUEST, true, "2029-05-01");
      it.setAside = Set.of(OverridableRule.A_28);

      assertThat(only(it).code()).isEqualTo("SOFTWARE_SUPPORT_ENDED");
      assertThat(only(it).clauses()).containsExactly("EXC-TEC-19", "EOS-13");
    }

    @ParameterizedTest
    @CsvSource({
      "FEATURE_REQUEST, 2025-04-30, ",
      "FEATURE_REQUEST, 2025-05-01, VA-18",
      "FIX_REQUEST, 2025-05-01, EOS-7",
      "INCIDENT, 2025-05-01, "
    })
    @Clause({"VA-18", "EOS-12"})
    void aVirtualApplianceGetsFunctionsForAYear(
        InquiryKind kind, String day, @Nullable String clause) {
      it.virtualAsking(kind);
      it.terms = List.of(term(Plan.TECHNICAL_SUPPORT_VA, "2024-04-01", "2027-03-31"));
      it.endOfSale = new EndOfSale(LocalDate.parse("2024-01-15"), LocalDate.parse("2024-05-01"));
      it.submittedAt = at(day + "T10:00:00+09:00");

      assertThat(it.judge().refusals().stream().map(r -> r.clauses().getFirst()).toList())
          .isEqualTo(clause == null ? List.of() : List.of(clause));
    }
  }

  @Nested
  class Triage {

    private void asking() {
      it.procedure = Procedure.TRIAGE;
      it.terms = List.of(term(Plan.MANUFACTURER, "2025-11-20", "2026-11-19"));
      it.isolation = isolation(IsolationResult.UNCLEAR);
      it.requestSheet = false;
    }

    @Test
    @Clause({"MFR-20", "A-49", "RMA-1"})
    void isAcceptedWithoutIsolationAndWithoutTheSheet() {
      asking();

      assertThat(accepted(it).entitlement().service()).isEqualTo("MANUFACTURER");

      it.procedure = Procedure.MANUFACTURER;
      assertThat(it.codes())
          .containsExactly("REQUEST_SHEET_REQUIRED", "PRIMARY_ISOLATION_INCOMPLETE");
    }

    @Test
    @Clause({"MFR-21", "RMA-2"})
    void needsWhatTheDeskLooksAt() {
      asking();
      it.softwareVersion = null;
      it.faultDescription = null;
      it.webAccessible = true;

      assertThat(it.codes())
          .containsExactly(
              "SOFTWARE_VERSION_REQUIRED", "FAULT_DESCRIPTION_REQUIRED", "BACKUP_AND_LOG_REQUIRED");
    }

    @Test
    @Clause({"MFR-20", "ELG-14"})
    void isThereForManufacturerMaintenanceOnly() {
      asking();
      it.terms = List.of(term(Plan.CROSS_SEND_BACK, "2025-11-20", "2026-11-19"));

      assertThat(only(it).code()).isEqualTo("WRONG_PROCEDURE_FOR_PLAN");
    }

    @Test
    @Clause({"MFR-20", "MFR-23", "A-49"})
    void hasNoLoaner() {
      asking();
      it.requestedWork = List.of(RequestedWork.LOANER);

      assertThat(only(it).code()).isEqualTo("LOANER_NOT_IN_PLAN");
      assertThat(only(it).clauses()).containsExactly("MFR-20", "MFR-23");
    }

    @Test
    void thatIsStillOpen_isASecondCaseForOthers() {
      asking();
      it.openCases = List.of(new CaseId("another"));

      assertThat(warnings(it)).containsExactly("SECOND_OPEN_CASE");
    }
  }
}
