package io.rmaflow.rma.cases;

import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cases.CaseView.DeadlineView;
import io.rmaflow.rma.cases.CaseView.Demand;
import io.rmaflow.rma.cases.CaseView.EquivalentView;
import io.rmaflow.rma.cases.CaseView.Exclusion;
import io.rmaflow.rma.cases.CaseView.OpenDuty;
import io.rmaflow.rma.cases.CaseView.Replacement;
import io.rmaflow.rma.cases.CaseView.ShipmentLeg;
import io.rmaflow.rma.cases.CaseView.Unit;
import io.rmaflow.rma.cases.CaseView.Who;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a state as it is read back; pure. */
final class CaseViews {

  private final CaseState state;
  private final BusinessCalendar calendar;

  private CaseViews(CaseState state, BusinessCalendar calendar) {
    this.state = state;
    this.calendar = calendar;
  }

  /**
   * The view of a reported case.
   *
   * @param calendar counts how many business days a return was late
   * @param faultDescription as the customer wrote it; null where it is erased or not to be shown
   */
  static CaseView of(
      CaseState state, long version, BusinessCalendar calendar, @Nullable String faultDescription) {
    return new CaseViews(state, calendar).view(version, faultDescription);
  }

  /** Who has to act next, and by when. */
  static List<OpenDuty> openDuties(CaseState state) {
    List<OpenDuty> duties = new ArrayList<>();
    if (!state.isOpen()) {
      return duties;
    }
    if (state.informationRequested() != null) {
      duties.add(new OpenDuty(Who.CUSTOMER, "INFORMATION", null));
    }
    if (state.judgement() == null) {
      duties.add(new OpenDuty(Who.VENDOR, "JUDGEMENT", null));
    }
    if (state.equivalent() != null && state.equivalent().isPending() && !state.unitIsOut()) {
      duties.add(new OpenDuty(Who.CUSTOMER, "EQUIVALENT_ANSWER", null));
    }
    if (state.order() != null && !state.unitIsOut()) {
      duties.add(
          new OpenDuty(Who.VENDOR, "REPLACEMENT_SHIPMENT", dueDay(state, Deadline.Name.DISPATCH)));
    }
    if (state.shipped() != null && state.delivered() == null) {
      duties.add(new OpenDuty(Who.CARRIER, "REPLACEMENT_DELIVERY", null));
    }
    if (state.returnDuty() instanceof ReturnDuty.Owed
        || state.returnDuty() instanceof ReturnDuty.Overdue) {
      duties.add(
          new OpenDuty(Who.CUSTOMER, "FAULTY_UNIT_RETURN", dueDay(state, Deadline.Name.RETURN)));
    }
    if (state.handedOver() != null && state.returned() == null) {
      duties.add(new OpenDuty(Who.CARRIER, "FAULTY_UNIT_DELIVERY", null));
    }
    if (state.buyOut() != null && state.buyOut().answer() == BuyOut.Answer.PENDING) {
      duties.add(new OpenDuty(Who.VENDOR, "BUY_OUT_DECISION", null));
    }
    return duties;
  }

  /** Every due time that was ever set, in order. */
  static List<DeadlineView> deadlines(CaseState state) {
    return state.dueTimes().stream().map(CaseViews::deadline).toList();
  }

  private CaseView view(long version, @Nullable String faultDescription) {
    FailureReported reported = Objects.requireNonNull(state.reported(), "no report");
    Optional<RequestAccepted> accepted = Optional.ofNullable(state.accepted());
    Optional<ReplacementShipped> shipped = Optional.ofNullable(state.shipped());
    return new CaseView(
        reported.caseId(),
        state.procedure(),
        state.status(),
        state.closedBecause(),
        state.rmaNumber(),
        accepted.map(RequestAccepted::customerId).orElse(reported.customerId()),
        reported.requesterContactId(),
        state.refused() == null ? List.of() : state.refused().refusals(),
        accepted.map(RequestAccepted::warnings).orElse(List.of()),
        accepted.map(RequestAccepted::entitlement).orElse(null),
        reported.submittedAt(),
        accepted.map(RequestAccepted::acceptedAt).orElse(null),
        state.judgement() == null ? null : state.judgement().judgedAt(),
        null,
        shipped.map(ReplacementShipped::dispatchedAt).orElse(null),
        deliveredAt(),
        handedOverAt(),
        receivedAt(),
        state.closedAt(),
        accepted.map(RequestAccepted::provisionalDispatchDue).orElse(null),
        dueDay(state, Deadline.Name.DISPATCH),
        null,
        null,
        dueDay(state, Deadline.Name.RETURN),
        null,
        null,
        null,
        returnedLate(),
        unit(reported, accepted),
        shipped.map(CaseViews::replacement).orElse(null),
        null,
        shipments(),
        openDuties(state),
        deadlines(state),
        state.demands().stream().map(CaseViews::demand).toList(),
        state.chargeable(),
        List.of(),
        equivalent(),
        state.buyOut(),
        state.exclusions().stream()
            .map(e -> new Exclusion(e.clause(), e.code(), e.chargeable(), e.foundAt()))
            .toList(),
        reported.requestedSoftwareVersion(),
        faultDescription,
        reported.attachments(),
        reported.resubmissionOf(),
        version);
  }

