package io.rmaflow.rma.cases;

import static io.rmaflow.rma.cases.Deciding.same;
import static io.rmaflow.rma.cases.Deciding.sameOrLeftOut;
import static io.rmaflow.rma.cases.Deciding.sameUnit;
import static io.rmaflow.rma.cases.Deciding.shipment;
import static io.rmaflow.rma.cases.Deciding.theFaultyUnitItself;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.BuyOutAgreed;
import io.rmaflow.events.rma.CaseEvent.BuyOutDeclined;
import io.rmaflow.events.rma.CaseEvent.BuyOutRequested;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.EquivalentAccepted;
import io.rmaflow.events.rma.CaseEvent.EquivalentOffered;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.HardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.events.rma.CaseEvent.InformationRequested;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.NoHardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.NoteAdded;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RmaNumberIssued;
import io.rmaflow.events.rma.CaseEvent.RuleOverridden;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrderCancelled;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.casefile.Moment;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.doa.DoaRule;
import io.rmaflow.rma.exchange.ReturnRule;
import io.rmaflow.rma.inquiry.FirstContactRule;
import io.rmaflow.rma.manufacturer.FaultyUnitReminderRule;
import io.rmaflow.rma.manufacturer.LoanerReturnRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What comes of each step of a case: pure, from the state, the step, the policy and the time. A
 * step yields its own event; what follows from it is added by {@link Derivations}.
 */
public final class CaseDecisions {

  /** CSB-18: the reason of a cancellation, not of a refusal. */
  static final String EQUIVALENT_DECLINED = "EQUIVALENT_DECLINED";

  static final String WITHDRAWN = "WITHDRAWN_BY_CUSTOMER";

  private final CaseState state;
  private final PolicyContext policy;
  private final Instant now;
  private final Deciding on;

  private CaseDecisions(CaseState state, PolicyContext policy, Instant now) {
    this.on = new Deciding(state, policy, now);
    this.state = state;
    this.policy = policy;
    this.now = now;
  }

  /**
   * Decides a step.
   *
   * @param now the recording time, which decides what is overdue already
   */
  public static Decision decide(CaseState state, CaseStep step, PolicyContext policy, Instant now) {
    return new CaseDecisions(state, policy, now).decide(step);
  }

  /**
   * A due time has come: what is still owed for this very day is recorded, at most once.
   *
   * @param now not before that due time
   */
  public static Decision dueTimePassed(
      CaseState state, DueTimePassed passed, PolicyContext policy, Instant now) {
    return new CaseDecisions(state, policy, now).dueTimePassed(passed);
  }

  /**
   * What follows from the facts under this calendar and these settings, and is not yet recorded.
   */
  public static Decision deriveAgain(CaseState state, PolicyContext policy, Instant now) {
    return new Decision.Taken(Derivations.consequences(state, policy, now));
  }

  private Decision decide(CaseStep step) {
    Decision decision =
        switch (step) {
          case CaseStep.RequestInformation s -> requestInformation(s);
          case CaseStep.ProvideInformation s -> provideInformation(s);
          case CaseStep.Judge s -> judge(s);
          case CaseStep.OfferEquivalent s -> offerEquivalent(s);
          case CaseStep.AnswerEquivalent s -> answerEquivalent(s);
          case CaseStep.Fact s -> fact(s);
          case CaseStep.RequestBuyOut s -> requestBuyOut(s);
          case CaseStep.DecideBuyOut s -> decideBuyOut(s);
          case CaseStep.FindExclusion s -> findExclusion(s);
          case CaseStep.Cancel s -> cancel(s);
          case CaseStep.AddNote s -> Decision.events(new NoteAdded(id(), s.textId()));
          case CaseStep.OverrideRule s ->
              Decision.events(new RuleOverridden(id(), s.rule(), s.reasonId()));
          case CaseStep.Correct s -> correct(s);
          case CaseStep.OfProcedure s -> s.decide(on);
        };
    return withConsequences(decision);
  }

  private Decision withConsequences(Decision decision) {
    if (!(decision instanceof Decision.Taken taken) || taken.recorded().isEmpty()) {
      return decision;
    }
    CaseState after = state;
    for (Recorded recorded : taken.recorded()) {
      after = after.evolve(recorded.event());
    }
    List<Recorded> all = new ArrayList<>(taken.recorded());
    all.addAll(Derivations.consequences(after, policy, now));
    return new Decision.Taken(all);
  }

