package io.rmaflow.contract.eligibility.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The term table (CON-2 to CON-7, VA-6, VA-7): which terms, in years, a new contract and a renewal
 * may have.
 */
@Clause({"CON-2", "CON-3", "CON-4", "CON-5", "CON-6", "CON-7", "VA-6", "VA-7"})
public final class TermRules {

  /** What one column of the table says. */
  private record Row(Set<Integer> onTheList, int cap, List<String> capClauses) {}

  private static final int LONGEST_LUMP = 7;
  private static final int YEARLY_CAP = 5;

  private TermRules() {}

  /**
   * A term of a new contract.
   *
   * @param years what is applied for
   * @param longManufacturerLumps the setting {@code mfr.lump67.enabled}
   * @return the refusal, or nothing where the term is allowed
   */
  @Clause("VA-6")
  public static Optional<Refusal> refuseNew(
      Plan plan, ProductFamily family, int years, boolean longManufacturerLumps) {
    Row row = newContract(plan, family, longManufacturerLumps);
    if (plan == Plan.TECHNICAL_SUPPORT_VA && years == 4) {
      return Optional.of(
          refusal(
              "TERM_4Y_RENEWAL_ONLY",
              List.of("VA-6"),
              years,
              "4年契約は更新時のみです。",
              "A term of four years is for renewals only."));
    }
    if (!row.onTheList().contains(years)) {
      return Optional.of(notOnTheList(plan, years));
    }
    return years > row.cap()
        ? Optional.of(overTheCap(row.capClauses(), years, row.cap()))
        : Optional.empty();
  }

  /**
   * A term of a renewal.
   *
   * @param firstTerm years of the initial contract: a lump cannot be extended (CON-5, A-18)
   * @param yearsSoFar years of all terms concluded so far
   */
  @Clause({"VA-7", "A-20", "CON-3", "A-17", "CON-2", "CON-5", "A-18"})
  public static Optional<Refusal> refuseRenewal(
      Plan plan, int firstTerm, int yearsSoFar, int years) {
    if (plan == Plan.TECHNICAL_SUPPORT_VA) {
      if (!Set.of(1, 4, 5, 6, 7).contains(years)) {
        return Optional.of(notOnTheList(plan, years));
      }
      return yearsSoFar + years > LONGEST_LUMP
          ? Optional.of(overTheCap(List.of("VA-7", "A-20"), years, LONGEST_LUMP))
          : Optional.empty();
    }
    if (years >= YEARLY_CAP && years <= LONGEST_LUMP) {
      return Optional.of(
          refusal(
              "LUMP_ONLY_IN_FIRST_YEAR",
              List.of("CON-3", "A-17"),
              years,
              "5年・6年・7年の一括契約は初回のみです。",
              "Lumps of five, six or seven years are for the initial contract only."));
    }
    if (years != 1) {
      return Optional.of(notOnTheList(plan, years));
    }
    int cap = Math.max(YEARLY_CAP, firstTerm);
    return yearsSoFar + years > cap
        ? Optional.of(overTheCap(List.of("CON-2", "CON-5", "A-18"), years, cap))
        : Optional.empty();
  }

  /** The terms that a new contract of the plan may have, in years, ascending. */
  public static List<Integer> newTerms(
      Plan plan, ProductFamily family, boolean longManufacturerLumps) {
    return IntStream.rangeClosed(1, LONGEST_LUMP)
        .filter(years -> refuseNew(plan, family, years, longManufacturerLumps).isEmpty())
        .boxed()
        .toList();
  }

  @Clause({"CON-5", "CON-7", "A-16", "CON-4", "A-19"})
  private static Row newContract(Plan plan, ProductFamily family, boolean longLumps) {
    Set<Integer> list = Set.of(1, 5, 6, 7);
    return switch (plan) {
      case CROSS_SEND_BACK, TECHNICAL_SUPPORT_VA -> new Row(list, LONGEST_LUMP, List.of("CON-5"));
      case MANUFACTURER -> new Row(list, longLumps ? LONGEST_LUMP : 5, List.of("CON-7", "A-16"));
      case ONSITE_WEEKDAY, ONSITE_24X365 ->
          family == ProductFamily.NETNEBULAS_IA
              ? new Row(list, 5, List.of("CON-4", "A-19"))
              : new Row(list, LONGEST_LUMP, List.of("CON-5"));
    };
  }

  @Clause({"VA-6", "CON-2", "A-14"})
  private static Refusal notOnTheList(Plan plan, int years) {
    return refusal(
        "TERM_NOT_ALLOWED",
        plan == Plan.TECHNICAL_SUPPORT_VA ? List.of("VA-6") : List.of("CON-2", "A-14"),
        years,
        years + "年の契約はありません。",
        "There is no term of " + years + " years.");
  }

  private static Refusal overTheCap(List<String> clauses, int years, int cap) {
    return refusal(
        "MAX_TERM_EXCEEDED",
        clauses,
        years,
        "契約期間の上限は" + cap + "年です。",
        "The contract would be longer than the limit of " + cap + " years.");
  }

  private static Refusal refusal(
      String code, List<String> clauses, int years, String ja, String en) {
    return new Refusal(code, clauses, new Message(ja, en), Map.of("termYears", years));
  }
}
