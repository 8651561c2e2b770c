package io.rmaflow.rma.procedures.onsite;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.parts.returnduty.BuyOut;
import io.rmaflow.rma.parts.returnduty.FaultyUnit;
import io.rmaflow.rma.parts.sending.Sending;
import io.rmaflow.rma.parts.sending.Sends;
import io.rmaflow.rma.parts.visit.Visited;
import io.rmaflow.rma.parts.visit.Visits;
import java.util.stream.Stream;

/**
 * What a case of on-site maintenance has.
 *
 * @param sending another product that was agreed on, which the engineer brings (ONS-19)
 * @param faultyUnit what is known of it from an initial failure that was declined
 */
record OnSiteState(Visits visits, Sending sending, FaultyUnit faultyUnit, BuyOut buyOut)
    implements ProcedureState, Visited, Sends, FaultyUnit.Known, BuyOut.Possible {

  static OnSiteState after(ProcedureState before) {
    return new OnSiteState(
        Visits.NONE, Sends.before(before), FaultyUnit.before(before), BuyOut.before(before));
  }

  @Override
  public OnSiteState evolve(CaseEvent event) {
    return new OnSiteState(
        visits.evolve(event),
        sending.evolve(event),
        faultyUnit.evolve(event),
        buyOut.evolve(event));
  }

  @Override
  public Stream<CorrectableFact<?>> facts() {
    return Stream.of(visits.facts(), faultyUnit.facts(), buyOut.facts()).flatMap(facts -> facts);
  }

  @Override
  public boolean unitIsOut() {
    return visits.anythingWasExchanged();
  }

  @Override
  public boolean chargeable() {
    return buyOut.agreedAt().isPresent();
  }

  @Override
  public boolean shipsReplacement() {
    return false;
  }

  /** ONS-19: once, before the unit works again or anything was exchanged in this visit. */
  @Clause("ONS-19")
  @Override
  public boolean mayOfferEquivalent() {
    return sending.equivalent().isEmpty()
        && visits.restored().isEmpty()
        && !visits.exchangedIn(visits.presentVisit());
  }

  @Override
  public boolean ordersWhatWasAgreed() {
    return false;
  }
}
