package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.intake.IntakeRule.Asked;
import io.rmaflow.rma.intake.IntakeRule.Source;
import io.rmaflow.rma.intake.IntakeRule.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decision on a request (RMA-8): pure, with all reasons at once. */
public final class Intake {

  /** CSB-3, NOT-14. */
  private static final Warning DISPATCH_MAY_BE_LATER =
      new Warning(
          "DISPATCH_MAY_BE_LATER",
          new Message(
              "ソフトウェアバージョンをご指定の場合、発送日が1営業日以上遅くなる場合があります。[CSB-3, NOT-14]",
              "Because a software version was specified, dispatch may be one or more business days"
                  + " later. [CSB-3, NOT-14]"));

  /** accepted, and looked at by a person. */
  private static final Warning VERSION_UNKNOWN =
      new Warning(
          "VERSION_UNKNOWN",
          new Message(
              "ご申告のソフトウェアバージョンは、弊社の公開バージョン一覧で確認できません。担当者が確認いたします。",
              "The stated software version is not among the published ones; the support desk will look"
                  + " into it."));

  private static final Warning SECOND_OPEN_CASE =
      new Warning(
          "SECOND_OPEN_CASE",
          new Message(
              "この機器には、対応中の案件がほかにもあります。担当者が確認いたします。",
              "Another case of this unit is still open; the support desk will look into it."));

  private Intake() {}

  /**
   * What a request comes to.
   *
   * @param procedure the one asked for, or the best that covers the unit (RMA-10)
   * @param refusals every reason, in the order of RMA-8; empty where it is accepted
   * @param drawnFromContractEvents whether what speaks against the request rests on what
   *     contract-service has told, which may be behind
   */
  public record Outcome(
      Procedure procedure, List<Refusal> refusals, boolean drawnFromContractEvents) {

    /** Copies the list. */
    public Outcome {
      refusals = List.copyOf(refusals);
    }
  }

  /** Judges the request; records nothing. */
  public static Outcome judge(IntakeRequest request, Known known) {
    Procedure procedure =
        Optional.ofNullable(request.procedure())
            .orElseGet(() -> Coverage.bestProcedure(known.unit(), IntakeRules.day(request)));
    Asked asked = new Asked(request, known, procedure);
    List<Refusal> refusals = new ArrayList<>();
    boolean drawnFromContractEvents = false;
    for (IntakeRule rule : IntakeRules.of(procedure)) {
      if (rule.step().needsUnitAndCustomer() && !known.identified()) {
        continue;
      }
      List<Refusal> found = rule.check().refusals(asked);
      if (!found.isEmpty() && rule.step() == Step.SECOND_HAND) {
        return new Outcome(procedure, found, true);
      }
      refusals.addAll(found);
      drawnFromContractEvents |= !found.isEmpty() && rule.source() == Source.CONTRACT_EVENTS;
    }
    return new Outcome(procedure, refusals, drawnFromContractEvents);
  }

  /**
   * The events of a new case: {@code FailureReported}, then {@code RequestAccepted} or {@code
   * RequestRefused}.
   */
  public static List<CaseEvent> decide(CaseId caseId, IntakeRequest request, Known known) {
    Outcome outcome = judge(request, known);
    CaseEvent answer =
        outcome.refusals().isEmpty()
            ? accepted(caseId, request, known, outcome.procedure())
            : refused(caseId, request, known, outcome);
    return List.of(request.asReported(caseId), answer);
  }

  private static RequestRefused refused(
      CaseId caseId, IntakeRequest request, Known known, Outcome outcome) {
    return new RequestRefused(
        caseId,
        outcome.procedure(),
        request.customerId(),
        request.serialNumber(),
        request.requesterContactId(),
        outcome.refusals(),
        known.policy().calendarVersion(),
        known.policy().settingsVersion());
  }

