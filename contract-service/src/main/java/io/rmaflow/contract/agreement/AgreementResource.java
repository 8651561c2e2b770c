package io.rmaflow.contract.agreement;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.agreement.rules.AgreementCommand.NameAgency;
import io.rmaflow.contract.agreement.rules.AgreementCommand.RenewContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.SignContract;
import io.rmaflow.contract.agreement.rules.AgreementState.Status;
import io.rmaflow.contract.agreement.rules.EndOfSaleOverride;
import io.rmaflow.contract.agreement.rules.RenewalRules;
import io.rmaflow.contract.catalogue.Catalogue;
import io.rmaflow.contract.catalogue.rules.EndOfSale;
import io.rmaflow.contract.catalogue.rules.Warning;
import io.rmaflow.contract.customer.Customers;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.Forbidden;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.Sight;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.time.JapanTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/contracts}: applications, renewals, and what was concluded. */
@RestController
@RequestMapping("/api/contracts")
class AgreementResource {

  private static final int LONGEST_AGENCY = 200;
  private static final int MOST_YEARS = 99;
  private static final int LONGEST_REASON = 2000;
  private static final int LONGEST_RULE = 40;

  private static final Message NO_LIMIT =
      new Message(
          "販売終了製品です。告知日が未登録のため、提供期限は計算されていません。",
          "The product is no longer sold; without the announcement date no limit is computed.");

  private final Agreements agreements;
  private final AgreementFacts facts;
  private final Units units;
  private final Catalogue catalogue;
  private final Customers customers;
  private final Sight sight;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;
  private final PersonalStore personal;
  private final BusinessClock clock;

  AgreementResource(
      Agreements agreements,
      AgreementFacts facts,
      Units units,
      Catalogue catalogue,
      Customers customers,
      Sight sight,
      Writes writes,
      Commands commands,
      StoredStreams streams,
      PersonalStore personal,
      BusinessClock clock) {
    this.agreements = agreements;
    this.facts = facts;
    this.units = units;
    this.catalogue = catalogue;
    this.customers = customers;
    this.sight = sight;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
    this.personal = personal;
    this.clock = clock;
  }

  /**
   * A rule that was set aside.
   *
   * @param reason absent where it was erased
   * @param overriddenBy who did it
   */
  record OverrideView(
      String rule, @Nullable String reason, Instant overriddenAt, @Nullable String overriddenBy) {}

  /**
   * A contract as answered.
   *
   * @param plan the plan of the present day's term; the first term's before it, the last one's
   *     after
   * @param termYears years of that term
   * @param startDate first covered day of all terms
   * @param expiryDate last covered day of all terms
   * @param agency the agency of record, which may renew the contract (CON-11)
   * @param paidServiceEnd last day of paid service where the end of sale was announced (EOS-1)
   */
  record ContractView(
      ContractId contractId,
      CustomerId customerId,
      SerialNumber serialNumber,
      ProductCode productCode,
      Plan plan,
      int termYears,
      Status status,
      LocalDate startDate,
      LocalDate expiryDate,
      Party appliedBy,
      @Nullable String agency,
      String policyVersion,
      Instant signedAt,
      @Nullable LocalDate paidServiceEnd,
      List<Agreements.Term> terms,
      List<OverrideView> overrides,
      List<Warning> warnings) {}

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{contractId}")
  ContractView one(@PathVariable("contractId") ContractId contractId) {
    return view(known(contractId));
  }

  /**
   * Which contracts are asked for.
   *
   * @param customerId all IDs of the same company are meant
   * @param expiringBefore a day in Japan
   */
  record Search(
      @Nullable SerialNumber serialNumber,
      @Nullable CustomerId customerId,
      @Nullable LocalDate expiringBefore) {}

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping
  Page<ContractView> search(@Valid @ModelAttribute Search search, PageRequest page, Caller caller) {
    CustomerId customerId = search.customerId();
    Page<Agreements.Agreement> found =
        agreements.search(
            search.serialNumber(),
            sight.within(caller, customerId == null ? null : customers.company(customerId)),
            search.expiringBefore(),
            page);
    return new Page<>(
        found.items().stream().map(this::view).toList(), found.page(), found.size(), found.total());
  }

