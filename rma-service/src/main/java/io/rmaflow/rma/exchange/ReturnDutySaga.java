package io.rmaflow.rma.exchange;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.ReturnDutyOpened;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.exchange.DueTimePassed.What;
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
 * Holds the five business days of CSB-4: reminds (NOT-7) and says when they are over (CSB-26). It
 * only keeps time; whether anything is still owed, the case decides when a due time has come.
 */
@Saga
public class ReturnDutySaga extends DueTimes {

  private static final String DUE_TIME = "return-duty";

  /** Under which property of its events a saga is found. */
  static final String BY_CASE = "caseId";

  /** Comes due at once when reminders are to be sent at other times (NOT-7). */
  static final String REMINDERS_CHANGED = "return-reminders-changed";

  private @Nullable LocalDate returnDue;

  /** For the framework. */
  public ReturnDutySaga() {}

  @StartSaga
  @SagaEventHandler(associationProperty = BY_CASE)
  void on(ReturnDutyOpened event) {
    // the deadline itself is set by the next event
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineSet event, DeadlineManager deadlines, Cover cover, BusinessClock clock) {
    if (event.deadline().name() == Deadline.Name.RETURN) {
      schedule(event.caseId(), event.deadline(), deadlines, cover, clock.now());
    }
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineMoved event, DeadlineManager deadlines, Cover cover, BusinessClock clock) {
    if (event.after().name() == Deadline.Name.RETURN) {
      takeBack(DUE_TIME, deadlines);
      schedule(event.caseId(), event.after(), deadlines, cover, clock.now());
    }
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineMet event, DeadlineManager deadlines) {
    if (event.name() == Deadline.Name.RETURN) {
      takeBack(DUE_TIME, deadlines);
      SagaLifecycle.end();
    }
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineCancelled event, DeadlineManager deadlines) {
    if (event.name() == Deadline.Name.RETURN) {
      takeBack(DUE_TIME, deadlines);
      SagaLifecycle.end();
    }
  }

  @DeadlineHandler(deadlineName = DUE_TIME)
  void on(DueTimePassed passed, Commands commands) {
    commands.sendConsequence(passed);
  }

  @DeadlineHandler(deadlineName = REMINDERS_CHANGED)
  void on(RemindersChanged changed, DeadlineManager deadlines, Cover cover, BusinessClock clock) {
    LocalDate due = returnDue;
    if (due != null) {
      takeBack(DUE_TIME, deadlines);
      schedule(changed.caseId(), due, deadlines, cover, clock.now());
    }
  }

  private void schedule(
      CaseId caseId, Deadline deadline, DeadlineManager deadlines, Cover cover, Instant now) {
    LocalDate due = Objects.requireNonNull(deadline.dueDate());
    returnDue = due;
    schedule(caseId, due, deadlines, cover, now);
  }

  /** What has passed already, the case has recorded by itself. */
  private void schedule(
      CaseId caseId, LocalDate due, DeadlineManager deadlines, Cover cover, Instant now) {
    set(
        DUE_TIME,
        ReturnRule.overdueAt(due),
        new DueTimePassed(caseId, What.RETURN_OVERDUE, due, null),
        deadlines,
        now);
    for (ReturnRule.ReminderTime reminder : ReturnRule.reminders(due, cover.policy())) {
      set(
          DUE_TIME,
          reminder.at(),
          new DueTimePassed(caseId, What.RETURN_REMINDER, due, reminder.occasion()),
          deadlines,
          now);
    }
  }
}
