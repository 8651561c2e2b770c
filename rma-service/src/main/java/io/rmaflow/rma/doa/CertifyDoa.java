package io.rmaflow.rma.doa;

import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DoaCertified;
import io.rmaflow.events.rma.CaseEvent.DoaDeclined;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.cases.CaseDecisions;
import io.rmaflow.rma.cases.CaseState;
import io.rmaflow.rma.cases.CaseStep;
import io.rmaflow.rma.cases.Deciding;
import io.rmaflow.rma.cases.Decision;
import io.rmaflow.rma.cases.ShippingCosts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person says whether it is an initial failure (DOA-6, A-50), apart from the hardware judgement.
 *
 * @param nextProcedure what else covers the unit, best first (RMA-10); absent where nothing does
 * @param nextEntitlement the cover that the case then rests on
 */
public record CertifyDoa(
    boolean certified,
    @Nullable TextId basisId,
    @Nullable Procedure nextProcedure,
    @Nullable Entitlement nextEntitlement,
    Instant at)
    implements CaseStep.OfProcedure {

  @Override
  public Decision decide(Deciding on) {
    CaseState state = on.state();
    if (state.doa() != null) {
      return on.alreadyDecided();
    }
    if (!state.isOpen() || !on.follows(Procedure.DOA) || state.rmaNumber() == null) {
      return on.notInThisState();
    }
    List<CaseEvent> events = new ArrayList<>();
    if (certified) {
      DoaCertified event = new DoaCertified(state.caseId(), state.issuedRmaNumber(), basisId, at);
      events.add(event);
      events.add(
          CaseDecisions.order(
              state.evolve(event),
              on.policy(),
              Leg.REPLACEMENT,
              state.acceptance().productCode(),
              CaseDecisions.softwareToShip(state, state.acceptance().latestSoftwareVersion())));
    } else {
      DoaDeclined event =
          new DoaDeclined(
              state.caseId(),
              state.issuedRmaNumber(),
              basisId,
              DoaRule.conditionsNotMet(),
              nextProcedure,
              nextEntitlement,
              at,
              ShippingCosts.returnPayer(nextProcedure));
      events.add(event);
      CaseDecisions.firstShipment(state.evolve(event), on.policy(), nextProcedure)
          .ifPresent(events::add);
    }
    return Decision.events(events.toArray(CaseEvent[]::new));
  }
}