  /**
   * A rule that is set aside, by an administrator alone.
   *
   * @param rule there is one that can be: the end of sale
   */
  @Clause("A-28")
  record SettingAside(
      @Line(max = LONGEST_RULE) String rule, @Line(max = LONGEST_REASON) String reason)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (!rule.equals(EndOfSaleOverride.RULE)) {
        findings.reject(
            "rule",
            "NOT_OVERRIDABLE",
            "契約で適用を除外できる規則は " + EndOfSaleOverride.RULE + " のみです。",
            "The only rule of a contract that can be set aside is " + EndOfSaleOverride.RULE + ".");
      }
    }
  }

  /**
   * An application (CON-18).
   *
   * @param customerId that of the unit where absent
   * @param termYears years of the term
   * @param startDate first covered day, in Japan
   * @param agency the agency of record
   */
  @Clause("CON-18")
  record Application(
      @Nullable CustomerId customerId,
      SerialNumber serialNumber,
      Plan plan,
      @Min(1) @Max(MOST_YEARS) int termYears,
      LocalDate startDate,
      @Default("CUSTOMER") Party appliedBy,
      @Line(max = LONGEST_AGENCY) @Nullable String agency,
      @Nullable SettingAside override,
      Happened occurredAt) {}

  /**
   * A renewal.
   *
   * @param termYears years of the term
   * @param agency named only where an agency renews
   */
  record Renewal(
      Plan plan,
      @Min(1) @Max(MOST_YEARS) int termYears,
      Party renewedBy,
      @Line(max = LONGEST_AGENCY) @Nullable String agency,
      @Nullable SettingAside override,
      Happened occurredAt)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (agency != null && renewedBy == Party.CUSTOMER && !findings.isWrong("renewedBy")) {
        findings.reject(
            "agency",
            "ONLY_WHERE_AN_AGENCY_RENEWS",
            "代理店が更新する場合 (renewedBy が AGENCY) のみ指定できます。",
            "It is named only where an agency renews, which is renewedBy AGENCY.");
      }
    }
  }

  /** The agency that may renew the contract from now on (CON-11). */
  @Clause("CON-11")
  record NewAgency(@Line(max = LONGEST_AGENCY) String agency, Happened occurredAt) {}

  /** CON-18: the application for each of the plans. */
  @Clause("CON-18")
  @Allowed({ADMIN, SUPPORT})
  @PostMapping
  ResponseEntity<?> apply(@Valid @RequestBody Application body, WriteRequest call) {
    return writes.performChecking(
        call,
        findings -> {
          refuseUnlessAdmin(call.caller(), body.override());
          findings.check();
          CustomerId customerId = body.customerId();
          SignContract command =
              new SignContract(
                  agreements.nextId(),
                  customerId == null ? null : customers.present(customerId),
                  body.serialNumber(),
                  body.plan(),
                  body.termYears(),
                  body.startDate(),
                  body.appliedBy(),
                  body.agency(),
                  facts.lockAndGather(body.serialNumber(), JapanTime.dateOf(call.receivedAt())),
                  kept(body.override()));
          commands.send(command, Recording.of(call.caller().subject(), body.occurredAt().at()));
          return Answer.created(
                  "/api/contracts/" + command.contractId(), view(known(command.contractId())))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{contractId}/renewals")
  ResponseEntity<?> renew(
      @PathVariable("contractId") ContractId contractId,
      @Valid @RequestBody Renewal body,
      WriteRequest call) {
    known(contractId);
    return writes.performChecking(
        call,
        findings -> {
          refuseUnlessAdmin(call.caller(), body.override());
          findings.check();
          RenewContract command =
              new RenewContract(
                  contractId,
                  body.plan(),
                  body.termYears(),
                  body.renewedBy(),
                  body.agency(),
                  facts.lockAndGather(
                      known(contractId).serialNumber(), JapanTime.dateOf(call.receivedAt())),
                  kept(body.override()));
          call.requireVersion(version(command.streamId()));
          commands.send(command, Recording.of(call.caller().subject(), body.occurredAt().at()));
          return Answer.created("/api/contracts/" + contractId, view(known(contractId)))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  /** CON-11, A-80: the customer names the agency that may renew the contract from now on. */
  @Clause({"CON-11", "A-80"})
  @Allowed({ADMIN, SUPPORT})
  @PatchMapping("/{contractId}")
  ResponseEntity<?> change(
      @PathVariable("contractId") ContractId contractId,
      @Valid @RequestBody NewAgency body,
      WriteRequest call) {
    known(contractId);
    return writes.perform(
        call.continuing(contractId.value()),
        () -> {
          NameAgency command = new NameAgency(contractId, body.agency());
          call.requireVersion(version(command.streamId()));
          commands.send(command, Recording.of(call.caller().subject(), body.occurredAt().at()));
          return Answer.ok(view(known(contractId)))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  /** CON-14: no grade is changed within a term, neither up nor down. */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{contractId}/plan-change")
  ResponseEntity<?> changePlan(
      @PathVariable("contractId") ContractId contractId, WriteRequest call) {
    known(contractId);
    return writes.perform(
        call.withOptionalBody(),
        () -> {
          throw new PolicyRefused(List.of(RenewalRules.NO_CHANGE_WITHIN_A_TERM));
        });
  }

  /** a rule is set aside by an administrator alone. */
  @Clause("A-28")
  private static void refuseUnlessAdmin(Caller caller, @Nullable SettingAside override) {
    if (override != null && caller.role() != ADMIN) {
      throw Forbidden.role(caller.role());
    }
  }

  /** Where it stands why a rule is set aside; nothing where none is. */
  private @Nullable TextId kept(@Nullable SettingAside override) {
    return override == null ? null : personal.addText(override.reason());
  }

  private Agreements.Agreement known(ContractId id) {
    return agreements.find(id).orElseThrow(() -> new NotFound("contract", id.value()));
  }

  private ContractView view(Agreements.Agreement contract) {
    List<Agreements.Term> terms = agreements.terms(contract.contractId());
    Agreements.Term present = present(terms, JapanTime.dateOf(clock.now()));
    Catalogue.@Nullable Product product = catalogue.find(contract.productCode()).orElse(null);
    return new ContractView(
        contract.contractId(),
        contract.customerId(),
        contract.serialNumber(),
        contract.productCode(),
        present.plan(),
        present.termYears(),
        contract.status(),
        contract.startDate(),
        contract.expiryDate(),
        contract.appliedBy(),
        contract.agency(),
        contract.policyVersion(),
        contract.signedAt(),
        product == null ? null : paidServiceEnd(contract, product),
        terms,
        agreements.overrides(contract.contractId()).stream().map(this::view).toList(),
        product == null ? List.of() : warnings(product));
  }

  private OverrideView view(Agreements.SetAside setAside) {
    return new OverrideView(
        setAside.rule(),
        personal.text(setAside.reasonId()).orElse(null),
        setAside.overriddenAt(),
        setAside.overriddenBy());
  }

  private static Agreements.Term present(List<Agreements.Term> terms, LocalDate today) {
    return terms.stream()
        .filter(term -> !today.isAfter(term.expiryDate()))
        .findFirst()
        .orElseGet(terms::getLast);
  }

  private @Nullable LocalDate paidServiceEnd(
      Agreements.Agreement contract, Catalogue.Product product) {
    EndOfSale announced = product.endOfSale();
    if (announced == null) {
      return null;
    }
    return units
        .find(contract.serialNumber())
        .map(
            unit ->
                announced.paidServiceEnd(
                    product.family(), unit.purchaseDate(), contract.startDate()))
        .orElseGet(announced::paidServiceEnd);
  }

  private static List<Warning> warnings(Catalogue.Product product) {
    return EndOfSale.datesUnknown(product.endOfSale(), product.endOfSaleMark(), NO_LIMIT).stream()
        .toList();
  }

  private long version(String streamId) {
    return streams.lastSequence(streamId).orElse(-1);
  }
}
