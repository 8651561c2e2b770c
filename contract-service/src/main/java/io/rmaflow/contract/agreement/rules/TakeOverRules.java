package io.rmaflow.contract.agreement.rules;

import static io.rmaflow.contract.agreement.rules.ApplicationRules.refusal;

import io.rmaflow.contract.eligibility.rules.PlanRules;
import io.rmaflow.contract.eligibility.rules.TermRules;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The policy of a term that an earlier system concluded: what the policy excludes for the unit, and
 * how terms follow each other. When it was applied for is past and not asked; what ends after an
 * end of sale was concluded before it and is honoured.
 */
@Clause("A-28")
public final class TakeOverRules {

  private TakeOverRules() {}

  /** Every reason against a unit's first term. */
  @Clause({"CON-8", "VA-8"})
  public static List<Refusal> refuseFirst(TakeOverTerm term) {
    if (term.secondHand()) {
      return List.of(secondHand());
    }
    List<Refusal> refusals = new ArrayList<>();
    forTheUnit(term, refusals);
    TermRules.refuseNew(term.plan(), term.family(), term.years(), term.longManufacturerLumps())
        .ifPresent(refusals::add);
    if (term.startDate().isBefore(term.windowBase())) {
      refusals.add(
          refusal(
              "START_DATE_OUT_OF_WINDOW",
              List.of(PlanRules.isHardware(term.family()) ? "CON-8" : "VA-8"),
              "開始日は " + term.windowBase() + " より前にはできません。",
              "The start date must not lie before " + term.windowBase() + ".",
              Map.of("earliest", term.windowBase())));
    }
    return refusals;
  }

  /**
   * Every reason against a further term.
   *
   * @param firstYears years of the first term (CON-5)
   * @param yearsSoFar years of all terms before it
   * @param lastPlan the plan of the term before it (CON-13)
   * @param expiryDate the last covered day so far, JST; the further term begins the day after
   *     (CON-17)
   */
  @Clause({"CON-19", "CON-9", "CON-17"})
  public static List<Refusal> refuseFurther(
      TakeOverTerm term, int firstYears, int yearsSoFar, Plan lastPlan, LocalDate expiryDate) {
    if (term.secondHand()) {
      return List.of(secondHand());
    }
    List<Refusal> refusals = new ArrayList<>();
    forTheUnit(term, refusals);
    RenewalRules.downgrade(lastPlan, term.plan()).ifPresent(refusals::add);
    TermRules.refuseRenewal(term.plan(), firstYears, yearsSoFar, term.years())
        .ifPresent(refusals::add);
    if (!term.startDate().isAfter(expiryDate)) {
      refusals.add(
          refusal(
              "ACTIVE_CONTRACT_EXISTS",
              List.of("CON-19"),
              "この製品には " + expiryDate + " までの保守契約があります。",
              "The unit has a maintenance contract until " + expiryDate + ".",
              Map.of("expiryDate", expiryDate)));
    } else if (!term.startDate().equals(expiryDate.plusDays(1))) {
      refusals.add(
          refusal(
              "NEW_CONTRACT_ONLY_AT_PURCHASE",
              List.of("CON-9", "CON-17"),
              "契約は " + expiryDate + " に満了しています。更新は翌日からです。",
              "The contract ended on " + expiryDate + "; a renewal begins the day after.",
              Map.of("expiryDate", expiryDate)));
    }
    return refusals;
  }

  private static void forTheUnit(TakeOverTerm term, List<Refusal> refusals) {
    ApplicationRules.planForFamily(term.plan(), term.family()).ifPresent(refusals::add);
    if (term.applia() && PlanRules.isOnsite(term.plan())) {
      refusals.add(ApplicationRules.notForApplia());
    }
  }

  @Clause("GEN-3")
  private static Refusal secondHand() {
    return refusal(
        "SECOND_HAND_UNIT",
        List.of("GEN-3"),
        "中古機はいずれのサービスも対象外です。",
        "Second-hand units are outside every service.",
        Map.of());
  }
}
