package io.rmaflow.rma.manufacturer;

import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReminderSet;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.rma.exchange.DueTimePassed;
import io.rmaflow.rma.exchange.DueTimePassed.What;
import io.rmaflow.rma.exchange.DueTimes;
import java.time.LocalDate;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/**
 * Waits for the day on which the faulty unit is asked for once more (MFR-27, A-54). It only keeps
 * time; whether the unit has come meanwhile, the case decides when the day has come.
 */
@Saga
public class FaultyUnitReminderSaga extends DueTimes {

  private static final String DUE_TIME = "faulty-unit-reminder";
  private static final String BY_CASE = "caseId";

  /** For the framework. */
  public FaultyUnitReminderSaga() {}

  /** The first time, or another day instead. */
  @StartSaga
  @SagaEventHandler(associationProperty = BY_CASE)
  void on(FaultyUnitReminderSet event, DeadlineManager deadlines, BusinessClock clock) {
    LocalDate due = event.reminderDue();
    takeBack(DUE_TIME, deadlines);
    set(
        DUE_TIME,
        FaultyUnitReminderRule.reminderAt(due),
        new DueTimePassed(event.caseId(), What.FAULTY_UNIT_REMINDER, due, null),
        deadlines,
        clock.now());
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(FaultyUnitDispatched event, DeadlineManager deadlines) {
    over(deadlines);
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(FaultyUnitReturned event, DeadlineManager deadlines) {
    over(deadlines);
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(CaseCancelled event, DeadlineManager deadlines) {
    over(deadlines);
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(CaseClosed event, DeadlineManager deadlines) {
    over(deadlines);
  }

  @DeadlineHandler(deadlineName = DUE_TIME)
  void on(DueTimePassed passed, Commands commands) {
    commands.sendConsequence(passed);
  }

  private void over(DeadlineManager deadlines) {
    takeBack(DUE_TIME, deadlines);
    SagaLifecycle.end();
  }
}
