package io.rmaflow.contract.agreement.rules;

import static io.rmaflow.contract.agreement.rules.ApplicationRules.refusal;

import io.rmaflow.contract.agreement.rules.AgreementCommand.RenewContract;
import io.rmaflow.contract.eligibility.rules.PlanRules;
import io.rmaflow.contract.eligibility.rules.TermRules;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.contract.ContractEvent.Party;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The policy of a renewal (CON-10 to CON-17); every failing rule is told. */
@Clause({"CON-16", "CON-17"})
public final class RenewalRules {

  /** CON-14: no grade is changed within a term, neither up nor down. */
  @Clause("CON-14")
  public static final Refusal NO_CHANGE_WITHIN_A_TERM =
      refusal(
          "MIDTERM_GRADE_CHANGE_NOT_ALLOWED",
          List.of("CON-14"),
          "契約期間中のグレード変更はできません。更新時にお申し込みください。",
          "The grade cannot be changed within a term; apply at the renewal.",
          Map.of());

  private RenewalRules() {}

  /** Every reason to refuse a further term; empty where it may be concluded. */
  public static List<Refusal> refusals(AgreementState.Concluded contract, RenewContract asked) {
    List<Refusal> refusals = new ArrayList<>();
    lapsed(contract, asked).ifPresent(refusals::add);
    notBegun(contract, asked).ifPresent(refusals::add);
    anotherAgency(contract, asked).ifPresent(refusals::add);
    downgrade(contract.lastTerm().plan(), asked.plan()).ifPresent(refusals::add);
    TermRules.refuseRenewal(
            asked.plan(), contract.firstTerm().years(), contract.years(), asked.termYears())
        .ifPresent(refusals::add);
    KnownFacts.Unit unit = asked.known().unit();
    if (unit != null) {
      ApplicationRules.planForFamily(asked.plan(), unit.family()).ifPresent(refusals::add);
      if (asked.plan() != contract.lastTerm().plan()) {
        ApplicationRules.salesChannel(asked.plan(), unit).ifPresent(refusals::add);
        ApplicationRules.site(asked.plan(), unit).ifPresent(refusals::add);
      }
      ApplicationRules.endOfSale(
              unit,
              contract.firstTerm().startDate(),
              ApplicationRules.expiry(contract.expiryDate().plusDays(1), asked.termYears()))
          .ifPresent(refusals::add);
    }
    return refusals;
  }

  /**
   * CON-12, A-24: until the end of the expiry date, and of the days of grace where there are any.
   */
  @Clause({"CON-12", "A-24", "CON-10"})
  private static Optional<Refusal> lapsed(AgreementState.Concluded contract, RenewContract asked) {
    KnownFacts known = asked.known();
    return known.today().isAfter(contract.expiryDate().plusDays(known.renewalGraceDays()))
        ? Optional.of(
            refusal(
                "CONTRACT_EXPIRED",
                List.of("CON-12", "CON-10", "A-24"),
                "契約は " + contract.expiryDate() + " に満了しました。更新は満了日までです。",
                "The contract ended on "
                    + contract.expiryDate()
                    + "; it had to be renewed by then.",
                Map.of("expiryDate", contract.expiryDate())))
        : Optional.empty();
  }

  /** CON-10: only a contract that is active can be extended. */
  @Clause("CON-10")
  private static Optional<Refusal> notBegun(
      AgreementState.Concluded contract, RenewContract asked) {
    return asked.known().today().isBefore(contract.firstTerm().startDate())
        ? Optional.of(
            refusal(
                "CONTRACT_NOT_ACTIVE",
                List.of("CON-10"),
                "契約はまだ開始していません (" + contract.firstTerm().startDate() + " から)。",
                "The contract has not begun; it starts on "
                    + contract.firstTerm().startDate()
                    + ".",
                Map.of("startDate", contract.firstTerm().startDate())))
        : Optional.empty();
  }

  /**
   * CON-11, A-80: the customer or its agency. One that does not say which it is counts as the one
   * of record.
   */
  @Clause({"CON-11", "A-80"})
  private static Optional<Refusal> anotherAgency(
      AgreementState.Concluded contract, RenewContract asked) {
    String named = asked.agency();
    String ofRecord = contract.agency();
    if (asked.renewedBy() != Party.AGENCY
        || named == null
        || (ofRecord != null && plain(named).equals(plain(ofRecord)))) {
      return Optional.empty();
    }
    return Optional.of(
        refusal(
            "AGENCY_NOT_OF_RECORD",
            List.of("CON-11", "A-80"),
            "契約を更新できるのは、お客様または登録されている代理店のみです。代理店を変更される場合は、先にお客様が新しい代理店をご指定ください。",
            "A contract is renewed by the customer or by the agency of record. Where another agency is"
                + " to renew it, the customer has to name that one first.",
            ofRecord == null
                ? Map.of("agency", named)
                : Map.of("agency", named, "agencyOfRecord", ofRecord)));
  }

  /** Full and half width, and upper and lower case, name the same agency. */
  private static String plain(String agency) {
    return Normalizer.normalize(agency, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
  }

  /** CON-13, CON-15, A-25. */
  @Clause({"CON-13", "CON-15", "A-25", "ONS-26"})
  static Optional<Refusal> downgrade(Plan present, Plan wanted) {
    return PlanRules.grade(wanted) < PlanRules.grade(present)
        ? Optional.of(
            refusal(
                "DOWNGRADE_NOT_ALLOWED",
                List.of("CON-13", "ONS-26", "A-25"),
                "更新時に下位の保守サービスへ変更することはできません。",
                "A renewal cannot change to a lower grade.",
                Map.of("present", present, "wanted", wanted)))
        : Optional.empty();
  }
}
