package io.rmaflow.rma.cases;

import io.rmaflow.events.EventJson;
import io.rmaflow.events.Ids;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.BuyOutAgreed;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.DoaCertified;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.FirstContactMade;
import io.rmaflow.events.rma.CaseEvent.HardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerDispatched;
import io.rmaflow.events.rma.CaseEvent.LoanerOperationConfirmed;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CaseEvent.NormalOperationConfirmed;
import io.rmaflow.events.rma.CaseEvent.PartExchanged;
import io.rmaflow.events.rma.CaseEvent.RepairCompleted;
import io.rmaflow.events.rma.CaseEvent.RepairEstimated;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitDelivered;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.ServiceRestored;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.CaseEvent.UnitInspected;
import io.rmaflow.events.values.Values;
import io.rmaflow.events.wire.EventTypes;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields of which facts can be corrected (RMA-9), and what a fact says after a correction. A
 * value is text in the field's own notation: an instant with its offset, a whole number, a name. A
 * corrected fact takes the place of the one that was recorded, as if it had said so from the
 * beginning.
 */
final class Corrections {

  /** What a field holds. */
  enum Kind {
    INSTANT,
    TEXT,
    BOOLEAN,
    CONDITION,
    YEN,
    DAYS
  }

  /**
   * A fact that can be corrected.
   *
   * @param instant the field that says when it happened
   * @param fields all that can be corrected, by their names in the payload
   * @param ofAVisit whether a case has one of each visit
   * @param known the fact as it stands, of that visit or of the last; absent while it is not
   *     recorded
   */
  private record Fact(
      Class<? extends CaseEvent> event,
      String instant,
      Map<String, Kind> fields,
      boolean ofAVisit,
      BiFunction<CaseState, @Nullable Integer, @Nullable CaseEvent> known) {

    static Fact of(
        Class<? extends CaseEvent> event,
        String instant,
        Map<String, Kind> further,
        Function<CaseState, @Nullable CaseEvent> known) {
      return of(event, instant, further, false, (state, visit) -> known.apply(state));
    }

    /** One of each visit, which the events themselves name. */
    static <E extends CaseEvent> Fact ofEachVisit(
        Class<E> event, String instant, Function<CaseState, List<E>> known) {
      return of(
          event,
          instant,
          NOTHING_ELSE,
          true,
          (state, visit) ->
              known.apply(state).stream()
                  .filter(fact -> visit == null || visit.equals(visitOf(fact)))
                  .reduce((earlier, later) -> later)
                  .orElse(null));
    }

    private static Fact of(
        Class<? extends CaseEvent> event,
        String instant,
        Map<String, Kind> further,
        boolean ofAVisit,
        BiFunction<CaseState, @Nullable Integer, @Nullable CaseEvent> known) {
      Map<String, Kind> fields = new HashMap<>(further);
      fields.put(instant, Kind.INSTANT);
      return new Fact(event, instant, Map.copyOf(fields), ofAVisit, known);
    }

    String name() {
      return EventTypes.typeOf(event).name();
    }
  }

  private static final int MAX_TEXT = 128;
  private static final int MAX_DAYS = 1_000;

  private static final Map<String, Kind> NOTHING_ELSE = Map.of();

  /** What the carrier says; it stands one level deeper in the payload. */
  private static final Map<String, Kind> CARRIAGE =
      Map.of("carrier", Kind.TEXT, "trackingNumber", Kind.TEXT);

  private static final Map<String, Kind> SOFTWARE =
      Map.of("softwareVersion", Kind.TEXT, "factoryDefault", Kind.BOOLEAN);

