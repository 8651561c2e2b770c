package io.rmaflow.rma.procedures.manufacturer;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReminderDue;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerOperationConfirmed;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.parts.loan.Lends;
import io.rmaflow.rma.parts.loan.Loan;
import io.rmaflow.rma.parts.repair.Repair;
import io.rmaflow.rma.parts.repair.Repairs;
import io.rmaflow.rma.parts.returnduty.FaultyUnit;
import io.rmaflow.rma.parts.sending.Sending;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.rma.parts.sending.Sends;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a case of manufacturer maintenance has.
 *
 * @param sending the loaner's order, and another product that was agreed on instead of the repair
 * @param remindedFor the day for which the customer was asked for the faulty unit once more
 */
record ManufacturerState(
    Sending sending,
    Loan loan,
    FaultyUnit faultyUnit,
    Repair repair,
    Optional<LocalDate> remindedFor)
    implements ProcedureState, Lends, Repairs {

  static ManufacturerState after(ProcedureState before) {
    return new ManufacturerState(
        Sends.before(before),
        Loan.NONE,
        FaultyUnit.before(before),
        Repair.before(before),
        Optional.empty());
  }

  @Override
  public ManufacturerState evolve(CaseEvent event) {
    return new ManufacturerState(
        sending.evolve(event),
        loan.evolve(event),
        faultyUnit.evolve(event),
        repair.evolve(event),
        event instanceof FaultyUnitReminderDue e ? Optional.of(e.reminderDue()) : remindedFor);
  }

  @Override
  public Stream<CorrectableFact<?>> facts() {
    return Stream.of(sending.facts(), loan.facts(), faultyUnit.facts(), repair.facts())
        .flatMap(facts -> facts);
  }

  @Override
  public boolean unitIsOut() {
    return sending.isOut() || loan.wasSent() || repair.wasSent();
  }

  /** a declined equivalent stays declined although a loaner is out. */
  @Clause("A-76")
  @Override
  public boolean staysCancelled(String because) {
    return !unitIsOut() || because.equals(SendingSteps.EQUIVALENT_DECLINED);
  }

  /** MFR-14. */
  @Clause("MFR-14")
  @Override
  public boolean chargeable() {
    return repair.chargeable();
  }

  // ---- what is sent: first a loaner, and perhaps another product in place of the repair

  /** MFR-11: the customer agreed to another product in place of the repair. */
  @Clause("MFR-11")
  @Override
  public boolean shipsReplacement() {
    return sending.equivalent().isPresent() && !sending.awaitsConsent();
  }

  /** MFR-11: once, while the unit itself has not gone back. */
  @Clause("MFR-11")
  @Override
  public boolean mayOfferEquivalent() {
    return sending.equivalent().isEmpty() && !repair.wasSent();
  }

  /** MFR-3, until another product is sent instead. */
  @Clause("MFR-3")
  @Override
  public boolean sendsLoaner() {
    return sending.order().filter(order -> order.leg() != Leg.LOANER).isEmpty();
  }

  @Override
  public boolean orderIsOpen() {
    return sending.order().isPresent() && !unitIsOut();
  }

  @Override
  public Optional<Instant> dispatchedAt(Leg leg) {
    return leg == Leg.LOANER
        ? loan.shipped().map(LoanerShipped::dispatchedAt)
        : sending.dispatchedAt(leg);
  }

  @Override
  public boolean anythingLeft() {
    return sending.shipped().isPresent() || loan.shipped().isPresent();
  }

  @Override
  public boolean isSent(Leg leg) {
    return leg == Leg.LOANER ? loan.wasSent() : sending.isOut();
  }

  // ---- the repair

  @Override
  public boolean operationIsConfirmed() {
    return true;
  }

  /** MFR-27: once the customer runs on the loaner. */
  @Clause("MFR-27")
  @Override
  public boolean maySendNow() {
    return loan.confirmed().isPresent();
  }

  @Override
  public boolean isBack() {
    return repair.delivered().isPresent() || sending.delivered().isPresent();
  }

  @Override
  public Optional<Instant> runsAgainSince() {
    return repair.runsAgainSince();
  }

  /**
   * Since when the customer can send the faulty unit: it runs on the loaner (MFR-26), or has it and
   * has not said so yet. Empty where there is nothing to ask for: no loaner has come, the unit is
   * on its way or with the vendor, or it is not repaired after all.
   */
  @Clause("MFR-26")
  Optional<Instant> faultyUnitWantedSince(CaseFile file) {
    boolean wanted =
        file.isOpen()
            && !faultyUnit.hasLeft()
            && sending.equivalent().isEmpty()
            && !repair.hasBegun();
    return loan.confirmed()
        .map(LoanerOperationConfirmed::confirmedAt)
        .or(() -> loan.delivered().map(LoanerDelivered::deliveredAt))
        .filter(_ -> wanted);
  }

  boolean wasRemindedFor(LocalDate due) {
    return remindedFor.equals(Optional.of(due));
  }
}
