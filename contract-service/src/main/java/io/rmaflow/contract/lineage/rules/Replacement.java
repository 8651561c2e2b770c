package io.rmaflow.contract.lineage.rules;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rma-service has told so far about one case's exchange, in whatever order it came.
 *
 * @param faulty absent while neither fact is known
 * @param replacement the unit that took its place, absent while unknown
 * @param product of the replacement, which an equivalent product makes another (CSB-17)
 * @param deliveredAt when it was delivered, or exchanged on site (ONS-12); absent while neither is
 *     known
 */
public record Replacement(
    CaseId caseId,
    @Nullable SerialNumber faulty,
    @Nullable SerialNumber replacement,
    @Nullable ProductCode product,
    @Nullable Instant deliveredAt) {

  /** Before anything is known. */
  public static Replacement unknown(CaseId caseId) {
    return new Replacement(caseId, null, null, null, null);
  }

  /** Both facts are known: cover passes from one unit to the other at the delivery. */
  public record Complete(
      CaseId caseId,
      SerialNumber faulty,
      SerialNumber replacement,
      @Nullable ProductCode product,
      Instant deliveredAt) {}

  /** Whether the event tells anything about an exchange. */
  public static boolean concerns(CaseEvent event) {
    return event instanceof ReplacementShipped
        || event instanceof ReplacementDelivered
        || event instanceof UnitExchanged
        || (event instanceof FactCorrected corrected && corrects(corrected));
  }

  /** What is known after one more event; an event that tells nothing changes nothing. */
  public Replacement after(CaseEvent event) {
    return switch (event) {
      case ReplacementShipped shipped ->
          new Replacement(
              caseId,
              shipped.faultySerialNumber(),
              shipped.serialNumber(),
              shipped.productCode(),
              deliveredAt);
      case ReplacementDelivered delivered ->
          new Replacement(
              caseId,
              delivered.faultySerialNumber(),
              replacement == null ? delivered.serialNumber() : replacement,
              product,
              delivered.deliveredAt());
      case UnitExchanged exchanged ->
          new Replacement(
              caseId,
              exchanged.faultySerialNumber(),
              exchanged.serialNumber(),
              exchanged.productCode(),
              exchanged.exchangedAt());
      case FactCorrected corrected -> corrected(corrected);
      default -> this;
    };
  }

  /** The whole exchange; nothing while one of the two facts is still to come. */
  public Optional<Complete> complete() {
    return faulty == null || replacement == null || deliveredAt == null
        ? Optional.empty()
        : Optional.of(new Complete(caseId, faulty, replacement, product, deliveredAt));
  }

  private Replacement corrected(FactCorrected correction) {
    if (!corrects(correction)) {
      return this;
    }
    return switch (correction.field()) {
      case "deliveredAt", "exchangedAt" ->
          new Replacement(caseId, faulty, replacement, product, instant(correction.value()));
      case "serialNumber" ->
          new Replacement(
              caseId, faulty, new SerialNumber(correction.value()), product, deliveredAt);
      default ->
          new Replacement(
              caseId, faulty, replacement, new ProductCode(correction.value()), deliveredAt);
    };
  }

  private static boolean corrects(FactCorrected correction) {
    return switch (correction.ofEvent()) {
      case "ReplacementDelivered" -> correction.field().equals("deliveredAt");
      case "ReplacementShipped" ->
          correction.field().equals("serialNumber") || correction.field().equals("productCode");
      case "UnitExchanged" ->
          correction.field().equals("exchangedAt")
              || correction.field().equals("serialNumber")
              || correction.field().equals("productCode");
      default -> false;
    };
  }

  private static Instant instant(String value) {
    return OffsetDateTime.parse(value).toInstant();
  }
}
