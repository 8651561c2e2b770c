package io.rmaflow.contract.lineage.rules;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.BuyOutAgreed;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.DoaCertified;
import io.rmaflow.events.rma.CaseEvent.DoaDeclined;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.HardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerDispatched;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolved;
import io.rmaflow.events.rma.CaseEvent.RepairCompleted;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitDelivered;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.LoanerEvent;
import io.rmaflow.events.rma.ReceiptEvent;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitReceived;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that rma-service told of units.
 *
 * @param stream that it belongs to: a case, a loaner or a receipt
 * @param sequence its place there
 * @param occurredAt when it happened
 * @param toldAt when it was told to this service
 */
public record ToldOfUnit(
    String stream, long sequence, Instant occurredAt, Instant toldAt, DomainEvent event) {

  /** Whether the event tells where a unit is, or as what. */
  public static boolean concerns(DomainEvent event) {
    return switch (event) {
      case CaseEvent fact ->
          switch (fact) {
            case RequestAccepted _,
                HardwareFaultJudged _,
                DoaCertified _,
                DoaDeclined _,
                ReplacementShipped _,
                ReplacementDelivered _,
                UnitExchanged _,
                FaultyUnitDispatched _,
                FaultyUnitReturned _,
                BuyOutAgreed _,
                RepairCompleted _,
                RepairedUnitShipped _,
                RepairedUnitDelivered _,
                LoanerShipped _,
                LoanerDelivered _,
                LoanerDispatched _,
                LoanerReturned _,
                UnexpectedUnitReceived _,
                ReceivedUnitResolved _,
                CaseCancelled _,
                FactCorrected _ ->
                true;
            default -> false;
          };
      case LoanerEvent _, ReceiptEvent _ -> true;
      default -> false;
    };
  }

  /** The units that the event names, what a correction says instead of one included. */
  public static Set<SerialNumber> units(DomainEvent event) {
    return Stream.concat(exchanged(event).stream(), others(event))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those of them that take another one's place, or lose their own. */
  public static Set<SerialNumber> exchanged(DomainEvent event) {
    return switch (event) {
      case ReplacementShipped e -> set(e.faultySerialNumber(), e.serialNumber());
      case ReplacementDelivered e -> set(e.faultySerialNumber(), e.serialNumber());
      case UnitExchanged e -> set(e.faultySerialNumber(), e.serialNumber());
      case FactCorrected e ->
          Stream.of(ReplacementShipped.class, UnitExchanged.class)
              .flatMap(fact -> e.value(fact, SerialNumber.class).stream())
              .collect(Collectors.toUnmodifiableSet());
      default -> Set.of();
    };
  }

  private static Stream<SerialNumber> others(DomainEvent event) {
    return switch (event) {
      case RequestAccepted e -> Stream.of(e.serialNumber());
      case FaultyUnitDispatched e -> Stream.of(e.serialNumber());
      case FaultyUnitReturned e -> Stream.of(e.serialNumber());
      case RepairedUnitShipped e -> Stream.of(e.serialNumber());
      case RepairedUnitDelivered e -> Stream.of(e.serialNumber());
      case LoanerShipped e -> Stream.of(e.serialNumber());
      case LoanerDelivered e -> Optional.ofNullable(e.serialNumber()).stream();
      case LoanerDispatched e -> Optional.ofNullable(e.serialNumber()).stream();
      case LoanerReturned e -> Optional.ofNullable(e.serialNumber()).stream();
      case UnexpectedUnitReceived e -> Stream.of(e.received());
      case ReceivedUnitResolved e -> Stream.of(e.received());
      case UnplacedUnitReceived e -> Optional.ofNullable(e.serialNumber()).stream();
      case LoanerEvent e -> Stream.of(e.serialNumber());
      case FactCorrected e ->
          Stream.of(FaultyUnitReturned.class, LoanerShipped.class, LoanerReturned.class)
              .flatMap(fact -> e.value(fact, SerialNumber.class).stream());
      default -> Stream.empty();
    };
  }

  private static Set<SerialNumber> set(SerialNumber one, @Nullable SerialNumber other) {
    return other == null || other.equals(one) ? Set.of(one) : Set.of(one, other);
  }
}
