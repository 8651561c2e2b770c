package io.rmaflow.rma.parts.loan;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerDispatched;
import io.rmaflow.events.rma.CaseEvent.LoanerOperationConfirmed;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnReminderDue;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnRequested;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.Findings;
import io.rmaflow.rma.casefile.UnitLeg;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the loaner of one case (MFR-5); immutable.
 *
 * @param confirmed that it runs on the loaner (MFR-26)
 * @param askedBackAt since when it is asked back (MFR-30)
 * @param handedOver that the customer handed it to the carrier
 * @param returned that the vendor received it
 * @param remindedFor the day for which the reminder of A-54 went out
 * @param remindedAgainFor the day after which the later one did, too
 */
@Clause("MFR-5")
public record Loan(
    Optional<LoanerShipped> shipped,
    Optional<LoanerDelivered> delivered,
    Optional<LoanerOperationConfirmed> confirmed,
    Optional<Instant> askedBackAt,
    Optional<LoanerDispatched> handedOver,
    Optional<LoanerReturned> returned,
    Optional<LocalDate> remindedFor,
    Optional<LocalDate> remindedAgainFor) {

  /** No loaner yet. */
  public static final Loan NONE =
      new Loan(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same after one more event of the case. */
  public Loan evolve(CaseEvent event) {
    return switch (event) {
      case LoanerShipped e -> out(Optional.of(e), delivered, confirmed);
      case LoanerDelivered e -> out(shipped, Optional.of(e), confirmed);
      case LoanerOperationConfirmed e -> out(shipped, delivered, Optional.of(e));
      case LoanerReturnRequested e -> home(Optional.of(e.requestedAt()), handedOver, returned);
      case LoanerDispatched e -> home(askedBackAt, Optional.of(e), returned);
      case LoanerReturned e -> home(askedBackAt, handedOver, Optional.of(e));
      // what was taken for the loaner is no return of it where it turns out to be another unit
      case UnexpectedUnitReceived e when e.leg() == Leg.LOANER ->
          home(askedBackAt, handedOver, returned.filter(fact -> !Findings.isThis(e, fact)));
      case LoanerReturnReminderDue e -> reminded(Optional.of(e.reminderDue()), remindedAgainFor);
      case LoanerReturnOverdue e -> reminded(remindedFor, Optional.of(e.reminderDue()));
      default -> this;
    };
  }

  private Loan out(
      Optional<LoanerShipped> nowShipped,
      Optional<LoanerDelivered> nowDelivered,
      Optional<LoanerOperationConfirmed> nowConfirmed) {
    return new Loan(
        nowShipped,
        nowDelivered,
        nowConfirmed,
        askedBackAt,
        handedOver,
        returned,
        remindedFor,
        remindedAgainFor);
  }

  private Loan home(
      Optional<Instant> nowAskedBack,
      Optional<LoanerDispatched> nowHandedOver,
      Optional<LoanerReturned> nowReturned) {
    return new Loan(
        shipped,
        delivered,
        confirmed,
        nowAskedBack,
        nowHandedOver,
        nowReturned,
        remindedFor,
        remindedAgainFor);
  }

  private Loan reminded(Optional<LocalDate> once, Optional<LocalDate> again) {
    return new Loan(shipped, delivered, confirmed, askedBackAt, handedOver, returned, once, again);
  }

  /** The facts that can be corrected. */
  public Stream<CorrectableFact<?>> facts() {
    return Stream.<Optional<? extends CorrectableFact<?>>>of(
            shipped, delivered, confirmed, handedOver, returned)
        .flatMap(Optional::stream);
  }

  // ---- what it amounts to

  /** Whether a loaner has ever left; a delivery says so too. */
  public boolean wasSent() {
    return shipped.isPresent() || delivered.isPresent();
  }

  /** Whether a loaner is out and not yet back with the vendor (MFR-5). */
  @Clause("MFR-5")
  public boolean isOutstanding() {
    return wasSent() && returned.isEmpty();
  }

  /** Which one left; empty while nobody has said. */
  public Optional<SerialNumber> serialNumber() {
    return shipped.map(LoanerShipped::serialNumber);
  }

  /** When it left the customer; the receipt stands for a hand-over that was never reported. */
  public Optional<Instant> leftCustomerAt() {
    return handedOver.map(LoanerDispatched::customerShippedAt).or(this::receivedAt);
  }

  /** When the vendor received it. */
  public Optional<Instant> receivedAt() {
    return returned.map(LoanerReturned::receivedAt);
  }

  /** Which one came, or is awaited; empty while nobody has said. */
  Optional<SerialNumber> awaited() {
    return returned.isPresent()
        ? returned.flatMap(fact -> Optional.ofNullable(fact.serialNumber()))
        : serialNumber();
  }

  /** The step reached on its way home; empty while it has not left the customer. */
  public Optional<CaseStatus> progressHome() {
    return leftCustomerAt().map(_ -> CaseStatus.LOANER_DISPATCHED);
  }

  /** The step reached on its way out; empty while it has not left the vendor. */
  public Optional<CaseStatus> progressOut() {
    return confirmed
        .map(_ -> CaseStatus.LOANER_CONFIRMED)
        .or(() -> delivered.map(_ -> CaseStatus.LOANER_DELIVERED))
        .or(() -> shipped.map(_ -> CaseStatus.LOANER_SHIPPED));
  }

  /** Who has to act: also after the case has ended, as long as the loaner is out. */
  public List<Duty> duties(CaseFile file) {
    List<Duty> duties = new ArrayList<>();
    if (shipped.isPresent() && delivered.isEmpty() && returned.isEmpty()) {
      duties.add(Duty.carrier("LOANER_DELIVERY"));
    }
    if (delivered.isPresent() && confirmed.isEmpty() && askedBackAt.isEmpty() && file.isOpen()) {
      duties.add(Duty.customer("LOANER_CONFIRMATION"));
    }
    if (isOutstanding() && handedOver.isPresent()) {
      duties.add(Duty.carrier("LOANER_RETURN_DELIVERY"));
    } else if (isOutstanding() && askedBackAt.isPresent()) {
      duties.add(Duty.customer("LOANER_RETURN"));
    }
    return duties;
  }

  /** Awaited as long as it is out, whatever has become of the case (MFR-5). */
  @Clause("MFR-5")
  public List<UnitLeg> units(CaseFile file) {
    return wasSent()
        ? List.of(
            UnitLeg.awaited(
                file.caseId(),
                Leg.LOANER,
                serialNumber().orElse(null),
                handedOver.map(LoanerDispatched::shipment),
                isOutstanding(),
                receivedAt()))
        : List.of();
  }

  /** The return of another unit that was accepted in its place; empty where one was received. */
  public Optional<CaseEvent> insteadOfIt(CaseFile file, UnexpectedUnitReceived unit) {
    return returned.isPresent() ? Optional.empty() : Optional.of(returned(file, unit));
  }

  /** That this unit is the loaner, come home. */
  static LoanerReturned returned(CaseFile file, UnexpectedUnitReceived unit) {
    return new LoanerReturned(
        file.caseId(),
        file.issuedRmaNumber(),
        file.customerId(),
        unit.received(),
        unit.condition(),
        unit.receivedAt());
  }
}
