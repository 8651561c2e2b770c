package io.rmaflow.contract.imports.rules;

import io.rmaflow.contract.agreement.rules.ApplicationRules;
import io.rmaflow.contract.agreement.rules.TakeOverRules;
import io.rmaflow.contract.agreement.rules.TakeOverTerm;
import io.rmaflow.contract.customer.rules.AccountRules;
import io.rmaflow.contract.imports.rules.World.KnownContract;
import io.rmaflow.contract.imports.rules.World.KnownProduct;
import io.rmaflow.contract.imports.rules.World.KnownTerm;
import io.rmaflow.contract.imports.rules.World.KnownUnit;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges a row by what is known. The natural keys are the customer ID, the serial number, and a
 * term's first day on its unit: what is known by them and says the same is left as it is, so that a
 * file can be sent again; what says something else is named.
 */
public final class RowRules {

  private final Row row;
  private final World world;
  private final LocalDate today;
  private final boolean longManufacturerLumps;
  private final List<RowProblem> problems = new ArrayList<>();

  private RowRules(Row row, World world, LocalDate today, boolean longManufacturerLumps) {
    this.row = row;
    this.world = world;
    this.today = today;
    this.longManufacturerLumps = longManufacturerLumps;
  }

  /**
   * Judges one row.
   *
   * @param today the day of recording, JST
   * @param longManufacturerLumps the setting {@code mfr.lump67.enabled}
   */
  public static TakeOver judge(
      Row row, World world, LocalDate today, boolean longManufacturerLumps) {
    return new RowRules(row, world, today, longManufacturerLumps).judge();
  }

  private TakeOver judge() {
    CustomerId customer = world.present(row.customerId());
    List<CustomerId> aliases = aliases(customer);
    KnownProduct product = world.product(row.product()).orElse(null);
    if (product == null) {
      wrong("productCode", "UNKNOWN_PRODUCT", "カタログにない製品です。", "The catalogue has no such product.");
      return new TakeOver.Refused(problems);
    }
    KnownUnit unit = world.unit(row.serialNumber());
    dates();
    if (unit != null) {
      sameUnit(unit, customer, product);
    }
    TakeOverTerm term = term(product);
    if (!problems.isEmpty()) {
      return new TakeOver.Refused(problems);
    }
    boolean newCustomer = !world.isIssued(customer);
    boolean newContact = isNewContact(customer);
    if (!newCustomer && aliases.isEmpty() && !newContact && unit != null && term == null) {
      return new TakeOver.Unchanged();
    }
    return new TakeOver.Accepted(
        row, product, customer, newCustomer, aliases, newContact, unit == null, term);
  }

  /** CID-6: a legacy ID means one account only. */
  @Clause({"CID-6", "A-31"})
  private List<CustomerId> aliases(CustomerId customer) {
    List<CustomerId> unknown = new ArrayList<>();
    for (CustomerId alias : row.legacyIds()) {
      switch (AccountRules.use(customer, alias, world.present(alias), world.isIssued(alias))) {
        case FREE -> unknown.add(alias);
        case OWN, KNOWN -> {
          // nothing to be added
        }
        case TAKEN ->
            problems.add(
                RowProblem.of(
                    row.line(),
                    "legacyIds",
                    refusal(
                        "CUSTOMER_ID_MISMATCH",
                        List.of("CID-6", "A-31"),
                        "旧お客様IDが別のお客様IDとして使われています。",
                        "A legacy ID means another account already.")));
      }
    }
    return unknown;
  }

  private void dates() {
    notInTheFuture("purchaseDate", row.purchaseDate());
    notInTheFuture("shippedOn", row.shippedOn());
    notInTheFuture("registeredOn", row.registeredOn());
  }

  private void notInTheFuture(String field, @Nullable LocalDate date) {
    if (date != null && date.isAfter(today)) {
      wrong(field, "IN_THE_FUTURE", "未来の日付は指定できません。", "It must not lie in the future.");
    }
  }

  private void sameUnit(KnownUnit unit, CustomerId customer, KnownProduct product) {
    if (!unit.registered() || unit.replaced()) {
      wrong(
          "serialNumber",
          "ALREADY_REGISTERED",
          "交換により登録された、または交換済みの製品です。",
          "The unit replaced another one, or has been replaced itself.");
      return;
    }
    same("customerId", unit.customerId(), customer);
    same("productCode", unit.productCode(), product.productCode());
    same("purchaseDate", unit.purchaseDate(), row.purchaseDate());
  }

  private void same(String field, Object known, Object said) {
    if (!known.equals(said)) {
      wrong(
          field,
          "ALREADY_REGISTERED",
          "このシリアル番号は別の内容で登録済みです。",
          "The serial number is registered already, with something else here.");
    }
  }

  /** The term that the row adds; nothing where it has none or one that is known. */
  private @Nullable TakeOverTerm term(KnownProduct product) {
    Row.Term said = row.term();
    if (said == null) {
      return null;
    }
    KnownContract contract = world.contract(row.serialNumber());
    if (contract != null) {
      for (KnownTerm known : contract.terms()) {
        if (known.startDate().equals(said.startDate())) {
          if (known.plan() != said.plan() || known.years() != said.years()) {
            wrong(
                "plan",
                "CONTRACT_DIFFERS",
                "同じ開始日の契約が別の内容で登録済みです。",
                "A term from this day is known already, with another plan or length.");
          }
          return null;
        }
      }
    }
    TakeOverTerm term = takeOver(said, product);
    List<Refusal> refusals =
        contract == null
            ? TakeOverRules.refuseFirst(term)
            : TakeOverRules.refuseFurther(
                term,
                contract.terms().getFirst().years(),
                contract.terms().stream().mapToInt(KnownTerm::years).sum(),
                contract.terms().getLast().plan(),
                contract.expiryDate());
    for (Refusal refusal : refusals) {
      problems.add(RowProblem.of(row.line(), field(refusal.code()), refusal));
    }
    return term;
  }

  private TakeOverTerm takeOver(Row.Term said, KnownProduct product) {
    return new TakeOverTerm(
        said.plan(),
        said.years(),
        said.startDate(),
        said.agency(),
        product.family(),
        row.secondHand(),
        ApplicationRules.soldOnApplia(
            product.usualChannel() == SalesChannel.APPLIA, row.salesChannel()),
        ApplicationRules.windowBase(
            product.family(), row.shippedOn(), row.registeredOn(), row.purchaseDate()),
        longManufacturerLumps);
  }

  private boolean isNewContact(CustomerId customer) {
    Row.Person person = row.contact();
    return person != null && world.contact(customer, person.email()) == null;
  }

  private static String field(String code) {
    return switch (code) {
      case "SECOND_HAND_UNIT" -> "secondHand";
      case "ONSITE_NOT_AVAILABLE_APPLIA" -> "salesChannel";
      case "START_DATE_OUT_OF_WINDOW", "ACTIVE_CONTRACT_EXISTS", "NEW_CONTRACT_ONLY_AT_PURCHASE" ->
          "startDate";
      case "PLAN_NOT_AVAILABLE_FOR_PRODUCT", "DOWNGRADE_NOT_ALLOWED" -> "plan";
      default -> "termYears";
    };
  }

  private static Refusal refusal(String code, List<String> clauses, String ja, String en) {
    return new Refusal(code, clauses, new Message(ja, en), Map.of());
  }

  private void wrong(String field, String code, String ja, String en) {
    problems.add(RowProblem.of(row.line(), field, code, ja, en));
  }
}
