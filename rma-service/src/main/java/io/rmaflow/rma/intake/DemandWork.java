package io.rmaflow.rma.intake;

import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.rma.intake.rules.Demands;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work is asked for beyond the service, in any status; {@link Demands#decide} says what of it is
 * granted.
 *
 * @param rmaNumber that the customer named; absent where none was given
 */
record DemandWork(
    Demands demands, List<RequestedWork> works, @Nullable RmaNumber rmaNumber, Instant demandedAt)
    implements Step.Always {

  /** Copies the list. */
  DemandWork {
    works = List.copyOf(works);
  }

  @Override
  public Decision decide(CaseState.Reported reported) {
    return Decision.events(decided(reported));
  }

  /** What is granted and what is refused, in the order asked. */
  List<CaseEvent> decided(CaseState.Reported reported) {
    Optional<CaseFile> file = reported.accepted();
    return demands.decide(
        reported.caseId(),
        new Demands.FollowUp(
            reported.followed().orElseThrow(),
            file.filter(CaseFile::isVirtualAppliance).isPresent(),
            file.flatMap(CaseFile::rmaNumber).orElse(null),
            rmaNumber),
        works,
        demandedAt);
  }
}
