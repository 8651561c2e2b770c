package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Demands;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Records what {@link Demands#decide} says of work asked for beyond the service, in any status.
 *
 * @param rmaNumber that the customer named; absent where none was given
 */
public record DemandWork(
    @TargetAggregateIdentifier CaseId caseId,
    List<RequestedWork> works,
    @Nullable RmaNumber rmaNumber,
    Instant demandedAt) {

  /** Copies the list. */
  public DemandWork {
    works = List.copyOf(works);
  }
}
