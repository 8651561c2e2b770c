package io.rmaflow.contract.lineage.rules;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.CorrectableFact;
import java.time.Instant;
import java.util.List;
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

  /** The facts that tell which unit took the place of the faulty one. */
  private static final List<Class<? extends CorrectableFact<?>>> SENT =
      List.of(ReplacementShipped.class, UnitExchanged.class);

  /** The facts that tell since when. */
  private static final List<Class<? extends CorrectableFact<?>>> ARRIVED =
      List.of(ReplacementDelivered.class, UnitExchanged.class);

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
  public Replacement evolve(CaseEvent event) {
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
    return new Replacement(
        caseId,
        faulty,
        said(correction, SerialNumber.class, SENT).orElse(replacement),
        said(correction, ProductCode.class, SENT).orElse(product),
        said(correction, Instant.class, ARRIVED).orElse(deliveredAt));
  }

  private static boolean corrects(FactCorrected correction) {
    return said(correction, SerialNumber.class, SENT).isPresent()
        || said(correction, ProductCode.class, SENT).isPresent()
        || said(correction, Instant.class, ARRIVED).isPresent();
  }

  /** What one of these facts says now in its field of that type. */
  private static <V> Optional<V> said(
      FactCorrected correction, Class<V> type, List<Class<? extends CorrectableFact<?>>> facts) {
    return facts.stream().flatMap(fact -> correction.value(fact, type).stream()).findFirst();
  }
}
