package io.rmaflow.rma.cases;

import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of which facts can be corrected (RMA-9), and what a fact says after a correction. A
 * value is text in the field's own notation: an instant with its offset, a whole number, a name.
 */
final class Corrections {

  /** What a field holds. */
  enum Kind {
    INSTANT,
    TEXT,
    BOOLEAN,
    CONDITION,
    YEN
  }

  private static final int MAX_TEXT = 128;

  private static final String JUDGED = "HardwareFaultJudged";
  private static final String SHIPPED = "ReplacementShipped";
  private static final String DELIVERED = "ReplacementDelivered";
  private static final String HANDED_OVER = "FaultyUnitDispatched";
  private static final String RETURNED = "FaultyUnitReturned";
  private static final String BOUGHT_OUT = "BuyOutAgreed";

  private static final Map<String, Map<String, Kind>> CORRECTABLE =
      Map.of(
          JUDGED,
          Map.of("judgedAt", Kind.INSTANT),
          SHIPPED,
          Map.of(
              "dispatchedAt", Kind.INSTANT,
              "serialNumber", Kind.TEXT,
              "productCode", Kind.TEXT,
              "softwareVersion", Kind.TEXT,
              "factoryDefault", Kind.BOOLEAN,
              "condition", Kind.CONDITION,
              "carrier", Kind.TEXT,
              "trackingNumber", Kind.TEXT),
          DELIVERED,
          Map.of("deliveredAt", Kind.INSTANT),
          HANDED_OVER,
          Map.of(
              "customerShippedAt", Kind.INSTANT,
              "carrier", Kind.TEXT,
              "trackingNumber", Kind.TEXT),
          RETURNED,
          Map.of("receivedAt", Kind.INSTANT, "condition", Kind.CONDITION),
          BOUGHT_OUT,
          Map.of("agreedAt", Kind.INSTANT, "priceYen", Kind.YEN));

  private static final Map<String, String> INSTANT_OF =
      Map.of(
          JUDGED, "judgedAt",
          SHIPPED, "dispatchedAt",
          DELIVERED, "deliveredAt",
          HANDED_OVER, "customerShippedAt",
          RETURNED, "receivedAt",
          BOUGHT_OUT, "agreedAt");

  private Corrections() {}

  /** The names of the events that can be corrected, in alphabetical order. */
  static List<String> events() {
    return CORRECTABLE.keySet().stream().sorted().toList();
  }

  /**
   * The fields of an event that can be corrected, in alphabetical order; none of an unknown one.
   */
  static List<String> fields(String ofEvent) {
    return CORRECTABLE.getOrDefault(ofEvent, Map.of()).keySet().stream().sorted().toList();
  }

  /** The payload's own name of the field; {@code occurredAt} means the fact's instant. */
  static String fieldName(String ofEvent, String field) {
    return field.equals("occurredAt") ? INSTANT_OF.getOrDefault(ofEvent, field) : field;
  }

  static Optional<Kind> kind(String ofEvent, String field) {
    return Optional.ofNullable(CORRECTABLE.getOrDefault(ofEvent, Map.of()).get(field));
  }