  // ---- information (CSB-10, MFR-9)

  private Decision requestInformation(CaseStep.RequestInformation step) {
    if (!state.isOpen()) {
      return notInThisState();
    }
    if (state.informationRequested() != null) {
      return conflict(
          "INFORMATION_ALREADY_REQUESTED",
          "情報提供の依頼に対する回答待ちです。",
          "Information has been asked for and not yet been given.");
    }
    return Decision.events(new InformationRequested(id(), step.textId(), step.at()));
  }

  private Decision provideInformation(CaseStep.ProvideInformation step) {
    if (!state.isOpen() || state.informationRequested() == null) {
      return conflict(
          "NO_INFORMATION_REQUESTED", "情報提供は依頼されていません。", "No information has been asked for.");
    }
    return Decision.events(
        new InformationProvided(id(), step.textId(), step.attachments(), step.at()));
  }

  // ---- judgement (GEN-6, RMA-5, RMA-6; CSB-11, CSB-23, MFR-23, WAR-3, WAR-15, DOA-5)

  private Decision judge(CaseStep.Judge step) {
    if (!state.isOpen() || state.isInquiry()) {
      return notInThisState();
    }
    if (state.judgement() != null) {
      return conflict("ALREADY_JUDGED", "既に判断済みです。", "The case has been judged already.");
    }
    if (!step.hardwareFault()) {
      return Decision.events(new NoHardwareFaultJudged(id(), step.at(), step.reasonId()));
    }
    HardwareFaultJudged judged = new HardwareFaultJudged(id(), step.at(), step.reasonId());
    RmaNumberIssued issued =
        new RmaNumberIssued(
            id(),
            step.rmaNumber(),
            state.customerId(),
            state.serialNumber(),
            ShippingCosts.returnPayer(state.procedure()));
    List<CaseEvent> events = new ArrayList<>(List.of(judged, issued));
    firstShipment(state.evolve(judged).evolve(issued), policy, state.procedure())
        .ifPresent(events::add);
    return Decision.events(events.toArray(CaseEvent[]::new));
  }

  /**
   * What the vendor sends first under a procedure: the exchange unit (CSB-23), the loaner (MFR-23);
   * nothing where the faulty unit comes in first, somebody goes there, or a person has to certify.
   *
   * @param procedure what the case follows
   */
  public static Optional<ShipmentOrdered> firstShipment(
      CaseState ordering, PolicyContext policy, @Nullable Procedure procedure) {
    RequestAccepted accepted = ordering.acceptance();
    Leg leg =
        procedure == Procedure.CROSS_SEND_BACK
            ? Leg.REPLACEMENT
            : procedure == Procedure.MANUFACTURER ? Leg.LOANER : null;
    return Optional.ofNullable(leg)
        .map(
            what ->
                order(
                    ordering,
                    policy,
                    what,
                    accepted.productCode(),
                    softwareToShip(ordering, accepted.latestSoftwareVersion())));
  }

  /** What logistics is told: to which address, and by when. */
  public static ShipmentOrdered order(
      CaseState ordering,
      PolicyContext policy,
      Leg leg,
      ProductCode productCode,
      @Nullable String softwareVersion) {
    FailureReported reported = Objects.requireNonNull(ordering.reported());
    RequestAccepted accepted = ordering.acceptance();
    return new ShipmentOrdered(
        ordering.caseId(),
        ordering.issuedRmaNumber(),
        leg,
        productCode,
        softwareVersion,
        true,
        ShippingCosts.payer(ordering.procedure(), Direction.TO_CUSTOMER),
        reported.deliverToSiteId() == null
            ? accepted.registeredSiteId()
            : reported.deliverToSiteId(),
        reported.deliverToContactId() == null
            ? accepted.requesterContactId()
            : reported.deliverToContactId(),
        Objects.requireNonNull(Derivations.dispatchDeadline(ordering, leg, policy).dueDate()));
  }

