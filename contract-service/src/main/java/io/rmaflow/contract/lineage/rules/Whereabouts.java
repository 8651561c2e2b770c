package io.rmaflow.contract.lineage.rules;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
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
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolution;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolved;
import io.rmaflow.events.rma.CaseEvent.RepairCompleted;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitDelivered;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.events.rma.LoanerEvent;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.events.rma.LoanerEvent.LoanerReleased;
import io.rmaflow.events.rma.LoanerEvent.LoanerRemoved;
import io.rmaflow.events.rma.LoanerEvent.LoanerReserved;
import io.rmaflow.events.rma.ReceiptEvent;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one unit was and as what, from instant to instant, by all that was told of it; a fact that
 * was corrected counts from the beginning as it was corrected last.
 */
public final class Whereabouts {

  /** Where a unit is. */
  public enum Location {
    /** With the customer. */
    CUSTOMER,
    /** On its way to the customer. */
    TO_CUSTOMER,
    /** On its way to the vendor. */
    TO_VENDOR,
    /** With the vendor, or with the engineer who exchanged it on site. */
    VENDOR
  }

  /** As what a unit is there. */
  public enum Role {
    /** The customer works with it. */
    IN_SERVICE,
    /** It was judged to be faulty, and neither repaired nor paid for. */
    FAULTY,
    /** It was sent to take the place of a faulty one. */
    REPLACEMENT,
    /** It was repaired, and the customer does not have it yet. */
    REPAIRED,
    /** It was faulty, and the customer keeps it for its price. */
    BOUGHT_OUT,
    /** It is kept for, or out with, a case that waits for its own unit. */
    LOANER,
    /** It is a loaner that nobody has. */
    SPARE,
    /** It came in where nobody awaited it, and nobody has found out what it is. */
    UNPLACED
  }

  /**
   * A unit's place from an instant on.
   *
   * @param from since when
   * @param to until when, exclusive; null: still
   * @param location where it is
   * @param role as what
   * @param customerId with whom it is, or for whom it is on its way; null where it is for nobody
   * @param caseId the case that tells so; null where a registration, the pool or a receipt does
   * @param because the name of the event that tells so
   */
  public record Stay(
      Instant from,
      @Nullable Instant to,
      Location location,
      Role role,
      @Nullable CustomerId customerId,
      @Nullable CaseId caseId,
      String because) {

    /** Whether this is its place at the instant. */
    public boolean holds(Instant at) {
      return !at.isBefore(from) && (to == null || at.isBefore(to));
    }
  }

  /** Something that changes where it is or as what; what is null stays as it was. */
  private record Change(
      Instant at,
      @Nullable Location location,
      @Nullable Role role,
      @Nullable CustomerId customerId,
      @Nullable CaseId caseId,
      String because) {}

  private final SerialNumber serial;
  private final List<Change> changes = new ArrayList<>();

  private Whereabouts(SerialNumber serial) {
    this.serial = serial;
  }

  /**
   * The stays of a unit, in order; none of which nothing is known.
   *
   * @param registered since when it is in service by its registration; null where nobody registered
   *     it
   * @param customerId under which it is registered
   * @param told all that the cases, the pool and the receipts told that name it, stream by stream
   */
  public static List<Stay> of(
      SerialNumber serial,
      @Nullable Instant registered,
      @Nullable CustomerId customerId,
      List<ToldOfUnit> told) {
    Whereabouts whereabouts = new Whereabouts(serial);
    if (registered != null) {
      whereabouts.changes.add(
          new Change(
              registered, Location.CUSTOMER, Role.IN_SERVICE, customerId, null, "UnitRegistered"));
    }
    Map<String, List<ToldOfUnit>> streams = new LinkedHashMap<>();
    told.forEach(one -> streams.computeIfAbsent(one.stream(), any -> new ArrayList<>()).add(one));
    streams.values().forEach(whereabouts::tell);
    return whereabouts.stays();
  }

