package io.rmaflow.contract.agreement.rules;

import io.rmaflow.contract.agreement.rules.AgreementCommand.SignContract;
import io.rmaflow.contract.agreement.rules.KnownFacts.OtherContract;
import io.rmaflow.contract.catalogue.rules.EndOfSale;
import io.rmaflow.contract.eligibility.rules.PlanRules;
import io.rmaflow.contract.eligibility.rules.TermRules;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.time.Durations;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy of a new contract, rule by rule; every failing one is told. */
public final class ApplicationRules {

  /** CON-8, A-22, A-23: calendar days from the base day, the base day not counted. */
  @Clause({"CON-8", "A-22", "A-23"})
  private static final int WINDOW_DAYS = 45;

  /** One rule: the refusal, or nothing where the application passes. */
  @FunctionalInterface
  private interface Rule {
    Optional<Refusal> check(Application application);
  }

  /** The list is the policy. */
  private static final List<Rule> RULES =
      List.of(
          ApplicationRules::customerId,
          ApplicationRules::planForFamily,
          ApplicationRules::salesChannel,
          ApplicationRules::site,
          ApplicationRules::term,
          ApplicationRules::startDate,
          ApplicationRules::atPurchase,
          ApplicationRules::onePlanForAUnit,
          ApplicationRules::endOfSale);

  private ApplicationRules() {}

  /** Every reason to refuse; empty where the contract may be concluded. */
  @Clause({"REG-1", "CID-8", "GEN-3"})
  public static List<Refusal> refusals(SignContract asked) {
    KnownFacts.Unit unit = asked.known().unit();
    if (unit == null) {
      return List.of(
          refusal(
              "NOT_REGISTERED",
              List.of("REG-1", "CID-8"),
              "登録されていないシリアル番号です。先にユーザ登録を行ってください。",
              "The serial number is not registered; please register the unit first.",
              Map.of("serialNumber", asked.serialNumber().value())));
    }
    if (unit.secondHand()) {
      return List.of(
          refusal(
              "SECOND_HAND_UNIT",
              List.of("GEN-3"),
              "中古機はいずれのサービスも対象外です。",
              "Second-hand units are outside every service.",
              Map.of()));
    }
    Application application =
        new Application(asked, unit, expiry(asked.startDate(), asked.termYears()));
    return RULES.stream().flatMap(rule -> rule.check(application).stream()).toList();
  }

  /**
   * CON-8, VA-8: the day from which the start of a contract may be chosen: of hardware its
   * shipment, of a virtual appliance its registration, and its purchase where that is not known.
   */
  @Clause({"CON-8", "VA-8"})
  public static LocalDate windowBase(
      ProductFamily family,
      @Nullable LocalDate shippedOn,
      @Nullable LocalDate registeredOn,
      LocalDate purchaseDate) {
    return Objects.requireNonNullElse(
        PlanRules.isHardware(family) ? shippedOn : registeredOn, purchaseDate);
  }

  /** applia sold the unit where it sold this one, or sells the model. */
  @Clause("A-42")
  public static boolean soldOnApplia(boolean model, @Nullable SalesChannel unit) {
    return model || unit == SalesChannel.APPLIA;
  }

  /**
   * CON-16, A-11, A-12: the last covered day. Counted from the first covered day and not from the
   * purchase, which is on record with the unit (CON-6, A-15).
   */
  @Clause({"CON-16", "A-11", "A-12", "CON-6", "A-15"})
  static LocalDate expiry(LocalDate startDate, int years) {
    return Durations.lastDayOfYears(startDate, Math.max(1, years));
  }

