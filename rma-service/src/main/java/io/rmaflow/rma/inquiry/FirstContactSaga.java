package io.rmaflow.rma.inquiry;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.rma.exchange.DueTimePassed;
import io.rmaflow.rma.exchange.DueTimePassed.What;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/**
 * Holds the first contact of an inquiry: reminds the desk on the due day and says when it was
 * missed (NOT-11). Begins with the due time that only inquiries have.
 */
@Saga
public class FirstContactSaga {

  private static final String DUE_TIME = "first-contact";
  private static final String BY_CASE = "caseId";

  private @Nullable String scheduled;

  /** For the framework. */
  public FirstContactSaga() {}

  @StartSaga
  @SagaEventHandler(associationProperty = BY_CASE)
  @OfDueTime(name = Deadline.Name.FIRST_CONTACT)
  void on(DeadlineSet event, DeadlineManager deadlines, BusinessClock clock) {
    schedule(event.caseId(), event.deadline(), deadlines, clock.now());
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineMoved event, DeadlineManager deadlines, BusinessClock clock) {
    cancel(deadlines);
    schedule(event.caseId(), event.after(), deadlines, clock.now());
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineMet event, DeadlineManager deadlines) {
    cancel(deadlines);
    SagaLifecycle.end();
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineCancelled event, DeadlineManager deadlines) {
    cancel(deadlines);
    SagaLifecycle.end();
  }

  /** The reminder is followed by the end of the time; that by nothing. */
  @DeadlineHandler(deadlineName = DUE_TIME)
  void on(DueTimePassed passed, DeadlineManager deadlines, Commands commands) {
    scheduled = null;
    if (passed.what() == What.FIRST_CONTACT_DUE) {
      scheduleEnd(passed.caseId(), passed.due(), deadlines);
    }
    commands.sendConsequence(passed);
  }

  /** What has passed already, the case has recorded by itself. */
  private void schedule(CaseId caseId, Deadline deadline, DeadlineManager deadlines, Instant now) {
    LocalDate due = JapanTime.dateOf(Objects.requireNonNull(deadline.dueAt()));
    Instant reminder = FirstContactRule.reminderAt(due);
    if (reminder.isAfter(now)) {
      scheduled =
          deadlines.schedule(
              reminder, DUE_TIME, new DueTimePassed(caseId, What.FIRST_CONTACT_DUE, due, null));
    } else if (FirstContactRule.overdueAt(due).isAfter(now)) {
      scheduleEnd(caseId, due, deadlines);
    }
  }

  private void scheduleEnd(CaseId caseId, LocalDate due, DeadlineManager deadlines) {
    scheduled =
        deadlines.schedule(
            FirstContactRule.overdueAt(due),
            DUE_TIME,
            new DueTimePassed(caseId, What.FIRST_CONTACT_OVERDUE, due, null));
  }

  private void cancel(DeadlineManager deadlines) {
    if (scheduled != null) {
      deadlines.cancelSchedule(DUE_TIME, scheduled);
      scheduled = null;
    }
  }
}
