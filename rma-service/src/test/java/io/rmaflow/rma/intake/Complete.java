package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.Declarations;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.RuledOut;
import io.rmaflow.events.rma.CaseEvent.SelfDiagnosis;
import io.rmaflow.events.rma.CaseEvent.SubmittedBy;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.Term;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.intake.rules.Demands;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.rma.intake.rules.Known;
import io.rmaflow.rma.intake.rules.OverridableRule;
import io.rmaflow.rma.procedures.AllAdmissions;
import io.rmaflow.rma.standing.OverdueUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that nothing speaks against, for unit U1 of company K1, and what is known of it; each
 * test spoils what it is about.
 */
final class Complete {

  static final Intake INTAKE = new Intake(AllAdmissions.ADMISSIONS);
  static final Demands DEMANDS = new Demands(AllAdmissions.ADMISSIONS);
  static final CaseId CASE = new CaseId("3f0c5f4e-0d6f-4d1b-9b0e-000000000001");
  static final CustomerId C_1001 = new CustomerId("C-1001");
  static final CustomerId C_1009 = new CustomerId("C-1009");
  static final SerialNumber NR2A_0001 = new SerialNumber("NR2A-0001");
  static final ProductCode NETREGIO2A_DHCP = new ProductCode("netregio2a-dhcp");

  @Nullable Procedure procedure = Procedure.CROSS_SEND_BACK;
  Channel channel = Channel.FORM;
  @Nullable CustomerId customerId = C_1001;
  @Nullable SerialNumber serialNumber = NR2A_0001;
  @Nullable String softwareVersion = "4.10.1-2201";
  @Nullable TextId faultDescription = new TextId("r-text-1");
  @Nullable Boolean webAccessible = false;
  @Nullable Isolation isolation = isolation(IsolationResult.HARDWARE_FAULT);
  boolean requestSheet = true;
  boolean backup = false;
  boolean log = false;
  @Nullable String requestedSoftwareVersion;
  @Nullable String siteFingerprint = "site-of-k1";
  @Nullable String ownerFingerprint = "owner-k1";
  boolean openedOrModified;
  boolean installedAtHeight;
  Cause cause = Cause.UNKNOWN;
  Purpose purpose = Purpose.REPAIR;
  List<RequestedWork> requestedWork = List.of();
  @Nullable String usedInCountry;
  @Nullable Boolean reproducible;
  @Nullable Boolean licenceValid;
  @Nullable Boolean fixInstalled;
  @Nullable Inquiry inquiry;
  Instant submittedAt = at("2026-05-01T10:30:00+09:00");

  boolean unitKnown = true;
  boolean customerKnown = true;
  Set<CustomerId> linkedIds = Set.of(C_1001, new CustomerId("C-1002"), C_1009);
  CustomerId registeredUnder = C_1001;
  boolean secondHand;
  LocalDate purchaseDate = LocalDate.parse("2025-11-10");
  @Nullable Period warranty =
      new Period(LocalDate.parse("2025-11-10"), LocalDate.parse("2026-11-09"));
  List<Term> terms = List.of(term(Plan.CROSS_SEND_BACK, "2025-11-20", "2026-11-19"));
  UnitCover.@Nullable Replaced replaced;
  @Nullable Integer arrivalTargetHours;
  boolean productKnown = true;
  ProductFamily family = ProductFamily.NETREGIO;
  List<ProductKnowledge.Release> releases =
      new ArrayList<>(List.of(published("4.8.1", "2024-02-08"), published("4.10.1", "2024-05-22")));
  List<ProductKnowledge.Designation> designations = List.of();
  ProductKnowledge.@Nullable EndOfSale endOfSale;
  List<ProductKnowledge.HotfixTarget> hotfixTargets = List.of();
  @Nullable String relatedHotfix;
  List<OverdueUnit> overdueUnits = List.of();
  List<CaseId> openCases = List.of();
  Set<OverridableRule> setAside = Set.of();
  PolicyContext policy = PolicyContext.STANDARD;

  FailureReported request() {
    return new FailureReported(
        CASE,
        procedure,
        channel,
        customerId,
        serialNumber,
        softwareVersion,
        faultDescription,
        webAccessible,
        isolation,
        requestSheet,
        backup,
        log,
        List.of(),
        requestedSoftwareVersion,
        new ContactId("r-contact-1"),
        SubmittedBy.CUSTOMER,
        new SiteId("r-site-1"),
        siteFingerprint,
        ownerFingerprint,
        null,
        null,
        new Declarations(
            openedOrModified,
            installedAtHeight,
            cause,
            purpose,
            requestedWork,
            usedInCountry,
            relatedHotfix,
            reproducible,
            licenceValid,
            fixInstalled),
        null,
        submittedAt,
        inquiry,
        null,
        null,
        null);
  }

  Known known() {
    return new Known(
        unitKnown && serialNumber != null ? unit(serialNumber) : null,
        productKnown
            ? new ProductKnowledge(
                NETREGIO2A_DHCP, family, releases, designations, endOfSale, hotfixTargets)
            : null,
        customerKnown && customerId != null ? linkedIds : Set.of(),
        overdueUnits,
        openCases,
        setAside,
        policy);
  }

  Intake.Outcome judge() {
    return INTAKE.judge(request(), known());
  }

  List<String> codes() {
    return judge().refusals().stream().map(refusal -> refusal.code()).toList();
  }

  private UnitCover unit(SerialNumber serial) {
    return new UnitCover(
        serial,
        NETREGIO2A_DHCP,
        registeredUnder,
        purchaseDate,
        secondHand,
        new SiteId("site-k1"),
        "site-of-k1",
        "owner-k1",
        warranty,
        terms,
        replaced,
        arrivalTargetHours);
  }

  /** An inquiry about this unit, of which nothing speaks against an answer. */
  Complete asking(InquiryKind kind) {
    procedure = Procedure.TECHNICAL_INQUIRY;
    inquiry =
        new Inquiry(
            kind,
            new TextId("r-text-2"),
            false,
            List.of(RuledOut.values()),
            true,
            true,
            null,
            "ja",
            false,
            false);
    return this;
  }

  /** The same about unit U5, a virtual appliance. */
  Complete virtualAsking(InquiryKind kind) {
    family = ProductFamily.NETNEBULAS_VA;
    softwareVersion = "3.32.4-710";
    releases =
        new ArrayList<>(
            List.of(published("3.27.4", "2020-08-24"), published("3.32.4", "2022-03-01")));
    isolation = null;
    warranty = null;
    purchaseDate = LocalDate.parse("2026-02-20");
    terms = List.of(term(Plan.TECHNICAL_SUPPORT_VA, "2026-03-01", "2027-02-28"));
    return asking(kind);
  }

  static Isolation isolation(IsolationResult result) {
    return new Isolation(result, true, SelfDiagnosis.FAILED, null, false, false);
  }

  static Term term(Plan plan, String from, String to) {
    return new Term(
        new ContractId("CT-1"),
        plan,
        1,
        LocalDate.parse(from),
        LocalDate.parse(to),
        LocalDate.parse(from));
  }

  static ProductKnowledge.Release published(String version, String on) {
    return new ProductKnowledge.Release(
        new SoftwareVersion(version), ReleaseKind.PERIODIC, LocalDate.parse(on), true, false);
  }

  static ProductKnowledge.Release periodic(String version, String on) {
    return new ProductKnowledge.Release(
        new SoftwareVersion(version), ReleaseKind.PERIODIC, LocalDate.parse(on), false, false);
  }

  static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