  /** CID-8 to CID-10: who needs an ID, and that it belongs to the unit or is linked. */
  @Clause({"CID-8", "CID-9", "CID-10", "A-30", "CID-3"})
  private static Optional<Refusal> customerId(Application application) {
    var named = application.asked().customerId();
    if (named == null) {
      return PlanRules.customerIdNeeded(application.asked().plan(), application.unit().family())
          ? Optional.of(
              refusal(
                  "CUSTOMER_ID_REQUIRED",
                  List.of(application.asked().plan() == Plan.CROSS_SEND_BACK ? "CID-8" : "CID-9"),
                  "お申し込みにはお客様IDが必要です。",
                  "The application needs the customer ID.",
                  Map.of()))
          : Optional.empty();
    }
    return application.unit().customerIds().contains(named)
        ? Optional.empty()
        : Optional.of(
            refusal(
                "CUSTOMER_ID_MISMATCH",
                List.of("CID-3", "A-30"),
                "お客様IDがこの製品の登録と一致しません。",
                "The customer ID is not the one that the unit is registered under.",
                Map.of("customerId", named.value())));
  }

  /** ELG-1, ELG-2, ELG-3, ELG-7, ELG-8. */
  @Clause({"ELG-1", "ELG-2", "ELG-3", "ELG-7", "ELG-8"})
  private static Optional<Refusal> planForFamily(Application application) {
    return planForFamily(application.asked().plan(), application.unit().family());
  }

  static Optional<Refusal> planForFamily(Plan plan, ProductFamily family) {
    return PlanRules.offered(plan, family)
        ? Optional.empty()
        : Optional.of(
            refusal(
                "PLAN_NOT_AVAILABLE_FOR_PRODUCT",
                List.of(PlanRules.deniedBy(plan, family)),
                "この製品ではお申し込みいただけない保守サービスです。",
                "This plan is not available for the product.",
                Map.of("plan", plan, "family", family, "offered", PlanRules.plansFor(family))));
  }

  /** ELG-5, A-42. */
  @Clause({"ELG-5", "A-42"})
  private static Optional<Refusal> salesChannel(Application application) {
    return salesChannel(application.asked().plan(), application.unit());
  }

  static Optional<Refusal> salesChannel(Plan plan, KnownFacts.Unit unit) {
    return PlanRules.isOnsite(plan) && unit.salesChannel() == SalesChannel.APPLIA
        ? Optional.of(notForApplia())
        : Optional.empty();
  }

  @Clause("ELG-5")
  static Refusal notForApplia() {
    return refusal(
        "ONSITE_NOT_AVAILABLE_APPLIA",
        List.of("ELG-5"),
        "ECサイトappliaの取扱製品はオンサイト保守サービスの対象外です。",
        "Units sold by the EC site applia cannot have on-site maintenance.",
        Map.of());
  }

  /** ELG-6: an on-site contract needs a recorded check of the site. */
  @Clause("ELG-6")
  private static Optional<Refusal> site(Application application) {
    return site(application.asked().plan(), application.unit());
  }

  @Clause("ELG-6")
  static Optional<Refusal> site(Plan plan, KnownFacts.Unit unit) {
    if (!PlanRules.isOnsite(plan)) {
      return Optional.empty();
    }
    var check = unit.site();
    if (check != null && check.serviceable()) {
      return Optional.empty();
    }
    return Optional.of(
        refusal(
            "SITE_NOT_SERVICEABLE",
            List.of("ELG-6"),
            check == null ? "設置場所の事前確認が必要です。" : "この設置場所ではオンサイト保守サービスを提供できません。",
            check == null
                ? "The installation site has to be checked first."
                : "On-site service cannot be provided at this site.",
            Map.of("checked", check != null)));
  }

  /** CON-2 to CON-7, VA-6. */
  @Clause({"CON-2", "CON-3", "CON-4", "CON-5", "CON-6", "CON-7", "VA-6"})
  private static Optional<Refusal> term(Application application) {
    return TermRules.refuseNew(
        application.asked().plan(),
        application.unit().family(),
        application.asked().termYears(),
        application.asked().known().longManufacturerLumps());
  }