  private static final List<Fact> FACTS =
      List.of(
          Fact.of(HardwareFaultJudged.class, "judgedAt", NOTHING_ELSE, Corrections::judged),
          Fact.of(
              ReplacementShipped.class,
              "dispatchedAt",
              and(
                  CARRIAGE,
                  SOFTWARE,
                  Map.of(
                      "serialNumber", Kind.TEXT,
                      "productCode", Kind.TEXT,
                      "condition", Kind.CONDITION)),
              CaseState::shipped),
          Fact.of(ReplacementDelivered.class, "deliveredAt", NOTHING_ELSE, CaseState::delivered),
          Fact.of(FaultyUnitDispatched.class, "customerShippedAt", CARRIAGE, CaseState::handedOver),
          Fact.of(
              FaultyUnitReturned.class,
              "receivedAt",
              Map.of("serialNumber", Kind.TEXT, "condition", Kind.CONDITION),
              CaseState::returned),
          Fact.of(
              BuyOutAgreed.class, "agreedAt", Map.of("priceYen", Kind.YEN), Corrections::boughtOut),
          Fact.of(DoaCertified.class, "certifiedAt", NOTHING_ELSE, CaseState::certified),
          Fact.of(
              LoanerShipped.class,
              "dispatchedAt",
              and(CARRIAGE, SOFTWARE, Map.of("serialNumber", Kind.TEXT)),
              state -> state.loan().shipped()),
          Fact.of(
              LoanerDelivered.class,
              "deliveredAt",
              NOTHING_ELSE,
              state -> state.loan().delivered()),
          Fact.of(
              LoanerOperationConfirmed.class,
              "confirmedAt",
              NOTHING_ELSE,
              Corrections::runsOnTheLoaner),
          Fact.of(
              LoanerDispatched.class,
              "customerShippedAt",
              CARRIAGE,
              state -> state.loan().handedOver()),
          Fact.of(
              LoanerReturned.class,
              "receivedAt",
              Map.of("serialNumber", Kind.TEXT, "condition", Kind.CONDITION),
              state -> state.loan().returned()),
          Fact.of(
              UnitInspected.class,
              "inspectedAt",
              NOTHING_ELSE,
              state -> state.repair().inspected()),
          Fact.of(
              RepairEstimated.class,
              "estimatedAt",
              Map.of("estimateDays", Kind.DAYS),
              state -> state.repair().estimated()),
          Fact.of(
              RepairCompleted.class,
              "completedAt",
              NOTHING_ELSE,
              state -> state.repair().completed()),
          Fact.of(
              RepairedUnitShipped.class,
              "dispatchedAt",
              and(CARRIAGE, SOFTWARE),
              state -> state.repair().shipped()),
          Fact.of(
              RepairedUnitDelivered.class,
              "deliveredAt",
              NOTHING_ELSE,
              state -> state.repair().delivered()),
          Fact.of(
              NormalOperationConfirmed.class, "confirmedAt", NOTHING_ELSE, Corrections::runsAgain),
          Fact.ofEachVisit(EngineerArrived.class, "arrivedAt", state -> state.onSite().arrivals()),
          Fact.of(
              UnitExchanged.class,
              "exchangedAt",
              Map.of(
                  "serialNumber", Kind.TEXT,
                  "productCode", Kind.TEXT,
                  "softwareVersion", Kind.TEXT),
              state -> state.onSite().unit()),
          Fact.ofEachVisit(PartExchanged.class, "exchangedAt", state -> state.onSite().parts()),
          Fact.of(
              ServiceRestored.class,
              "restoredAt",
              Map.of("backupSupplied", Kind.BOOLEAN, "backupRestored", Kind.BOOLEAN),
              state -> state.onSite().restored()),
          Fact.of(
              FirstContactMade.class,
              "contactedAt",
              NOTHING_ELSE,
              state -> state.inquiry().firstContact()));

  private Corrections() {}

  @SafeVarargs
  private static Map<String, Kind> and(Map<String, Kind>... some) {
    Map<String, Kind> all = new HashMap<>();
    for (Map<String, Kind> fields : some) {
      all.putAll(fields);
    }
    return Map.copyOf(all);
  }

  private static Optional<Fact> fact(String ofEvent) {
    return FACTS.stream().filter(fact -> fact.name().equals(ofEvent)).findFirst();
  }

  /** The names of the events that can be corrected, in alphabetical order. */
  static List<String> events() {
    return FACTS.stream().map(Fact::name).sorted().toList();
  }