  private static Unit unit(FailureReported reported, Optional<RequestAccepted> accepted) {
    return new Unit(
        accepted.map(RequestAccepted::serialNumber).orElse(reported.serialNumber()),
        accepted.map(RequestAccepted::productCode).orElse(null),
        reported.softwareVersion());
  }

  private static Replacement replacement(ReplacementShipped shipped) {
    return new Replacement(
        shipped.serialNumber(),
        shipped.productCode(),
        shipped.softwareVersion(),
        shipped.factoryDefault(),
        shipped.condition());
  }

  private @Nullable EquivalentView equivalent() {
    Equivalent offered = state.equivalent();
    return offered == null
        ? null
        : new EquivalentView(offered.productCode(), offered.offeredAt(), offered.acceptedAt());
  }

  private List<ShipmentLeg> shipments() {
    List<ShipmentLeg> legs = new ArrayList<>();
    if (state.shipped() != null) {
      legs.add(leg(state.shipped().shipment(), state.shipped().dispatchedAt(), deliveredAt()));
    }
    if (state.handedOver() != null) {
      FaultyUnitDispatched handedOver = state.handedOver();
      legs.add(leg(handedOver.shipment(), handedOver.customerShippedAt(), receivedAt()));
    } else if (state.returned() != null) {
      legs.add(
          leg(
              CaseDecisions.returnShipment(state, new CaseStep.Carriage(null, null)),
              handedOverAt(),
              receivedAt()));
    }
    return legs;
  }

  private static ShipmentLeg leg(
      Shipment shipment, @Nullable Instant dispatchedAt, @Nullable Instant deliveredAt) {
    return new ShipmentLeg(
        shipment.leg(),
        shipment.direction(),
        shipment.payer(),
        shipment.carrier(),
        shipment.trackingNumber(),
        dispatchedAt,
        deliveredAt);
  }

  private @Nullable Instant deliveredAt() {
    ReplacementDelivered delivered = state.delivered();
    return delivered == null ? null : delivered.deliveredAt();
  }

  private @Nullable Instant receivedAt() {
    FaultyUnitReturned returned = state.returned();
    return returned == null ? null : returned.receivedAt();
  }

  private @Nullable Instant handedOverAt() {
    FaultyUnitDispatched handedOver = state.handedOver();
    return handedOver == null ? receivedAt() : handedOver.customerShippedAt();
  }

  private @Nullable Integer returnedLate() {
    Instant handedOver = handedOverAt();
    LocalDate due = dueDay(state, Deadline.Name.RETURN);
    if (handedOver == null || due == null) {
      return null;
    }
    LocalDate day = JapanTime.dateOf(handedOver);
    return day.isAfter(due) ? calendar.businessDaysBetween(due, day).counted().size() : 0;
  }

  private static @Nullable LocalDate dueDay(CaseState state, Deadline.Name name) {
    return state
        .dueTime(name)
        .filter(due -> due.state() != DueTime.State.CANCELLED)
        .map(due -> due.deadline().dueDate())
        .orElse(null);
  }

  private static DeadlineView deadline(DueTime due) {
    Deadline deadline = due.deadline();
    LocalDate day = deadline.dueDate();
    return new DeadlineView(
        deadline.name(),
        day == null ? Objects.requireNonNull(deadline.dueAt()) : day,
        due.state(),
        due.metAt(),
        due.inTime(),
        deadline.derivation());
  }

  private static Demand demand(CaseEvent event) {
    return switch (event) {
      case DemandGranted granted -> new Demand(granted.work(), true, null, List.of(), null);
      case DemandRefused refused -> {
        Refusal refusal = refused.refusal();
        yield new Demand(
            refused.work(), false, refusal.code(), refusal.clauses(), refusal.message());
      }
      default -> throw new IllegalStateException(event + " is no demand");
    };
  }
}