  /** CON-8, VA-8, A-22: from the base day until 45 days after it, both inclusive. */
  @Clause({"CON-8", "VA-8", "A-22"})
  private static Optional<Refusal> startDate(Application application) {
    LocalDate base = application.unit().windowBase();
    LocalDate last = Durations.daysAfter(base, WINDOW_DAYS);
    LocalDate start = application.asked().startDate();
    return start.isBefore(base) || start.isAfter(last)
        ? Optional.of(
            refusal(
                "START_DATE_OUT_OF_WINDOW",
                List.of(virtual(application) ? "VA-8" : "CON-8", "A-22"),
                "開始日は " + base + " から " + last + " までの日をご指定ください。",
                "The start date has to lie between " + base + " and " + last + ".",
                Map.of("earliest", base, "latest", last)))
        : Optional.empty();
  }

  /** CON-9, A-23: at purchase only, not after a lapsed contract and not for a replaced unit. */
  @Clause({"CON-9", "A-23", "VA-15"})
  private static Optional<Refusal> atPurchase(Application application) {
    LocalDate latest = Durations.daysAfter(application.unit().windowBase(), WINDOW_DAYS);
    boolean lapsed =
        application.asked().known().contracts().stream()
            .anyMatch(contract -> contract.expiryDate().isBefore(application.today()));
    var replacedBy = application.unit().replacedBy();
    if (!application.today().isAfter(latest) && !lapsed && replacedBy == null) {
      return Optional.empty();
    }
    return Optional.of(
        refusal(
            "NEW_CONTRACT_ONLY_AT_PURCHASE",
            List.of(virtual(application) ? "VA-15" : "CON-9", "A-23"),
            "新規契約は製品購入時のみお申し込みいただけます (" + latest + " まで)。",
            "A new contract can be applied for at purchase only (until " + latest + ").",
            replacedBy == null
                ? Map.of("latest", latest)
                : Map.of("latest", latest, "replacedBy", replacedBy.value())));
  }

  /** CON-19. */
  @Clause("CON-19")
  private static Optional<Refusal> onePlanForAUnit(Application application) {
    List<String> standing =
        application.asked().known().contracts().stream()
            .filter(contract -> !contract.expiryDate().isBefore(application.today()))
            .map(OtherContract::contractId)
            .toList();
    return standing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            refusal(
                "ACTIVE_CONTRACT_EXISTS",
                List.of("CON-19"),
                "この製品には有効な保守契約があります。",
                "The unit has a maintenance contract already.",
                Map.of("contractIds", standing)));
  }

  /** EOS-1, EOS-12, A-26, A-28: a new term ending after the limit is refused, not shortened. */
  @Clause({"EOS-1", "EOS-12", "A-26", "A-28"})
  private static Optional<Refusal> endOfSale(Application application) {
    return endOfSale(application.unit(), application.asked().startDate(), application.expiryDate());
  }

  @Clause({"EOS-12", "EOS-1", "A-28"})
  static Optional<Refusal> endOfSale(
      KnownFacts.Unit unit, LocalDate serviceStart, LocalDate termEnd) {
    @Nullable EndOfSale announced = unit.endOfSale();
    if (announced == null) {
      return Optional.empty();
    }
    LocalDate limit = announced.paidServiceEnd(unit.family(), unit.purchaseDate(), serviceStart);
    return termEnd.isAfter(limit)
        ? Optional.of(
            refusal(
                EndOfSaleOverride.CODE,
                List.of(unit.family() == ProductFamily.NETNEBULAS_VA ? "EOS-12" : "EOS-1", "A-28"),
                "販売終了製品のため、保守サービスは " + limit + " までです。",
                "The product is no longer sold; paid service ends on " + limit + ".",
                Map.of("paidServiceEnd", limit, "expiryDate", termEnd)))
        : Optional.empty();
  }

  private static boolean virtual(Application application) {
    return application.unit().family() == ProductFamily.NETNEBULAS_VA;
  }

  static Refusal refusal(
      String code, List<String> clauses, String ja, String en, Map<String, Object> details) {
    return new Refusal(code, clauses, new Message(ja, en), details);
  }
}
