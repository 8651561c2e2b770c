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
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.Forbidden;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.Query;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping
  Page<ContractView> search(Query query) {
    SerialNumber serialNumber = query.id("serialNumber", SerialNumber::new);
    CustomerId customerId = query.id("customerId", CustomerId::new);
    LocalDate expiringBefore = query.date("expiringBefore");
    PageRequest page = pageOf(query);
    Page<Agreements.Agreement> found =
        agreements.search(
            serialNumber,
            customerId == null ? Set.of() : customers.company(customerId),
            expiringBefore,
            page);
    return new Page<>(
        found.items().stream().map(this::view).toList(), found.page(), found.size(), found.total());
  }

  /** CON-18: the application for each of the plans. */
  @Clause("CON-18")
  @Allowed({ADMIN, SUPPORT})
  @PostMapping
  ResponseEntity<?> apply(WriteRequest request) {
    return writes.perform(
        request,
        fields -> {
          CustomerId customerId = fields.id("customerId", CustomerId::new);
          SerialNumber serial = fields.requiredId("serialNumber", SerialNumber::new);
          Plan plan = fields.requiredEnum("plan", Plan.class);
          int years = fields.requiredInteger("termYears", 1, MOST_YEARS);
          LocalDate startDate = fields.requiredDate("startDate");
          Party appliedBy = fields.enumValue("appliedBy", Party.class);
          String agency = fields.line("agency", LONGEST_AGENCY);
          String reason = overridingReason(request.caller(), fields);
          Instant occurredAt = fields.occurredAt();
          fields.check();
          SignContract command =
              new SignContract(
                  agreements.nextId(),
                  customerId == null ? null : customers.present(customerId),
                  serial,
                  plan,
                  years,
                  startDate,
                  appliedBy == null ? Party.CUSTOMER : appliedBy,
                  agency,
                  facts.lockAndGather(serial, JapanTime.dateOf(fields.now())),
                  reason == null ? null : personal.addText(reason));
          commands.send(command, Recording.of(request.caller().subject(), occurredAt));
          return Answer.created(
                  "/api/contracts/" + command.contractId(), view(known(command.contractId())))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{contractId}/renewals")
  ResponseEntity<?> renew(@PathVariable("contractId") ContractId contractId, WriteRequest request) {
    known(contractId);
    return writes.perform(
        request,
        fields -> {
          Plan plan = fields.requiredEnum("plan", Plan.class);
          int years = fields.requiredInteger("termYears", 1, MOST_YEARS);
          Party renewedBy = fields.requiredEnum("renewedBy", Party.class);
          String agency = fields.line("agency", LONGEST_AGENCY);
          if (agency != null && renewedBy == Party.CUSTOMER && fields.has("renewedBy")) {
            fields.reject(
                "agency",
                "ONLY_WHERE_AN_AGENCY_RENEWS",
                "代理店が更新する場合 (renewedBy が AGENCY) のみ指定できます。",
                "It is named only where an agency renews, which is renewedBy AGENCY.");
          }
          String reason = overridingReason(request.caller(), fields);
          Instant occurredAt = fields.occurredAt();
          fields.check();
          RenewContract command =
              new RenewContract(
                  contractId,
                  plan,
                  years,
                  renewedBy,
                  agency,
                  facts.lockAndGather(
                      known(contractId).serialNumber(), JapanTime.dateOf(fields.now())),
                  reason == null ? null : personal.addText(reason));
          request.requireVersion(version(command.streamId()));
          commands.send(command, Recording.of(request.caller().subject(), occurredAt));
          return Answer.created("/api/contracts/" + contractId, view(known(contractId)))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  /** CON-11, A-80: the customer names the agency that may renew the contract from now on. */
  @Clause({"CON-11", "A-80"})
  @Allowed({ADMIN, SUPPORT})
  @PatchMapping("/{contractId}")
  ResponseEntity<?> change(
      @PathVariable("contractId") ContractId contractId, WriteRequest request) {
    known(contractId);
    return writes.perform(
        request.continuing(contractId.value()),
        fields -> {
          String agency = fields.requiredLine("agency", LONGEST_AGENCY);
          Instant occurredAt = fields.occurredAt();
          fields.check();
          NameAgency command = new NameAgency(contractId, agency);
          request.requireVersion(version(command.streamId()));
          commands.send(command, Recording.of(request.caller().subject(), occurredAt));
          return Answer.ok(view(known(contractId)))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  /** CON-14: no grade is changed within a term, neither up nor down. */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/{contractId}/plan-change")
  ResponseEntity<?> changePlan(
      @PathVariable("contractId") ContractId contractId, WriteRequest request) {
    known(contractId);
    return writes.perform(
        request.withOptionalBody(),
        fields -> {
          throw new PolicyRefused(List.of(RenewalRules.NO_CHANGE_WITHIN_A_TERM));
        });
  }

  /**
   * {@code override} {rule, reason}, by an administrator alone.
   *
   * @return why the rule is set aside, absent where nobody asks for it
   */
  @Clause("A-28")
  private static @Nullable String overridingReason(Caller caller, Fields fields) {
    Fields override = fields.object("override");
    if (override == null) {
      return null;
    }
    if (caller.role() != Role.ADMIN) {
      throw Forbidden.role(caller.role());
    }
    if (!override.requiredLine("rule", LONGEST_RULE).equals(EndOfSaleOverride.RULE)) {
      override.reject(
          "rule",
          "NOT_OVERRIDABLE",
          "契約で適用を除外できる規則は " + EndOfSaleOverride.RULE + " のみです。",
          "The only rule of a contract that can be set aside is " + EndOfSaleOverride.RULE + ".");
    }
    return override.requiredLine("reason", LONGEST_REASON);
  }

  private static PageRequest pageOf(Query query) {
    PageRequest page = query.page();
    query.check();
    return page;
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
