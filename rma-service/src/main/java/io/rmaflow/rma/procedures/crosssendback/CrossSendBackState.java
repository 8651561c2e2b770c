package io.rmaflow.rma.procedures.crosssendback;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.repair.Inspects;
import io.rmaflow.rma.parts.repair.Repair;
import io.rmaflow.rma.parts.returnduty.BuyOut;
import io.rmaflow.rma.parts.returnduty.FaultyUnit;
import io.rmaflow.rma.parts.returnduty.OwesReturn;
import io.rmaflow.rma.parts.returnduty.ReturnReminders;
import io.rmaflow.rma.parts.returnduty.ReturnRule;
import io.rmaflow.rma.parts.sending.Sending;
import io.rmaflow.rma.parts.sending.Sends;
import java.time.Instant;
import java.util.stream.Stream;

/** What a case of cross-send-back has; of a repair only the inspection (CSB-12). */
@Clause("CSB-12")
record CrossSendBackState(
    Sending sending, FaultyUnit faultyUnit, ReturnReminders reminders, BuyOut buyOut, Repair repair)
    implements ProcedureState, OwesReturn, Inspects {

  static CrossSendBackState after(ProcedureState before) {
    return new CrossSendBackState(
        Sends.before(before),
        FaultyUnit.before(before),
        ReturnReminders.before(before),
        BuyOut.before(before),
        Repair.before(before));
  }

  @Override
  public CrossSendBackState evolve(CaseEvent event) {
    return new CrossSendBackState(
        sending.evolve(event),
        faultyUnit.evolve(event),
        reminders.evolve(event),
        buyOut.evolve(event),
        repair.evolve(event));
  }

  @Override
  public Stream<CorrectableFact<?>> facts() {
    return Stream.of(sending.facts(), faultyUnit.facts(), buyOut.facts(), repair.facts())
        .flatMap(facts -> facts);
  }

  @Override
  public boolean unitIsOut() {
    return sending.isOut();
  }

  @Override
  public boolean chargeable() {
    return repair.chargeable() || buyOut.agreedAt().isPresent();
  }

  @Override
  public boolean shipsReplacement() {
    return true;
  }

  /** CSB-17: in place of what is ordered. */
  @Clause("CSB-17")
  @Override
  public boolean mayOfferEquivalent() {
    return sending.order().isPresent();
  }

  @Override
  public Deadline returnDue(Instant deliveredAt, PolicyContext policy) {
    return ReturnRule.deadline(deliveredAt, false, policy);
  }
}