  private static RequestAccepted accepted(
      CaseId caseId, IntakeRequest request, Known known, Procedure procedure) {
    UnitCover unit = Objects.requireNonNull(known.unit(), "accepted only where the unit is known");
    CustomerId customerId = Objects.requireNonNull(request.customerId());
    SerialNumber serialNumber = Objects.requireNonNull(request.serialNumber());
    Entitlement entitlement = entitlement(new Asked(request, known, procedure));
    PolicyContext policy = known.policy();
    // CAL-1, CAL-5, WAR-4
    Instant acceptedAt =
        roundTheClock(procedure, entitlement)
            ? request.submittedAt()
            : policy.hours().acceptance(request.submittedAt()).acceptedAt();
    // CSB-1, MFR-2
    boolean byNoon = procedure == Procedure.CROSS_SEND_BACK || procedure == Procedure.MANUFACTURER;
    LocalDate provisionalDispatchDue =
        byNoon
            ? policy
                .noonCutOff()
                .dispatchDue(
                    acceptedAt,
                    policy.extraBusinessDays(request.requestedSoftwareVersion() != null))
                .due()
            : null;
    return new RequestAccepted(
        caseId,
        procedure,
        customerId,
        serialNumber,
        unit.productCode(),
        entitlement,
        acceptedAt,
        provisionalDispatchDue,
        latestSoftwareVersion(request, known),
        unit.siteId(),
        request.requesterContactId(),
        warnings(new Asked(request, known, procedure)),
        policy.calendarVersion(),
        policy.settingsVersion(),
        known.product() == null ? null : known.product().family(),
        mayBecomeOnSite(procedure) ? unit.arrivalTargetHours() : null);
  }

  /** An initial failure that is not certified goes on under the paid plan (RMA-10). */
  private static boolean mayBecomeOnSite(Procedure procedure) {
    return procedure == Procedure.ONSITE || procedure == Procedure.DOA;
  }

  /** CAL-2, ONS-6: no calendar stands before a visit; questions keep the hours (TEC-2, A-47). */
  private static boolean roundTheClock(Procedure procedure, Entitlement entitlement) {
    return procedure == Procedure.ONSITE && entitlement.service().equals(Plan.ONSITE_24X365.name());
  }

  private static Entitlement entitlement(Asked asked) {
    if (IntakeRules.coverage(asked) instanceof Coverage.Covered(Entitlement entitlement)) {
      return entitlement;
    }
    throw new IllegalStateException("accepted without an entitlement");
  }

  private static @Nullable String latestSoftwareVersion(IntakeRequest request, Known known) {
    return Optional.ofNullable(known.product())
        .flatMap(product -> product.latestVersion(IntakeRules.day(request)))
        .map(SoftwareVersion::text)
        .orElse(null);
  }

  private static List<Warning> warnings(Asked asked) {
    IntakeRequest request = asked.request();
    Known known = asked.known();
    List<Warning> warnings = new ArrayList<>();
    if (request.requestedSoftwareVersion() != null) {
      warnings.add(DISPATCH_MAY_BE_LATER);
    }
    if (isVersionUnknown(request, known.product())) {
      warnings.add(VERSION_UNKNOWN);
    }
    if (!known.openCases().isEmpty()) {
      warnings.add(SECOND_OPEN_CASE);
    }
    Inquiry inquiry = request.inquiry();
    if (asked.procedure() == Procedure.TECHNICAL_INQUIRY && inquiry != null) {
      if (inquiry.answerWantedBy() || inquiry.personWanted()) {
        warnings.add(IntakeRules.refusals(asked).deadlineOrPersonNotSelectable());
      }
      if (IntakeRules.isVirtualAppliance(asked)
          && known.policy().designatedHypervisors().isEmpty()) {
        warnings.add(InquiryRefusals.hypervisorNotChecked());
      }
    }
    return warnings;
  }

  private static boolean isVersionUnknown(
      IntakeRequest request, @Nullable ProductKnowledge product) {
    LocalDate day = IntakeRules.day(request);
    return IntakeRules.version(request)
        .filter(version -> product == null || product.isUnknown(version, day))
        .isPresent();
  }
}
