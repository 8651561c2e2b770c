package io.rmaflow.rma.procedures.doa;

import io.rmaflow.events.Clause;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DoaCertified;
import io.rmaflow.events.rma.CaseEvent.DoaDeclined;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.rma.parts.sending.Sends;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person says whether it is an initial failure (DOA-6, A-50), apart from the hardware judgement.
 *
 * @param nextProcedure what else covers the unit, best first (RMA-10); absent where nothing does
 * @param nextEntitlement the cover that the case then rests on
 */
@Clause({"DOA-6", "A-50"})
public record CertifyDoa(
    boolean certified,
    @Nullable TextId basisId,
    @Nullable Procedure nextProcedure,
    @Nullable Entitlement nextEntitlement,
    Instant at)
    implements Step {

  @Override
  public Decision decide(Deciding on) {
    CaseFile file = on.file();
    boolean decided =
        file.declined() != null
            || file.part(DoaState.class).flatMap(DoaState::certified).isPresent();
    if (decided) {
      return on.alreadyDecided();
    }
    if (!file.isOpen() || !file.follows(Procedure.DOA) || file.rmaNumber().isEmpty()) {
      return on.notInThisState();
    }
    return Decision.events(certified ? certified(on) : declined(on));
  }

  private List<CaseEvent> certified(Deciding on) {
    DoaCertified event = new DoaCertified(on.caseId(), on.rmaNumber(), basisId, at);
    return List.of(event, Sends.order(on.file().evolve(event), on.policy(), Leg.REPLACEMENT));
  }

  private List<CaseEvent> declined(Deciding on) {
    Optional<Payer> payer =
        Optional.ofNullable(nextProcedure)
            .flatMap(next -> on.file().procedures().of(next).returnPayer());
    DoaDeclined event =
        new DoaDeclined(
            on.caseId(),
            on.rmaNumber(),
            basisId,
            DoaRule.conditionsNotMet(),
            nextProcedure,
            nextEntitlement,
            at,
            payer.orElse(null));
    List<CaseEvent> events = new ArrayList<>();
    events.add(event);
    CaseFile after = on.file().evolve(event);
    events.addAll(after.procedure().firstSent(after, on.policy()));
    return events;
  }
}