  /** CSB-3, CSB-15: the requested version, else the latest. */
  public static @Nullable String softwareToShip(CaseState state, @Nullable String latest) {
    String requested =
        state.reported() == null ? null : state.reported().requestedSoftwareVersion();
    return requested == null ? latest : requested;
  }

  // ---- equivalent product (CSB-17, CSB-18, MFR-11, MFR-12)

  /** CSB-17, MFR-11, ONS-19; the warranty only repairs, and an initial failure takes a new unit. */
  private Decision offerEquivalent(CaseStep.OfferEquivalent step) {
    if (!state.isOpen() || state.rmaNumber() == null || state.replacementIsOut()) {
      return notInThisState();
    }
    Procedure procedure = Objects.requireNonNull(state.procedure());
    boolean possible =
        switch (procedure) {
          case CROSS_SEND_BACK -> state.order() != null;
          case MANUFACTURER -> state.equivalent() == null && !state.repair().wasSent();
          case ONSITE ->
              state.equivalent() == null
                  && state.onSite().restored() == null
                  && !state.onSite().exchangedIn(state.onSite().presentVisit());
          case WARRANTY, DOA, TECHNICAL_INQUIRY, TRIAGE -> false;
        };
    if (!possible) {
      return notInThisState();
    }
    EquivalentOffered offered = new EquivalentOffered(id(), step.productCode(), step.at());
    boolean orderStands =
        state.order() != null && (!state.unitIsOut() || procedure == Procedure.CROSS_SEND_BACK);
    return orderStands
        ? Decision.events(offered, orderCancelled("EQUIVALENT_OFFERED"))
        : Decision.events(offered);
  }

  private Decision answerEquivalent(CaseStep.AnswerEquivalent step) {
    Equivalent offered = state.equivalent();
    if (!state.isOpen() || offered == null || !offered.isPending() || state.replacementIsOut()) {
      return notInThisState();
    }
    if (!step.accepted()) {
      return Decision.events(new CaseCancelled(id(), EQUIVALENT_DECLINED, null, step.at()));
    }
    EquivalentAccepted accepted = new EquivalentAccepted(id(), offered.productCode(), step.at());
    if (state.procedure() == Procedure.ONSITE) {
      return Decision.events(accepted);
    }
    return Decision.events(
        accepted,
        order(
            state.evolve(accepted),
            policy,
            Leg.REPLACEMENT,
            offered.productCode(),
            softwareToShip(state, step.latestSoftwareVersion())));
  }

  private ShipmentOrderCancelled orderCancelled(String because) {
    Leg leg = state.order() == null ? Leg.REPLACEMENT : state.order().leg();
    return new ShipmentOrderCancelled(id(), state.issuedRmaNumber(), leg, because);
  }

  // ---- facts

  private Decision fact(CaseStep.Fact fact) {
    boolean ofTheProcedure =
        switch (fact) {
          case CaseStep.ShipReplacement _, CaseStep.DeliverReplacement _ ->
              state.exchangesInAdvance() || equivalentInsteadOfRepair();
          case CaseStep.DispatchFaultyUnit _, CaseStep.ReceiveFaultyUnit _ ->
              state.exchangesInAdvance() || state.repairs();
        };
    return on.factForbidden(ofTheProcedure).orElseGet(() -> permitted(fact));
  }

  private Decision permitted(CaseStep.Fact fact) {
    if (state.procedure() == Procedure.DOA
        && state.certified() == null
        && fact instanceof CaseStep.ShipReplacement) {
      return conflict(
          "DOA_NOT_CERTIFIED",
          "初期不良の認定前には発送できません。",
          "Nothing is sent before the initial failure is certified (DOA-6).");
    }
    return switch (fact) {
      case CaseStep.ShipReplacement s -> shipReplacement(s);
      case CaseStep.DeliverReplacement s -> deliverReplacement(s);
      case CaseStep.DispatchFaultyUnit s -> dispatchFaultyUnit(s);
      case CaseStep.ReceiveFaultyUnit s -> receiveFaultyUnit(s);
    };
  }

  /** MFR-11: the customer agreed to another product in place of the repair. */
  private boolean equivalentInsteadOfRepair() {
    return state.procedure() == Procedure.MANUFACTURER
        && state.equivalent() != null
        && !state.equivalent().isPending();
  }

