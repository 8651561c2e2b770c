package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.rma.cover.PolicyContext;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Opens a case with what was reported and the answer to it.
 *
 * @param events the report, then the acceptance or the refusal
 * @param policy the calendar and the settings that it was decided under
 */
public record BeginCase(
    @TargetAggregateIdentifier CaseId caseId, List<CaseEvent> events, PolicyContext policy) {

  /** Copies the list. */
  public BeginCase {
    events = List.copyOf(events);
  }
}
