package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.intake.rules.IntakeRule.Source;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The decision on a request (RMA-8): pure, with all reasons at once. */
@Clause("RMA-8")
public final class Intake {

  @Clause({"CSB-3", "NOT-14"})
  private static final Warning DISPATCH_MAY_BE_LATER =
      new Warning(
          "DISPATCH_MAY_BE_LATER",
          new Message(
              "ソフトウェアバージョンをご指定の場合、発送日が1営業日以上遅くなる場合があります。[CSB-3, NOT-14]",
              "Because a software version was specified, dispatch may be one or more business days"
                  + " later. [CSB-3, NOT-14]"));

  /** accepted, and looked at by a person. */
  @Clause("A-37")
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

  private final Admissions admissions;

  /** With the rules of each procedure. */
  public Intake(Admissions admissions) {
    this.admissions = admissions;
  }

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

  /** What covers a unit best on a day, and the procedure that rests on it (RMA-10). */
  public record Best(Procedure procedure, Entitlement entitlement) {}

  /** The paid plan, else the warranty; empty where neither covers the unit. */
  @Clause("RMA-10")
  public Optional<Best> bestCover(
      UnitCover unit, @Nullable ProductKnowledge product, LocalDate day) {
    Procedure best = Coverage.bestProcedure(unit, day);
    return Coverage.of(admissions.of(best).coveredBy(), unit, product, day)
            instanceof Coverage.Covered(var entitlement)
        ? Optional.of(new Best(best, entitlement))
        : Optional.empty();
  }

  /** Judges the request; records nothing. */
  public Outcome judge(FailureReported request, Known known) {
    return judge(request, known, refusal -> true);
  }

  /**
   * Judges the request; records nothing.
   *
   * @param stands which refusals count
   */
  public Outcome judge(FailureReported request, Known known, Predicate<Refusal> stands) {
    Admission admission =
        admissions.of(
            Optional.ofNullable(request.procedure())
                .orElseGet(
                    () ->
                        Coverage.bestProcedure(
                            known.unit(), JapanTime.dateOf(request.submittedAt()))));
    return judge(
        admission, new Asked(request, known, admission.coveredBy()), stands, (rule, found) -> {});
  }

  /** Is told of each rule that is asked, in order, and of what speaks against the request. */
  @FunctionalInterface
  private interface Listener {
    void asked(IntakeRule rule, List<Refusal> found);
  }

  private static Outcome judge(
      Admission admission, Asked asked, Predicate<Refusal> stands, Listener listener) {
    Known known = asked.known();
    List<Refusal> refusals = new ArrayList<>();
    boolean drawnFromContractEvents = false;
    for (IntakeRule rule : admission.rules(known.isVirtualAppliance())) {
      if (rule.step().needsUnitAndCustomer() && !known.identified()) {
        continue;
      }
      List<Refusal> found = rule.check().refusals(asked).stream().filter(stands).toList();
      listener.asked(rule, found);
      if (!found.isEmpty() && rule.step() == Step.SECOND_HAND) {
        return new Outcome(admission.procedure(), found, true);
      }
      refusals.addAll(found);
      drawnFromContractEvents |= !found.isEmpty() && rule.source() == Source.CONTRACT_EVENTS;
    }
    return new Outcome(admission.procedure(), refusals, drawnFromContractEvents);
  }

  /**
   * Every rule of the procedure that is asked of such a request, in the order in which it is asked,
   * with what it looks at and says.
   */
  public List<RuleAsked> explain(FailureReported request, Procedure procedure, Known known) {
    Admission admission = admissions.of(procedure);
    Asked asked = new Asked(request, known, admission.coveredBy());
    List<RuleAsked> all = new ArrayList<>();
    judge(
        admission,
        asked,
        refusal -> true,
        (rule, found) -> all.add(RuleAsked.of(rule, asked, found)));
    return all;
  }

  /**
   * The events of a new case: {@code FailureReported}, then {@code RequestAccepted} or {@code
   * RequestRefused}.
   */
  public List<CaseEvent> decide(FailureReported request, Known known) {
    Outcome outcome = judge(request, known);
    CaseEvent answer =
        outcome.refusals().isEmpty()
            ? accepted(request, known, admissions.of(outcome.procedure()))
            : refused(request, known, outcome);
    return List.of(request, answer);
  }