  /** The value in the notation of the events; empty where it is none of that kind. */
  static Optional<String> normalised(Kind kind, String value) {
    try {
      return switch (kind) {
        case INSTANT ->
            Optional.of(
                OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MICROS).toString());
        case TEXT -> Optional.of(value.strip()).filter(Corrections::isIdentifier);
        case BOOLEAN ->
            value.equals("true") || value.equals("false") ? Optional.of(value) : Optional.empty();
        case CONDITION -> Optional.of(Condition.valueOf(value).name());
        case YEN ->
            Long.parseLong(value) < 0
                ? Optional.empty()
                : Optional.of(Long.toString(Long.parseLong(value)));
      };
    } catch (DateTimeException | IllegalArgumentException notOfThatKind) {
      return Optional.empty();
    }
  }

  private static boolean isIdentifier(String value) {
    return !value.isBlank()
        && value.length() <= MAX_TEXT
        && value.chars().noneMatch(Character::isISOControl);
  }

  /** What the field says now, in the same notation; empty where it says nothing. */
  static Optional<String> present(CaseState state, String ofEvent, String field) {
    return Optional.ofNullable(value(state, ofEvent, field)).map(Object::toString);
  }

  /** Whether such an event was recorded. */
  static boolean isRecorded(CaseState state, String ofEvent) {
    return switch (ofEvent) {
      case JUDGED -> state.judgement() != null && state.judgement().hardwareFault();
      case SHIPPED -> state.shipped() != null;
      case DELIVERED -> state.delivered() != null;
      case HANDED_OVER -> state.handedOver() != null;
      case RETURNED -> state.returned() != null;
      case BOUGHT_OUT -> state.buyOut() != null && state.buyOut().agreedAt() != null;
      default -> false;
    };
  }

  private static @Nullable Object value(CaseState state, String ofEvent, String field) {
    return switch (ofEvent) {
      case JUDGED -> state.judgement() == null ? null : state.judgement().judgedAt();
      case SHIPPED -> state.shipped() == null ? null : value(state.shipped(), field);
      case DELIVERED -> state.delivered() == null ? null : state.delivered().deliveredAt();
      case HANDED_OVER -> state.handedOver() == null ? null : value(state.handedOver(), field);
      case RETURNED -> {
        FaultyUnitReturned fact = state.returned();
        yield fact == null
            ? null
            : field.equals("condition") ? fact.condition() : fact.receivedAt();
      }
      case BOUGHT_OUT -> {
        BuyOut fact = state.buyOut();
        yield fact == null ? null : field.equals("priceYen") ? fact.priceYen() : fact.agreedAt();
      }
      default -> null;
    };
  }

  private static @Nullable Object value(ReplacementShipped fact, String field) {
    return switch (field) {
      case "dispatchedAt" -> fact.dispatchedAt();
      case "serialNumber" -> fact.serialNumber();
      case "productCode" -> fact.productCode();
      case "softwareVersion" -> fact.softwareVersion();
      case "factoryDefault" -> fact.factoryDefault();
      case "condition" -> fact.condition();
      default -> value(fact.shipment(), field);
    };
  }

  private static @Nullable Object value(FaultyUnitDispatched fact, String field) {
    return field.equals("customerShippedAt")
        ? fact.customerShippedAt()
        : value(fact.shipment(), field);
  }

  private static @Nullable Object value(Shipment shipment, String field) {
    return field.equals("carrier") ? shipment.carrier() : shipment.trackingNumber();
  }

  // ---- what the facts say afterwards

  static CaseState apply(CaseState state, FactCorrected correction) {
    String field = correction.field();
    String value = correction.value();
    return state.with(
        draft -> {
          switch (correction.ofEvent()) {
            case JUDGED -> draft.judgement = new Judgement(true, Instant.parse(value));
            case SHIPPED -> draft.shipped = corrected(draft.shipped, field, value);
            case DELIVERED -> draft.delivered = corrected(draft.delivered, value);
            case HANDED_OVER -> draft.handedOver = corrected(draft.handedOver, field, value);
            case RETURNED -> draft.returned = corrected(draft.returned, field, value);
            case BOUGHT_OUT -> draft.buyOut = corrected(draft.buyOut, field, value);
            default -> throw new IllegalStateException("no such fact: " + correction.ofEvent());
          }
        });
  }

  private static @Nullable ReplacementShipped corrected(
      @Nullable ReplacementShipped fact, String field, String value) {
    if (fact == null) {
      return null;
    }
    return new ReplacementShipped(
        fact.caseId(),
        fact.rmaNumber(),
        fact.customerId(),
        fact.faultySerialNumber(),
        field.equals("serialNumber") ? new SerialNumber(value) : fact.serialNumber(),
        field.equals("productCode") ? new ProductCode(value) : fact.productCode(),
        field.equals("softwareVersion") ? value : fact.softwareVersion(),
        field.equals("factoryDefault") ? Boolean.parseBoolean(value) : fact.factoryDefault(),
        field.equals("condition") ? Condition.valueOf(value) : fact.condition(),
        corrected(fact.shipment(), field, value),
        field.equals("dispatchedAt") ? Instant.parse(value) : fact.dispatchedAt());
  }

  private static @Nullable ReplacementDelivered corrected(
      @Nullable ReplacementDelivered fact, String value) {
    if (fact == null) {
      return null;
    }
    return new ReplacementDelivered(
        fact.caseId(),
        fact.rmaNumber(),
        fact.customerId(),
        fact.faultySerialNumber(),
        fact.serialNumber(),
        Instant.parse(value));
  }

  private static @Nullable FaultyUnitDispatched corrected(
      @Nullable FaultyUnitDispatched fact, String field, String value) {
    if (fact == null) {
      return null;
    }
    return new FaultyUnitDispatched(
        fact.caseId(),
        fact.rmaNumber(),
        fact.customerId(),
        fact.serialNumber(),
        corrected(fact.shipment(), field, value),
        field.equals("customerShippedAt") ? Instant.parse(value) : fact.customerShippedAt());
  }

  private static @Nullable FaultyUnitReturned corrected(
      @Nullable FaultyUnitReturned fact, String field, String value) {
    if (fact == null) {
      return null;
    }
    return new FaultyUnitReturned(
        fact.caseId(),
        fact.rmaNumber(),
        fact.customerId(),
        fact.serialNumber(),
        field.equals("condition") ? Condition.valueOf(value) : fact.condition(),
        field.equals("receivedAt") ? Instant.parse(value) : fact.receivedAt());
  }

  private static @Nullable BuyOut corrected(@Nullable BuyOut fact, String field, String value) {
    if (fact == null) {
      return null;
    }
    return new BuyOut(
        fact.answer(),
        fact.requestedAt(),
        field.equals("agreedAt") ? Instant.parse(value) : fact.decidedAt(),
        field.equals("priceYen") ? Long.valueOf(value) : fact.priceYen());
  }

  private static Shipment corrected(Shipment shipment, String field, String value) {
    return new Shipment(
        shipment.leg(),
        shipment.direction(),
        shipment.payer(),
        field.equals("carrier") ? value : shipment.carrier(),
        field.equals("trackingNumber") ? value : shipment.trackingNumber());
  }
}