  private Decision shipReplacement(CaseStep.ShipReplacement step) {
    return on.fact(
        state.shipped(),
        known ->
            sameUnit(step.serialNumber(), known.serialNumber())
                && sameOrLeftOut(step.productCode(), known.productCode())
                && sameOrLeftOut(step.softwareVersion(), known.softwareVersion())
                && sameOrLeftOut(step.factoryDefault(), known.factoryDefault())
                && sameOrLeftOut(step.condition(), known.condition())
                && same(step.carriage(), known.shipment())
                && same(step.when(), known.dispatchedAt()),
        () -> replacementShipped(step));
  }

  private Decision replacementShipped(CaseStep.ShipReplacement step) {
    if (sameUnit(step.serialNumber(), state.serialNumber())) {
      return theFaultyUnitItself("serialNumber");
    }
    boolean initialFailure = state.procedure() == Procedure.DOA;
    if (initialFailure && step.condition() != null && step.condition() != Condition.NEW) {
      return new Decision.Refused(List.of(DoaRule.requiresNewUnit(step.condition())));
    }
    ShipmentOrdered order = state.order();
    RequestAccepted accepted = state.acceptance();
    ProductCode product =
        step.productCode() != null
            ? step.productCode()
            : order != null ? order.productCode() : accepted.productCode();
    String version =
        step.softwareVersion() != null
            ? step.softwareVersion()
            : softwareToShip(
                state,
                step.latestSoftwareVersion() == null && order != null
                    ? order.softwareVersion()
                    : step.latestSoftwareVersion());
    return Decision.events(
        new ReplacementShipped(
            id(),
            state.issuedRmaNumber(),
            state.customerId(),
            state.serialNumber(),
            step.serialNumber(),
            product,
            version,
            step.factoryDefault() == null || step.factoryDefault(),
            initialFailure ? Condition.NEW : step.condition(),
            shipment(state, Leg.REPLACEMENT, Direction.TO_CUSTOMER, step.carriage()),
            step.when().at()));
  }

  private Decision deliverReplacement(CaseStep.DeliverReplacement step) {
    return on.fact(
        state.delivered(),
        known -> same(step.when(), known.deliveredAt()),
        () ->
            Decision.events(
                new ReplacementDelivered(
                    id(),
                    state.issuedRmaNumber(),
                    state.customerId(),
                    state.serialNumber(),
                    state.shipped() == null ? null : state.shipped().serialNumber(),
                    step.when().at())));
  }

  private Decision dispatchFaultyUnit(CaseStep.DispatchFaultyUnit step) {
    return on.fact(
        state.handedOver(),
        known ->
            same(step.carriage(), known.shipment()) && same(step.when(), known.customerShippedAt()),
        () ->
            Decision.events(
                new FaultyUnitDispatched(
                    id(),
                    state.issuedRmaNumber(),
                    state.customerId(),
                    state.serialNumber(),
                    returnShipment(state, step.carriage()),
                    step.when().at())));
  }

  static Shipment returnShipment(CaseState state, CaseStep.Carriage carriage) {
    return shipment(state, Leg.FAULTY_UNIT, Direction.TO_VENDOR, carriage);
  }

  private Decision receiveFaultyUnit(CaseStep.ReceiveFaultyUnit step) {
    FaultyUnitReturned returned = state.returned();
    SerialNumber awaited = returned == null ? state.serialNumber() : returned.serialNumber();
    SerialNumber read = step.unit().serialNumber();
    if (read != null && !sameUnit(read, awaited)) {
      return UnexpectedUnits.received(
          state,
          Leg.FAULTY_UNIT,
          returned == null ? awaited : null,
          step.unit(),
          step.when(),
          null);
    }
    return on.fact(
        state.returned(),
        known ->
            sameOrLeftOut(step.unit().condition(), known.condition())
                && same(step.when(), known.receivedAt()),
        () ->
            Decision.events(
                new FaultyUnitReturned(
                    id(),
                    state.issuedRmaNumber(),
                    state.customerId(),
                    state.serialNumber(),
                    step.unit().condition(),
                    step.when().at(),
                    step.unit().unreadableReasonId())));
  }