  /**
   * When a unit would leave for a request that is accepted, by when it is judged; empty where its
   * procedure sends none by noon.
   */
  @Clause({"CSB-1", "CSB-2", "MFR-2"})
  public List<IfJudged> ifJudged(
      FailureReported request, RequestAccepted accepted, Known known, Instant now) {
    return admissions.of(accepted.procedure()).dispatchesByNoon()
        ? IfJudged.from(
            now, accepted.acceptedAt(), request.requestedSoftwareVersion() != null, known.policy())
        : List.of();
  }

  /**
   * The answer to a request as it would be where only some refusals counted.
   *
   * @return empty where it would be accepted although nothing covers it, so that there is no
   *     entitlement to go on with
   */
  public Optional<CaseEvent> answer(
      FailureReported request, Known known, Predicate<Refusal> stands) {
    Outcome outcome = judge(request, known, stands);
    if (!outcome.refusals().isEmpty()) {
      return Optional.of(refused(request, known, outcome));
    }
    Admission admission = admissions.of(outcome.procedure());
    return known.identified()
            && new Asked(request, known, admission.coveredBy()).coverage()
                instanceof Coverage.Covered
        ? Optional.of(accepted(request, known, admission))
        : Optional.empty();
  }

  private static RequestRefused refused(FailureReported request, Known known, Outcome outcome) {
    return new RequestRefused(
        request.caseId(),
        outcome.procedure(),
        request.customerId(),
        request.serialNumber(),
        request.requesterContactId(),
        outcome.refusals(),
        known.policy().calendarVersion(),
        known.policy().settingsVersion());
  }

  private static RequestAccepted accepted(
      FailureReported request, Known known, Admission admission) {
    Asked asked = new Asked(request, known, admission.coveredBy());
    UnitCover unit = asked.unit();
    Entitlement entitlement = entitlement(asked);
    PolicyContext policy = known.policy();
    // CAL-1, CAL-5, WAR-4
    Instant acceptedAt =
        admission.roundTheClock(entitlement)
            ? request.submittedAt()
            : policy.hours().acceptance(request.submittedAt()).acceptedAt();
    LocalDate provisionalDispatchDue =
        admission.dispatchesByNoon()
            ? policy
                .noonCutOff()
                .dispatchDue(
                    acceptedAt,
                    policy.extraBusinessDays(request.requestedSoftwareVersion() != null))
                .due()
            : null;
    return new RequestAccepted(
        request.caseId(),
        admission.procedure(),
        Objects.requireNonNull(request.customerId()),
        Objects.requireNonNull(request.serialNumber()),
        unit.productCode(),
        entitlement,
        acceptedAt,
        provisionalDispatchDue,
        asked.latestVersion(),
        unit.siteId(),
        request.requesterContactId(),
        warnings(asked, admission),
        policy.calendarVersion(),
        policy.settingsVersion(),
        known.product() == null ? null : known.product().family(),
        admission.mayBeVisited() ? unit.arrivalTargetHours() : null);
  }

  private static Entitlement entitlement(Asked asked) {
    if (asked.coverage() instanceof Coverage.Covered(Entitlement entitlement)) {
      return entitlement;
    }
    throw new IllegalStateException("accepted without an entitlement");
  }

  private static List<Warning> warnings(Asked asked, Admission admission) {
    List<Warning> warnings = new ArrayList<>();
    if (asked.request().requestedSoftwareVersion() != null) {
      warnings.add(DISPATCH_MAY_BE_LATER);
    }
    if (isVersionUnknown(asked)) {
      warnings.add(VERSION_UNKNOWN);
    }
    if (!asked.known().openCases().isEmpty()) {
      warnings.add(SECOND_OPEN_CASE);
    }
    warnings.addAll(admission.warnings(asked));
    return warnings;
  }

  private static boolean isVersionUnknown(Asked asked) {
    ProductKnowledge product = asked.known().product();
    return asked
        .version()
        .filter(version -> product == null || product.isUnknown(version, asked.day()))
        .isPresent();
  }
}
