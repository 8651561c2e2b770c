package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.Deadline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a due time has come; the case decides whether anything is still owed.
 *
 * @param dueDate the due day for which it was scheduled, JST; absent where an instant is due
 * @param dueAt the instant that is due; absent where a day is
 */
public record DueTimePassed(
    @TargetAggregateIdentifier CaseId caseId,
    Deadline.Name name,
    Moment.Kind moment,
    @Nullable LocalDate dueDate,
    @Nullable Instant dueAt) {

  /** This moment of a due time of that case. */
  public static DueTimePassed of(CaseId caseId, Deadline deadline, Moment.Kind moment) {
    return new DueTimePassed(caseId, deadline.name(), moment, deadline.dueDate(), deadline.dueAt());
  }

  /** Whether it is of this due time, and was scheduled for where that lies now. */
  public boolean isOf(Deadline deadline) {
    return deadline.name() == name
        && Objects.equals(deadline.dueDate(), dueDate)
        && Objects.equals(deadline.dueAt(), dueAt);
  }

  /** Whether it is this moment of this due time, wherever that lay. */
  public boolean is(Deadline.Name otherName, Moment.Kind otherMoment) {
    return name == otherName && moment == otherMoment;
  }
}