  private void tell(List<ToldOfUnit> stream) {
    CustomerId customer = null;
    SerialNumber faulty = null;
    SerialNumber sent = null;
    SerialNumber loaner = null;
    for (ToldOfUnit one : stream) {
      DomainEvent event = corrected(one.event(), stream);
      switch (event) {
        case RequestAccepted e -> {
          customer = e.customerId();
          faulty = e.serialNumber();
        }
        case ReplacementShipped e -> {
          sent = e.serialNumber();
          customer = customer == null ? e.customerId() : customer;
        }
        case LoanerShipped e -> {
          loaner = e.serialNumber();
          customer = customer == null ? e.customerId() : customer;
        }
        case UnitExchanged e -> customer = customer == null ? e.customerId() : customer;
        default -> {
          // tells of no further unit
        }
      }
    }
    for (ToldOfUnit one : stream) {
      DomainEvent event = corrected(one.event(), stream);
      switch (event) {
        case CaseEvent fact -> new OfCase(fact.caseId(), customer, faulty, sent, loaner).tell(fact);
        case LoanerEvent fact -> pool(fact);
        case ReceiptEvent fact -> receipt(fact);
        default -> {
          // nothing else is told of units
        }
      }
    }
  }

  /** What a fact says after all corrections of it. */
  private static DomainEvent corrected(DomainEvent event, List<ToldOfUnit> stream) {
    if (!(event instanceof CorrectableFact<?> fact)) {
      return event;
    }
    CorrectableFact<?> now = fact;
    for (ToldOfUnit one : stream) {
      if (one.event() instanceof FactCorrected correction && fact.isMeantBy(correction)) {
        now = (CorrectableFact<?>) now.corrected(correction);
      }
    }
    return (DomainEvent) now;
  }

  /** One case: the faulty unit, the one that was sent instead, the loaner that stands in for it. */
  private final class OfCase {
    private final CaseId caseId;
    private final @Nullable CustomerId customer;
    private final @Nullable SerialNumber faulty;
    private final @Nullable SerialNumber sent;
    private final @Nullable SerialNumber loaner;

    OfCase(
        CaseId caseId,
        @Nullable CustomerId customer,
        @Nullable SerialNumber faulty,
        @Nullable SerialNumber sent,
        @Nullable SerialNumber loaner) {
      this.caseId = caseId;
      this.customer = customer;
      this.faulty = faulty;
      this.sent = sent;
      this.loaner = loaner;
    }

    void tell(CaseEvent event) {
      switch (event) {
        case HardwareFaultJudged e -> role(faulty, e.judgedAt(), Role.FAULTY, event);
        case DoaCertified e -> role(faulty, e.certifiedAt(), Role.FAULTY, event);
        case DoaDeclined e -> role(faulty, e.declinedAt(), Role.IN_SERVICE, event);
        case BuyOutAgreed e -> role(faulty, e.agreedAt(), Role.BOUGHT_OUT, event);
        case CaseCancelled e -> cancelled(e);
        case ReplacementShipped e ->
            add(e.serialNumber(), e.dispatchedAt(), Location.TO_CUSTOMER, Role.REPLACEMENT, event);
        case ReplacementDelivered e -> {
          add(
              sent == null ? e.serialNumber() : sent,
              e.deliveredAt(),
              Location.CUSTOMER,
              Role.IN_SERVICE,
              event);
          role(e.faultySerialNumber(), e.deliveredAt(), Role.FAULTY, event);
        }
        case UnitExchanged e -> {
          add(e.serialNumber(), e.exchangedAt(), Location.CUSTOMER, Role.IN_SERVICE, event);
          add(e.faultySerialNumber(), e.exchangedAt(), Location.VENDOR, Role.FAULTY, event);
        }
        case FaultyUnitDispatched e ->
            add(e.serialNumber(), e.customerShippedAt(), Location.TO_VENDOR, Role.FAULTY, event);
        case FaultyUnitReturned e ->
            add(e.serialNumber(), e.receivedAt(), Location.VENDOR, Role.FAULTY, event);
        case RepairCompleted e ->
            add(faulty, e.completedAt(), Location.VENDOR, Role.REPAIRED, event);
        case RepairedUnitShipped e ->
            add(e.serialNumber(), e.dispatchedAt(), Location.TO_CUSTOMER, Role.REPAIRED, event);
        case RepairedUnitDelivered e ->
            add(e.serialNumber(), e.deliveredAt(), Location.CUSTOMER, Role.IN_SERVICE, event);
        case LoanerShipped e ->
            add(e.serialNumber(), e.dispatchedAt(), Location.TO_CUSTOMER, Role.LOANER, event);
        case LoanerDelivered e ->
            add(
                loaner == null ? e.serialNumber() : loaner,
                e.deliveredAt(),
                Location.CUSTOMER,
                Role.LOANER,
                event);
        case LoanerDispatched e ->
            add(
                loaner == null ? e.serialNumber() : loaner,
                e.customerShippedAt(),
                Location.TO_VENDOR,
                Role.LOANER,
                event);
        case LoanerReturned e ->
            add(
                e.serialNumber() == null ? loaner : e.serialNumber(),
                e.receivedAt(),
                Location.VENDOR,
                Role.SPARE,
                event);
        case UnexpectedUnitReceived e ->
            add(e.received(), e.receivedAt(), Location.VENDOR, Role.UNPLACED, event);
        case ReceivedUnitResolved e -> resolved(e);
        default -> {
          // tells nothing of where a unit is
        }
      }
    }