  // ---- buy-out (CSB-27, EXC-CSB-17, A-59)

  private Decision requestBuyOut(CaseStep.RequestBuyOut step) {
    if (!state.isOpen()
        || state.rmaNumber() == null
        || !(state.exchangesInAdvance() || state.procedure() == Procedure.ONSITE)
        || state.handedOver() != null
        || state.returned() != null) {
      return notInThisState();
    }
    BuyOut buyOut = state.buyOut();
    if (buyOut != null && buyOut.answer() != BuyOut.Answer.DECLINED) {
      return conflict(
          "BUY_OUT_ALREADY_REQUESTED", "買取は依頼済みです。", "The buy-out has been asked for already.");
    }
    return Decision.events(new BuyOutRequested(id(), step.reasonId(), step.at()));
  }

  private Decision decideBuyOut(CaseStep.DecideBuyOut step) {
    BuyOut buyOut = state.buyOut();
    if (!state.isOpen()
        || buyOut == null
        || buyOut.answer() != BuyOut.Answer.PENDING
        || state.returned() != null) {
      return conflict("NO_BUY_OUT_PENDING", "回答待ちの買取依頼はありません。", "No buy-out waits for an answer.");
    }
    return Decision.events(
        step.agreed()
            ? new BuyOutAgreed(id(), step.priceYen(), step.at(), step.reasonId())
            : new BuyOutDeclined(id(), step.at(), step.reasonId()));
  }

  // ---- exclusion, cancellation

  private Decision findExclusion(CaseStep.FindExclusion step) {
    CaseStatus status = state.status();
    if (state.accepted() == null
        || status == CaseStatus.REFUSED
        || status == CaseStatus.CANCELLED) {
      return notInThisState();
    }
    Optional<String> code =
        Exclusions.code(
            Objects.requireNonNull(state.procedure()), state.isVirtualAppliance(), step.clause());
    if (code.isEmpty()) {
      return new Decision.Invalid(
          "clause",
          "NOT_AN_EXCLUSION_OF_THIS_PROCEDURE",
          new Message(
              "この手続きの対象外事項ではありません: " + step.clause(),
              step.clause() + " is not on the list of exclusions of this procedure."));
    }
    if (state.exclusions().stream().anyMatch(found -> found.clause().equals(step.clause()))) {
      return conflict(
          "EXCLUSION_ALREADY_FOUND",
          "この対象外事項は記録済みです。",
          "This exclusion has been recorded already.");
    }
    List<CaseEvent> events = new ArrayList<>();
    events.add(
        new ExclusionFound(
            id(),
            step.clause(),
            code.get(),
            step.foundId(),
            Exclusions.ends(step.clause()),
            step.at()));
    if (state.order() != null && !state.unitIsOut()) {
      events.add(orderCancelled("EXCLUSION_FOUND"));
    }
    return Decision.events(events.toArray(CaseEvent[]::new));
  }

  private Decision cancel(CaseStep.Cancel step) {
    if (!state.isOpen()) {
      return notInThisState();
    }
    if (state.unitIsOut()) {
      return conflict(
          "ALREADY_SHIPPED",
          "機器の発送後または現地での交換後は取り消せません。",
          "It cannot be cancelled once a unit has been shipped.");
    }
    List<CaseEvent> events = new ArrayList<>();
    events.add(new CaseCancelled(id(), WITHDRAWN, step.reasonId(), step.at()));
    if (state.order() != null) {
      events.add(orderCancelled("CASE_CANCELLED"));
    }
    return Decision.events(events.toArray(CaseEvent[]::new));
  }

  // ---- corrections (RMA-9)