  /**
   * The fields of an event that can be corrected, in alphabetical order; none of an unknown one.
   */
  static List<String> fields(String ofEvent) {
    return fact(ofEvent).stream()
        .flatMap(fact -> fact.fields().keySet().stream())
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** The payload's own name of the field; {@code occurredAt} means the fact's instant. */
  static String fieldName(String ofEvent, String field) {
    return field.equals("occurredAt") ? fact(ofEvent).map(Fact::instant).orElse(field) : field;
  }

  static Optional<Kind> kind(String ofEvent, String field) {
    return fact(ofEvent).map(fact -> fact.fields().get(field));
  }

  /** The value in the notation of the events; empty where it is none of that kind. */
  static Optional<String> normalised(Kind kind, String field, String value) {
    try {
      return switch (kind) {
        case INSTANT -> Values.INSTANT.parse(value).optional().map(Instant::toString);
        case TEXT ->
            switch (field) {
              case "serialNumber" -> Optional.of(Ids.typed(value, SerialNumber::new).value());
              case "productCode" -> Optional.of(Ids.typed(value, ProductCode::new).value());
              default ->
                  Values.line(MAX_TEXT).parse(value).optional().filter(text -> !text.isEmpty());
            };
        case BOOLEAN ->
            value.equals("true") || value.equals("false") ? Optional.of(value) : Optional.empty();
        case CONDITION -> Optional.of(Condition.valueOf(value).name());
        case YEN -> wholeNumber(value, Long.MAX_VALUE);
        case DAYS -> wholeNumber(value, MAX_DAYS);
      };
    } catch (IllegalArgumentException notOfThatKind) {
      return Optional.empty();
    }
  }

  private static Optional<String> wholeNumber(String value, long max) {
    long number = Long.parseLong(value);
    return number < 0 || number > max ? Optional.empty() : Optional.of(Long.toString(number));
  }

  /** Whether a fact's serial number is that of a unit that the vendor sent or brought. */
  static boolean namesWhatWasSent(String ofEvent, String field) {
    return field.equals("serialNumber") && !ofEvent.endsWith("Returned");
  }

  /** Whether a case has such a fact of each visit (ONS-16). */
  static boolean isOfAVisit(String ofEvent) {
    return fact(ofEvent).filter(Fact::ofAVisit).isPresent();
  }

  /** The visit of the last fact of this name; absent where it is none of a visit. */
  static @Nullable Integer lastVisit(CaseState state, String ofEvent) {
    return known(state, ofEvent, null).map(Corrections::visitOf).orElse(null);
  }

  /** The visit that a fact belongs to; absent where a case has it once. */
  static @Nullable Integer visitOf(CaseEvent event) {
    return switch (event) {
      case EngineerArrived e -> e.visit();
      case PartExchanged e -> e.visit();
      default -> null;
    };
  }

  /**
   * Whether such a fact was recorded.
   *
   * @param visit of which visit; absent: of any
   */
  static boolean isRecorded(CaseState state, String ofEvent, @Nullable Integer visit) {
    return known(state, ofEvent, visit).isPresent();
  }

  /**
   * What the field says now, in the same notation; empty where it says nothing.
   *
   * @param visit of which visit; absent: of the last
   */
  static Optional<String> present(
      CaseState state, String ofEvent, @Nullable Integer visit, String field) {
    return known(state, ofEvent, visit)
        .map(known -> holder(payload(known), field).get(field))
        .map(value -> value.isString() ? value.stringValue() : value.toString());
  }

  /** When the fact happened, as it stands; empty where it cannot be corrected. */
  static Optional<Instant> happenedAt(CaseState state, CaseEvent event) {
    String ofEvent = EventTypes.typeOf(event.getClass()).name();
    return fact(ofEvent)
        .flatMap(fact -> present(state, ofEvent, visitOf(event), fact.instant()))
        .map(Instant::parse);
  }

  private static Optional<CaseEvent> known(
      CaseState state, String ofEvent, @Nullable Integer visit) {
    return fact(ofEvent).map(fact -> fact.known().apply(state, visit));
  }

  // ---- what the facts say afterwards

  static CaseState apply(CaseState state, FactCorrected correction) {
    Fact fact =
        fact(correction.ofEvent())
            .orElseThrow(() -> new IllegalStateException("no such fact: " + correction.ofEvent()));
    CaseEvent known = fact.known().apply(state, correction.visit());
    return known == null
        ? state
        : state.evolve(corrected(fact, known, correction.field(), correction.value()));
  }

  private static CaseEvent corrected(Fact fact, CaseEvent known, String field, String value) {
    ObjectNode payload = payload(known);
    ObjectNode holder = holder(payload, field);
    switch (fact.fields().getOrDefault(field, Kind.TEXT)) {
      case INSTANT, TEXT, CONDITION -> holder.put(field, value);
      case BOOLEAN -> holder.put(field, Boolean.parseBoolean(value));
      case YEN, DAYS -> holder.put(field, Long.parseLong(value));
    }
    return EventJson.mapper().treeToValue(payload, fact.event());
  }

  private static ObjectNode payload(CaseEvent known) {
    return EventJson.mapper().valueToTree(known);
  }

  private static ObjectNode holder(ObjectNode payload, String field) {
    JsonNode carriage = payload.get("shipment");
    return CARRIAGE.containsKey(field) && carriage instanceof ObjectNode shipment
        ? shipment
        : payload;
  }

  // ---- facts of which a case keeps less than the event told

  private static @Nullable CaseEvent judged(CaseState state) {
    Judgement judgement = state.judgement();
    return judgement == null || !judgement.hardwareFault()
        ? null
        : new HardwareFaultJudged(state.caseId(), judgement.judgedAt(), null);
  }

  private static @Nullable CaseEvent boughtOut(CaseState state) {
    BuyOut buyOut = state.buyOut();
    Instant agreedAt = buyOut == null ? null : buyOut.agreedAt();
    Long price = buyOut == null ? null : buyOut.priceYen();
    return agreedAt == null || price == null
        ? null
        : new BuyOutAgreed(state.caseId(), price, agreedAt, null);
  }

  private static @Nullable CaseEvent runsOnTheLoaner(CaseState state) {
    Instant at = state.loan().confirmedAt();
    return at == null
        ? null
        : new LoanerOperationConfirmed(
            state.caseId(), state.issuedRmaNumber(), state.customerId(), at);
  }

  private static @Nullable CaseEvent runsAgain(CaseState state) {
    Instant at = state.repair().confirmedAt();
    return at == null
        ? null
        : new NormalOperationConfirmed(
            state.caseId(), state.issuedRmaNumber(), state.customerId(), at);
  }
}
