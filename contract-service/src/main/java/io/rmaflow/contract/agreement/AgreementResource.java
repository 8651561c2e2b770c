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
import io.rmaflow.kit.web.AsOf;
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
import io.rmaflow.kit.web.api.AlwaysRefused;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.time.JapanTime;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
@Tag(name = "contracts")
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
  private final EarlierAgreements earlierAgreements;
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
      EarlierAgreements earlierAgreements,
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
    this.earlierAgreements = earlierAgreements;
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
   * @param rule the clause that gives the room, {@code A-28}
   * @param reason why; null where it was erased
   * @param overriddenAt when it was set aside
   * @param overriddenBy subject of whoever did it; null where it is not known
   */
  record RuleSetAside(
      String rule, @Nullable String reason, Instant overriddenAt, @Nullable String overriddenBy) {}

  /**
   * A maintenance contract with its terms.
   *
   * @param contractId such as {@code CT-17}
   * @param customerId the account that it belongs to
   * @param serialNumber the unit that it covers now
   * @param productCode of that unit
   * @param plan the plan of the present day's term; the first term's before it, the last one's
   *     after
   * @param termYears years of that term
   * @param status where it stands today
   * @param startDate first covered day of all terms, in Japan
   * @param expiryDate last covered day of all terms, in Japan
   * @param appliedBy who applied for it
   * @param agency the agency of record, which may renew the contract (CON-11)
   * @param policyVersion the edition of the policy that it was concluded under
   * @param signedAt when it was concluded
   * @param paidServiceEnd last day of paid service, in Japan, where the end of sale was announced
   *     (EOS-1)
   * @param terms in the order of their days
   * @param overrides rules that were set aside for it
   * @param warnings what people should know about it; nothing is refused by them
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
      List<RuleSetAside> overrides,
      List<Warning> warnings) {}

  /**
   * A contract: as it stands, as recorded by an instant, or as it was at one by all that is known.
   *
   * @param contractId contract ID, such as {@code CT-17}
   */
  @InJapanese("保守契約の詳細。過去の時点(asOf・trueAt)でも取得できます。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{contractId}")
  ContractView contract(
      @PathVariable("contractId") ContractId contractId, @Valid @ModelAttribute AsOf then) {
    return then.isPresent() ? view(known(contractId)) : earlier(contractId, then);
  }

  private ContractView earlier(ContractId id, AsOf then) {
    RecordedAgreement recorded =
        earlierAgreements.find(id, then).orElseThrow(() -> new NotFound("contract", id.value()));
    Agreements.Agreement contract = recorded.agreement();
    Catalogue.@Nullable Product product = catalogue.find(contract.productCode(), then).orElse(null);
    Map<TextId, String> reasons =
        personal.texts(recorded.setAside().stream().map(Agreements.SetAside::reasonId).toList());
    return view(
        contract,
        recorded.terms(),
        product,
        isAnnounced(product) ? units.find(contract.serialNumber()).orElse(null) : null,
        recorded.setAside().stream().map(one -> view(one, reasons)).toList(),
        JapanTime.dateOf(then.instant(clock.now())));
  }

  /**
   * Which contracts are asked for.
   *
   * @param serialNumber of this unit
   * @param customerId of this customer ID; all IDs of the same company are meant
   * @param expiringBefore ending before this day; a day in Japan
   */
  record Search(
      @Example("NR2A-0001") @Nullable SerialNumber serialNumber,
      @Example("C-1001") @Nullable CustomerId customerId,
      @Example("2027-12-31") @Nullable LocalDate expiringBefore) {}

  /** Contracts. */
  @InJapanese("保守契約の一覧。機器・お客様 ID・満了日で絞り込めます。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping
  Page<ContractView> contracts(
      @Valid @ModelAttribute Search search, PageRequest page, Caller caller) {
    CustomerId customerId = search.customerId();
    Page<Agreements.Agreement> found =
        agreements.search(
            search.serialNumber(),
            sight.within(caller, customerId == null ? null : customers.company(customerId)),
            search.expiringBefore(),
            page);
    return new Page<>(views(found.items()), found.page(), found.size(), found.total());
  }

  /**
   * An administrator sets the end-of-sale limit aside; anybody else is refused with 403.
   *
   * @param rule there is one that can be set aside: {@code A-28}
   * @param reason why; kept apart from the events
   */
  @Clause("A-28")
  record SettingAside(
      @Schema(allowableValues = EndOfSaleOverride.RULE) @Line(max = LONGEST_RULE) String rule,
      @Line(max = LONGEST_REASON) String reason)
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
   * An application for a new contract (CON-18).
   *
   * @param customerId that of the unit where absent; some plans need it (CID-8 to CID-10)
   * @param serialNumber the unit to be covered
   * @param plan what is applied for
   * @param termYears years of the term; which ones there are, the offers of the product tell
   * @param startDate first covered day, in Japan
   * @param appliedBy who applies
   * @param agency the agency of record, which may renew the contract
   * @param override an administrator sets the end-of-sale limit aside
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
   * A further term of a contract.
   *
   * @param plan the present one or a higher grade (CON-13)
   * @param termYears years of the term
   * @param renewedBy who renews
   * @param agency which agency renews, named only where one does; left out: the one of record.
   *     Another one is refused ({@code AGENCY_NOT_OF_RECORD})
   * @param override an administrator sets the end-of-sale limit aside
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

  /**
   * The agency that may renew the contract from now on (CON-11).
   *
   * @param agency its name
   */
  @Clause("CON-11")
  record NewAgency(@Line(max = LONGEST_AGENCY) String agency, Happened occurredAt) {}

  /** Apply for a new contract. Where it is refused, every failing reason is told. */
  @InJapanese("保守契約の新規申し込み。受け付けられない場合はすべての理由を返します。")
  @Clause({"CON-18", "CON-2", "CON-8", "CON-9", "CON-19", "EOS-1"})
  @Allowed({ADMIN, SUPPORT})
  @Answers(
      status = 201,
      headers = "ETag: Version of the contract; what changes the contract takes it as If-Match")
  @Refuses(status = 400, codes = "NOT_OVERRIDABLE")
  @Refuses(
      status = 422,
      codes = {
        "NOT_REGISTERED",
        "SECOND_HAND_UNIT",
        "CUSTOMER_ID_REQUIRED",
        "CUSTOMER_ID_MISMATCH",
        "PLAN_NOT_AVAILABLE_FOR_PRODUCT",
        "ONSITE_NOT_AVAILABLE_APPLIA",
        "SITE_NOT_SERVICEABLE",
        "TERM_NOT_ALLOWED",
        "TERM_4Y_RENEWAL_ONLY",
        "MAX_TERM_EXCEEDED",
        "START_DATE_OUT_OF_WINDOW",
        "NEW_CONTRACT_ONLY_AT_PURCHASE",
        "ACTIVE_CONTRACT_EXISTS",
        "EOS_LIMIT_EXCEEDED"
      })
  @Example(
      name = "A replacement in advance, by an agency",
      value =
          """
          {
            "customerId": "C-1001",
            "serialNumber": "NR2A-0001",
            "plan": "CROSS_SEND_BACK",
            "termYears": 1,
            "startDate": "2026-05-01",
            "appliedBy": "AGENCY",
            "agency": "見本システム販売株式会社"
          }
          """)
  @Example(
      name = "On-site service after a check of the site",
      value =
          """
          {
            "customerId": "C-1001",
            "serialNumber": "NN3-0002",
            "plan": "ONSITE_WEEKDAY",
            "termYears": 5,
            "startDate": "2026-05-07"
          }
          """)
  @PostMapping
  ResponseEntity<ContractView> applyForContract(
      @Valid @RequestBody Application body, WriteRequest call) {
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

  /**
   * A further term, from the day after the last one. Where it is refused, every failing reason is
   * told.
   *
   * @param contractId contract ID, such as {@code CT-17}
   */
  @InJapanese("保守契約を更新します。新しい期間は現在の期間の翌日からです。")
  @Clause({"CON-10", "CON-11", "CON-13", "CON-17"})
  @Allowed({ADMIN, SUPPORT})
  @Answers(status = 201)
  @Refuses(
      status = 400,
      codes = {"NOT_OVERRIDABLE", "ONLY_WHERE_AN_AGENCY_RENEWS"})
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(
      status = 422,
      codes = {
        "CONTRACT_EXPIRED",
        "CONTRACT_NOT_ACTIVE",
        "AGENCY_NOT_OF_RECORD",
        "DOWNGRADE_NOT_ALLOWED",
        "TERM_NOT_ALLOWED",
        "LUMP_ONLY_IN_FIRST_YEAR",
        "MAX_TERM_EXCEEDED",
        "PLAN_NOT_AVAILABLE_FOR_PRODUCT",
        "ONSITE_NOT_AVAILABLE_APPLIA",
        "SITE_NOT_SERVICEABLE",
        "EOS_LIMIT_EXCEEDED"
      })
  @Example(
      name = "By the customer",
      value =
          """
          {"plan": "CROSS_SEND_BACK", "termYears": 1, "renewedBy": "CUSTOMER"}
          """)
  @Example(
      name = "By the agency of record",
      value =
          """
          {
            "plan": "CROSS_SEND_BACK",
            "termYears": 1,
            "renewedBy": "AGENCY",
            "agency": "東都ネットワーク株式会社"
          }
          """)
  @PostMapping("/{contractId}/renewals")
  ResponseEntity<ContractView> renewContract(
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

  /**
   * The customer names the agency that may renew the contract. The former one may no longer.
   *
   * @param contractId contract ID, such as {@code CT-17}
   */
  @InJapanese("契約を更新できる代理店をお客様が指定します。以前の代理店は更新できなくなります。")
  @Clause({"CON-11", "A-80"})
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Example(
      """
          {"agency": "東都ネットワーク株式会社"}
          """)
  @PatchMapping("/{contractId}")
  ResponseEntity<ContractView> nameAgency(
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

  /**
   * Always refused: no grade is changed within a term, neither up nor down.
   *
   * @param contractId contract ID, such as {@code CT-17}
   */
  @InJapanese("契約期間中のグレード変更。常に受け付けられません。")
  @Clause("CON-14")
  @Allowed({ADMIN, SUPPORT})
  @AlwaysRefused
  @Refuses(status = 422, codes = "MIDTERM_GRADE_CHANGE_NOT_ALLOWED")
  @PostMapping("/{contractId}/plan-change")
  ResponseEntity<Void> changePlan(
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
    return views(List.of(contract)).getFirst();
  }

  /** All that contracts are shown with, asked for at once. */
  private List<ContractView> views(List<Agreements.Agreement> contracts) {
    List<ContractId> ids = contracts.stream().map(Agreements.Agreement::contractId).toList();
    Map<ContractId, List<Agreements.Term>> terms = agreements.terms(ids);
    Map<ContractId, List<Agreements.SetAside>> setAside = agreements.overrides(ids);
    Map<ProductCode, Catalogue.Product> products =
        catalogue.find(contracts.stream().map(Agreements.Agreement::productCode).toList());
    Map<SerialNumber, Units.Unit> dated =
        units.find(
            contracts.stream()
                .filter(contract -> isAnnounced(products.get(contract.productCode())))
                .map(Agreements.Agreement::serialNumber)
                .toList());
    Map<TextId, String> reasons =
        personal.texts(
            setAside.values().stream()
                .flatMap(List::stream)
                .map(Agreements.SetAside::reasonId)
                .toList());
    return contracts.stream()
        .map(
            contract ->
                view(
                    contract,
                    terms.getOrDefault(contract.contractId(), List.of()),
                    products.get(contract.productCode()),
                    dated.get(contract.serialNumber()),
                    setAside.getOrDefault(contract.contractId(), List.of()).stream()
                        .map(one -> view(one, reasons))
                        .toList(),
                    JapanTime.dateOf(clock.now())))
        .toList();
  }

  private ContractView view(
      Agreements.Agreement contract,
      List<Agreements.Term> terms,
      Catalogue.@Nullable Product product,
      Units.@Nullable Unit unit,
      List<RuleSetAside> overrides,
      LocalDate day) {
    Agreements.Term present = present(terms, day);
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
        product == null ? null : paidServiceEnd(contract, product, unit),
        terms,
        overrides,
        product == null ? List.of() : warnings(product));
  }

  private static RuleSetAside view(Agreements.SetAside setAside, Map<TextId, String> reasons) {
    return new RuleSetAside(
        setAside.rule(),
        reasons.get(setAside.reasonId()),
        setAside.overriddenAt(),
        setAside.overriddenBy());
  }

  private static Agreements.Term present(List<Agreements.Term> terms, LocalDate today) {
    return terms.stream()
        .filter(term -> !today.isAfter(term.expiryDate()))
        .findFirst()
        .orElseGet(terms::getLast);
  }

  private static boolean isAnnounced(Catalogue.@Nullable Product product) {
    return product != null && product.endOfSale() != null;
  }

  private static @Nullable LocalDate paidServiceEnd(
      Agreements.Agreement contract, Catalogue.Product product, Units.@Nullable Unit unit) {
    EndOfSale announced = product.endOfSale();
    if (announced == null) {
      return null;
    }
    return unit == null
        ? announced.paidServiceEnd()
        : announced.paidServiceEnd(product.family(), unit.purchaseDate(), contract.startDate());
  }

  private static List<Warning> warnings(Catalogue.Product product) {
    return EndOfSale.datesUnknown(product.endOfSale(), product.endOfSaleMark(), NO_LIMIT).stream()
        .toList();
  }

  private long version(String streamId) {
    return streams.lastSequence(streamId).orElse(-1);
  }
}