  private Decision correct(CaseStep.Correct step) {
    String field = Corrections.fieldName(step.ofEvent(), step.field());
    if (!Corrections.events().contains(step.ofEvent())) {
      return new Decision.Invalid(
          "ofEvent",
          "NOT_CORRECTABLE",
          oneOf("訂正できる事実は次のとおりです: ", "What can be corrected: ", Corrections.events()));
    }
    Optional<Corrections.Kind> kind = Corrections.kind(step.ofEvent(), field);
    if (kind.isEmpty()) {
      return new Decision.Invalid(
          "field",
          "NOT_CORRECTABLE",
          oneOf(
              "訂正できる項目は次のとおりです: ",
              "What can be corrected of it: ",
              Corrections.fields(step.ofEvent())));
    }
    Optional<String> value = Corrections.normalised(kind.get(), field, step.value());
    if (value.isEmpty()) {
      return new Decision.Invalid(
          "value",
          "MALFORMED",
          new Message("値の形式が正しくありません。", "This is not a value of that field."));
    }
    if (kind.get() == Corrections.Kind.INSTANT && Instant.parse(value.get()).isAfter(now)) {
      return new Decision.Invalid(
          "value",
          "IN_THE_FUTURE",
          new Message("未来の日時は指定できません。", "An instant in the future cannot have happened."));
    }
    if (Corrections.namesWhatWasSent(step.ofEvent(), field)
        && sameUnit(new SerialNumber(value.get()), state.serialNumber())) {
      return theFaultyUnitItself("value");
    }
    if (step.visit() != null && !Corrections.isOfAVisit(step.ofEvent())) {
      return new Decision.Invalid(
          "visit",
          "NOT_OF_A_VISIT",
          new Message(
              "この事実は訪問ごとに記録されるものではありません。", "The case has this fact once, not of each visit."));
    }
    Integer visit =
        step.visit() == null ? Corrections.lastVisit(state, step.ofEvent()) : step.visit();
    if (!Corrections.isRecorded(state, step.ofEvent(), visit)) {
      return conflict(
          "FACT_NOT_RECORDED",
          "訂正する事実が記録されていません。",
          "The fact has not been recorded, so there is nothing to correct.");
    }
    if (value.equals(Corrections.present(state, step.ofEvent(), visit, field))) {
      return conflict(
          "ALREADY_SO", "既にその値で記録されています。", "It already says so; there is nothing to correct.");
    }
    return Decision.events(
        new FactCorrected(id(), step.ofEvent(), field, value.get(), step.reasonId(), visit));
  }

  private static Message oneOf(String ja, String en, List<String> names) {
    String list = String.join(", ", names);
    return new Message(ja + list, en + list);
  }

  // ---- due times

  private Decision dueTimePassed(DueTimePassed passed) {
    List<Recorded> recorded = new ArrayList<>(Derivations.consequences(state, policy, now));
    Stream.of(
            returnReminder(passed),
            faultyUnitReminder(passed),
            LoanerReturnRule.reminder(state, passed),
            FirstContactRule.reminder(state, passed))
        .flatMap(Optional::stream)
        .forEach(event -> recorded.add(new Recorded(event, null)));
    return new Decision.Taken(recorded);
  }

  private Optional<CaseEvent> returnReminder(DueTimePassed passed) {
    if (!isStillDue(passed, Deadline.Name.RETURN) || state.settlement().isPresent()) {
      return Optional.empty();
    }
    LocalDate due = Objects.requireNonNull(passed.dueDate());
    return ReturnRule.occasion(passed.moment())
        .filter(occasion -> !state.reminded().contains(new CaseState.Reminder(occasion, due)))
        .map(occasion -> Derivations.reminder(state, occasion, due));
  }

  /** MFR-27: none where the unit has come meanwhile, or the day has moved. */
  private Optional<CaseEvent> faultyUnitReminder(DueTimePassed passed) {
    if (!isStillDue(passed, Deadline.Name.FAULTY_UNIT_REMINDER)
        || passed.moment() != Moment.Kind.REMINDER) {
      return Optional.empty();
    }
    LocalDate due = Objects.requireNonNull(passed.dueDate());
    return state.faultyUnitReminder().wasSentFor(due)
        ? Optional.empty()
        : Optional.of(FaultyUnitReminderRule.reminder(state, due));
  }

  private boolean isStillDue(DueTimePassed passed, Deadline.Name name) {
    return state
        .dueTime(name)
        .filter(due -> due.isOwed() && passed.isOf(due.deadline()))
        .isPresent();
  }

  // ---- answers

  private Decision notInThisState() {
    return on.notInThisState();
  }

  private Decision conflict(String code, String ja, String en) {
    return on.conflict(code, ja, en);
  }

  private CaseId id() {
    return state.caseId();
  }
}
