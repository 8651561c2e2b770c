package io.rmaflow.rma.exchange;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A due time that was set has come; the case decides whether anything is still owed.
 *
 * @param due the due day for which it was set; one that has moved since is of no effect
 * @param occasion which reminder, where it is one
 */
public record DueTimePassed(
    @TargetAggregateIdentifier CaseId caseId,
    What what,
    LocalDate due,
    @Nullable Occasion occasion) {

  /** What can come due. */
  public enum What {
    RETURN_REMINDER,
    RETURN_OVERDUE,
    DISPATCH_OVERDUE,
    LOANER_RETURN_REMINDER,
    LOANER_RETURN_OVERDUE,
    FAULTY_UNIT_REMINDER,
    FIRST_CONTACT_DUE,
    FIRST_CONTACT_OVERDUE
  }
}
