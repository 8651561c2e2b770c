package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.BuyOutAgreed;
import io.rmaflow.events.rma.CaseEvent.BuyOutDeclined;
import io.rmaflow.events.rma.CaseEvent.BuyOutRequested;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
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
import io.rmaflow.events.rma.CaseEvent.Payer;
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
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.exchange.DispatchRule;
import io.rmaflow.rma.exchange.DueTimePassed;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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

  private CaseDecisions(CaseState state, PolicyContext policy, Instant now) {
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

  // ---- information

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

  // ---- judgement (GEN-6, RMA-5, CSB-11, CSB-23)

  private Decision judge(CaseStep.Judge step) {
    if (!state.isOpen()) {
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
        new RmaNumberIssued(id(), step.rmaNumber(), state.customerId(), state.serialNumber());
    if (state.acceptance().procedure() != Procedure.CROSS_SEND_BACK) {
      return Decision.events(judged, issued);
    }
    CaseState after = state.evolve(judged).evolve(issued);
    RequestAccepted accepted = state.acceptance();
    return Decision.events(
        judged,
        issued,
        order(after, accepted.productCode(), softwareToShip(accepted.latestSoftwareVersion())));
  }

  private ShipmentOrdered order(
      CaseState ordering, ProductCode productCode, @Nullable String softwareVersion) {
    FailureReported reported = Objects.requireNonNull(ordering.reported());
    RequestAccepted accepted = ordering.acceptance();
    Deadline due =
        DispatchRule.deadline(
            Derivations.dispatchClock(ordering, policy), ordering.versionRequested(), policy);
    return new ShipmentOrdered(
        id(),
        ordering.issuedRmaNumber(),
        Leg.REPLACEMENT,
        productCode,
        softwareVersion,
        true,
        Payer.VENDOR,
        reported.deliverToSiteId() == null
            ? accepted.registeredSiteId()
            : reported.deliverToSiteId(),
        reported.deliverToContactId() == null
            ? accepted.requesterContactId()
            : reported.deliverToContactId(),
        Objects.requireNonNull(due.dueDate()));
  }

  /** CSB-3, CSB-15: the requested version, else the latest. */
  private @Nullable String softwareToShip(@Nullable String latest) {
    String requested =
        state.reported() == null ? null : state.reported().requestedSoftwareVersion();
    return requested == null ? latest : requested;
  }

  // ---- equivalent product (CSB-17, CSB-18)

  private Decision offerEquivalent(CaseStep.OfferEquivalent step) {
    if (!state.isOpen()
        || state.rmaNumber() == null
        || state.order() == null
        || state.unitIsOut()) {
      return notInThisState();
    }
    return Decision.events(
        new EquivalentOffered(id(), step.productCode(), step.at()),
        orderCancelled("EQUIVALENT_OFFERED"));
  }

  private Decision answerEquivalent(CaseStep.AnswerEquivalent step) {
    Equivalent offered = state.equivalent();
    if (!state.isOpen() || offered == null || !offered.isPending() || state.unitIsOut()) {
      return notInThisState();
    }
    if (!step.accepted()) {
      return Decision.events(new CaseCancelled(id(), EQUIVALENT_DECLINED, null, step.at()));
    }
    EquivalentAccepted accepted = new EquivalentAccepted(id(), offered.productCode(), step.at());
    return Decision.events(
        accepted,
        order(
            state.evolve(accepted),
            offered.productCode(),
            softwareToShip(step.latestSoftwareVersion())));
  }

  private ShipmentOrderCancelled orderCancelled(String because) {
    return new ShipmentOrderCancelled(id(), state.issuedRmaNumber(), Leg.REPLACEMENT, because);
  }

  // ---- facts

  private Decision fact(CaseStep.Fact fact) {
    if (state.rmaNumber() == null) {
      return conflict(
          "RMA_NUMBER_NOT_ISSUED",
          "修理対応番号（RMA番号）の発行前には記録できません。",
          "It cannot be recorded before the RMA number is issued (RMA-5).");
    }
    if (!state.exchangesInAdvance()) {
      return notInThisState();
    }
    return switch (fact) {
      case CaseStep.ShipReplacement s -> shipReplacement(s);
      case CaseStep.DeliverReplacement s -> deliverReplacement(s);
      case CaseStep.DispatchFaultyUnit s -> dispatchFaultyUnit(s);
      case CaseStep.ReceiveFaultyUnit s -> receiveFaultyUnit(s);
    };
  }

  private Decision shipReplacement(CaseStep.ShipReplacement step) {
    if (sameUnit(step.serialNumber(), state.serialNumber())) {
      return theFaultyUnitItself("serialNumber");
    }
    ReplacementShipped known = state.shipped();
    if (known != null) {
      return recordedBefore(
          sameUnit(step.serialNumber(), known.serialNumber())
              && sameOrLeftOut(step.productCode(), known.productCode())
              && sameOrLeftOut(step.softwareVersion(), known.softwareVersion())
              && sameOrLeftOut(step.factoryDefault(), known.factoryDefault())
              && sameOrLeftOut(step.condition(), known.condition())
              && same(step.carriage(), known.shipment())
              && same(step.when(), known.dispatchedAt()));
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
            step.condition(),
            shipment(Leg.REPLACEMENT, Direction.TO_CUSTOMER, Payer.VENDOR, step.carriage()),
            step.when().at()));
  }

  private Decision deliverReplacement(CaseStep.DeliverReplacement step) {
    ReplacementDelivered known = state.delivered();
    if (known != null) {
      return recordedBefore(same(step.when(), known.deliveredAt()));
    }
    return Decision.events(
        new ReplacementDelivered(
            id(),
            state.issuedRmaNumber(),
            state.customerId(),
            state.serialNumber(),
            state.shipped() == null ? null : state.shipped().serialNumber(),
            step.when().at()));
  }

  private Decision dispatchFaultyUnit(CaseStep.DispatchFaultyUnit step) {
    FaultyUnitDispatched known = state.handedOver();
    if (known != null) {
      return recordedBefore(
          same(step.carriage(), known.shipment()) && same(step.when(), known.customerShippedAt()));
    }
    return Decision.events(
        new FaultyUnitDispatched(
            id(),
            state.issuedRmaNumber(),
            state.customerId(),
            state.serialNumber(),
            returnShipment(state, step.carriage()),
            step.when().at()));
  }

  /** SHP-2: the customer pays; SHP-10: after an initial failure the vendor does. */
  static Shipment returnShipment(CaseState state, CaseStep.Carriage carriage) {
    Payer payer = state.acceptance().procedure() == Procedure.DOA ? Payer.VENDOR : Payer.CUSTOMER;
    return shipment(Leg.FAULTY_UNIT, Direction.TO_VENDOR, payer, carriage);
  }

  private Decision receiveFaultyUnit(CaseStep.ReceiveFaultyUnit step) {
    if (step.serialNumber() != null && !sameUnit(step.serialNumber(), state.serialNumber())) {
      return new Decision.Invalid(
          "serialNumber",
          "NOT_THE_FAULTY_UNIT",
          new Message(
              "この案件の障害機は " + state.serialNumber() + " です。",
              "The faulty unit of this case is " + state.serialNumber() + "."));
    }
    FaultyUnitReturned known = state.returned();
    if (known != null) {
      return recordedBefore(
          sameOrLeftOut(step.condition(), known.condition())
              && same(step.when(), known.receivedAt()));
    }
    return Decision.events(
        new FaultyUnitReturned(
            id(),
            state.issuedRmaNumber(),
            state.customerId(),
            state.serialNumber(),
            step.condition(),
            step.when().at()));
  }

  private static Decision theFaultyUnitItself(String field) {
    return new Decision.Invalid(
        field,
        "IS_THE_FAULTY_UNIT",
        new Message("障害機自身のシリアル番号です。", "This is the faulty unit itself."));
  }

  private Decision recordedBefore(boolean sameValues) {
    return sameValues
        ? Decision.nothing()
        : conflict(
            "FACT_ALREADY_RECORDED",
            "別の値で記録済みです。訂正（correction）を使用してください。",
            "It is recorded with other values; use a correction.");
  }

  private static Shipment shipment(
      Leg leg, Direction direction, Payer payer, CaseStep.Carriage carriage) {
    return new Shipment(leg, direction, payer, carriage.carrier(), carriage.trackingNumber());
  }

  private static boolean same(CaseStep.When when, Instant known) {
    return !when.stated() || when.at().equals(known);
  }

  private static boolean same(CaseStep.Carriage carriage, Shipment known) {
    return sameOrLeftOut(carriage.carrier(), known.carrier())
        && sameOrLeftOut(carriage.trackingNumber(), known.trackingNumber());
  }

  private static boolean sameOrLeftOut(@Nullable Object said, @Nullable Object known) {
    return said == null || said.equals(known);
  }

  /** Full and half width, and upper and lower case, name the same unit. */
  private static boolean sameUnit(SerialNumber one, SerialNumber other) {
    return plain(one).equals(plain(other));
  }

  private static String plain(SerialNumber serialNumber) {
    return Normalizer.normalize(serialNumber.value(), Normalizer.Form.NFKC)
        .strip()
        .toUpperCase(Locale.ROOT);
  }

  // ---- buy-out (CSB-27, EXC-CSB-17, A-59)

  private Decision requestBuyOut(CaseStep.RequestBuyOut step) {
    if (!state.isOpen()
        || state.rmaNumber() == null
        || !state.exchangesInAdvance()
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
            ? new BuyOutAgreed(id(), step.priceYen(), step.at())
            : new BuyOutDeclined(id(), step.at()));
  }

  // ---- exclusion, cancellation

  private Decision findExclusion(CaseStep.FindExclusion step) {
    CaseStatus status = state.status();
    if (state.accepted() == null
        || status == CaseStatus.REFUSED
        || status == CaseStatus.CANCELLED) {
      return notInThisState();
    }
    Optional<String> code = Exclusions.code(state.acceptance().procedure(), step.clause());
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
        new ExclusionFound(id(), step.clause(), code.get(), step.foundId(), true, step.at()));
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
          "交換機の発送後は取り消せません。",
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
    Optional<String> value = Corrections.normalised(kind.get(), step.value());
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
    if (field.equals("serialNumber")
        && sameUnit(new SerialNumber(value.get()), state.serialNumber())) {
      return theFaultyUnitItself("value");
    }
    if (!Corrections.isRecorded(state, step.ofEvent())) {
      return conflict(
          "FACT_NOT_RECORDED",
          "訂正する事実が記録されていません。",
          "The fact has not been recorded, so there is nothing to correct.");
    }
    if (value.equals(Corrections.present(state, step.ofEvent(), field))) {
      return conflict(
          "ALREADY_SO", "既にその値で記録されています。", "It already says so; there is nothing to correct.");
    }
    return Decision.events(
        new FactCorrected(id(), step.ofEvent(), field, value.get(), step.reasonId()));
  }

  private static Message oneOf(String ja, String en, List<String> names) {
    String list = String.join(", ", names);
    return new Message(ja + list, en + list);
  }

  // ---- due times

  private Decision dueTimePassed(DueTimePassed passed) {
    List<Recorded> recorded = new ArrayList<>();
    if (passed.what() == DueTimePassed.What.RETURN_REMINDER && passed.occasion() != null) {
      boolean owed = isStillDue(Deadline.Name.RETURN, passed.due()) && state.settlement().isEmpty();
      CaseState.Reminder reminder = new CaseState.Reminder(passed.occasion(), passed.due());
      if (owed && !state.reminded().contains(reminder)) {
        recorded.add(
            new Recorded(Derivations.reminder(state, passed.occasion(), passed.due()), null));
      }
    }
    recorded.addAll(0, Derivations.consequences(state, policy, now));
    return new Decision.Taken(recorded);
  }

  private boolean isStillDue(Deadline.Name name, LocalDate day) {
    return state.dueTime(name).filter(due -> due.isOwed() && due.dueDay().equals(day)).isPresent();
  }

  // ---- answers

  private Decision notInThisState() {
    return conflict(
        "NOT_IN_THIS_STATE",
        "現在の状態では受け付けられません: " + state.status(),
        "The case is " + state.status() + "; this step is not possible now.");
  }

  private Decision conflict(String code, String ja, String en) {
    return new Decision.Conflict(state.status(), code, new Message(ja, en));
  }

  private CaseId id() {
    return state.caseId();
  }
}
