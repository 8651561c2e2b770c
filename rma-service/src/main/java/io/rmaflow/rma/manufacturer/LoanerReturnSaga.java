package io.rmaflow.rma.manufacturer;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnRequested;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.exchange.DueTimePassed;
import io.rmaflow.rma.exchange.DueTimePassed.What;
import io.rmaflow.rma.exchange.DueTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/**
 * Sees the loaner home (MFR-5, MFR-30): reminds twice and enforces nothing. It only keeps
 * time; whether the loaner is still out, the case decides when a due time has come.
 */
@Saga
public class LoanerReturnSaga extends DueTimes {

  private static final String DUE_TIME = "loaner-return";
  private static final String BY_CASE = "caseId";

  /** For the framework. */
  public LoanerReturnSaga() {}

  @StartSaga
  @SagaEventHandler(associationProperty = BY_CASE)
  void on(LoanerReturnRequested event) {
    // the deadline itself is set by the next event
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineSet event, DeadlineManager deadlines, Cover cover, BusinessClock clock) {
    if (event.deadline().name() == Deadline.Name.LOANER_RETURN_REMINDER) {
      schedule(event.caseId(), event.deadline(), deadlines, cover, clock.now());
    }
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineMoved event, DeadlineManager deadlines, Cover cover, BusinessClock clock) {
    if (event.after().name() == Deadline.Name.LOANER_RETURN_REMINDER) {
      takeBack(DUE_TIME, deadlines);
      schedule(event.caseId(), event.after(), deadlines, cover, clock.now());
    }
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineMet event, DeadlineManager deadlines) {
    if (event.name() == Deadline.Name.LOANER_RETURN_REMINDER) {
      takeBack(DUE_TIME, deadlines);
      SagaLifecycle.end();
    }
  }

  @DeadlineHandler(deadlineName = DUE_TIME)
  void on(DueTimePassed passed, Commands commands) {
    commands.sendConsequence(passed);
  }

  private void schedule(
      CaseId caseId, Deadline deadline, DeadlineManager deadlines, Cover cover, Instant now) {
    LocalDate due = Objects.requireNonNull(deadline.dueDate());
    set(
        DUE_TIME,
        LoanerReturnRule.reminderAt(due),
        new DueTimePassed(caseId, What.LOANER_RETURN_REMINDER, due, null),
        deadlines,
        now);
    set(
        DUE_TIME,
        LoanerReturnRule.overdueAt(deadline, cover.policy()),
        new DueTimePassed(caseId, What.LOANER_RETURN_OVERDUE, due, null),
        deadlines,
        now);
  }
}