    private void resolved(ReceivedUnitResolved event) {
      if (event.resolution() == ReceivedUnitResolution.SENT_BACK) {
        add(event.received(), event.resolvedAt(), Location.TO_CUSTOMER, Role.IN_SERVICE, event);
      } else if (event.resolution() == ReceivedUnitResolution.ACCEPTED_INSTEAD) {
        add(
            event.received(),
            event.resolvedAt(),
            Location.VENDOR,
            event.received().equals(loaner) ? Role.SPARE : Role.FAULTY,
            event);
      }
    }

    /** What was not exchanged is the customer's as before. */
    private void cancelled(CaseCancelled event) {
      if (sent == null) {
        role(faulty, event.cancelledAt(), Role.IN_SERVICE, event);
      }
    }

    private void role(@Nullable SerialNumber unit, Instant at, Role role, CaseEvent event) {
      add(unit, at, null, role, event);
    }

    private void add(
        @Nullable SerialNumber unit,
        Instant at,
        @Nullable Location location,
        @Nullable Role role,
        CaseEvent event) {
      if (serial.equals(unit)) {
        changes.add(
            new Change(at, location, role, customer, caseId, event.getClass().getSimpleName()));
      }
    }
  }

  private void pool(LoanerEvent event) {
    Instant at =
        switch (event) {
          case LoanerAdded e -> e.addedAt();
          case LoanerReserved e -> e.reservedAt();
          case LoanerReleased e -> e.releasedAt();
          case LoanerRemoved e -> e.removedAt();
        };
    // where it is while a case has it, the case tells; a case tells of it before the pool does
    boolean added = event instanceof LoanerAdded told && told.toldByCaseId() == null;
    if (added || event instanceof LoanerReleased) {
      changes.add(
          new Change(
              at, Location.VENDOR, Role.SPARE, null, null, event.getClass().getSimpleName()));
    } else if (event instanceof LoanerReserved reserved) {
      changes.add(new Change(at, null, Role.LOANER, null, reserved.caseId(), "LoanerReserved"));
    }
  }

  private void receipt(ReceiptEvent event) {
    if (event instanceof UnplacedUnitReceived received && serial.equals(received.serialNumber())) {
      changes.add(
          new Change(
              received.receivedAt(),
              Location.VENDOR,
              Role.UNPLACED,
              null,
              null,
              "UnplacedUnitReceived"));
    }
  }

  private List<Stay> stays() {
    List<Stay> stays = new ArrayList<>();
    Location location = null;
    Role role = null;
    for (Change change : changes.stream().sorted(Comparator.comparing(Change::at)).toList()) {
      Location nowAt = Objects.requireNonNullElse(change.location(), at(location));
      Role nowAs = change.role() == null ? role : change.role();
      if (nowAs == null || (nowAt == location && nowAs == role)) {
        continue;
      }
      end(stays, change.at());
      stays.add(
          new Stay(
              change.at(),
              null,
              nowAt,
              nowAs,
              nowAt == Location.VENDOR && change.caseId() == null ? null : customer(change, stays),
              change.caseId(),
              change.because()));
      location = nowAt;
      role = nowAs;
    }
    return stays.stream().filter(stay -> !stay.from().equals(stay.to())).toList();
  }

  /** A unit of which nobody said where it was before stood with the customer. */
  private static Location at(@Nullable Location known) {
    return known == null ? Location.CUSTOMER : known;
  }

  private static @Nullable CustomerId customer(Change change, List<Stay> before) {
    return change.customerId() == null && !before.isEmpty()
        ? before.getLast().customerId()
        : change.customerId();
  }

  private static void end(List<Stay> stays, Instant at) {
    if (!stays.isEmpty()) {
      Stay last = stays.removeLast();
      stays.add(
          new Stay(
              last.from(),
              at,
              last.location(),
              last.role(),
              last.customerId(),
              last.caseId(),
              last.because()));
    }
  }

  /** The place at an instant; empty before anything is known of it. */
  public static Optional<Stay> at(List<Stay> stays, Instant instant) {
    return stays.stream().filter(stay -> stay.holds(instant)).findFirst();
  }
}
