package io.rmaflow.rma.exchange;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
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

/** Holds the vendor's dispatch date (CSB-2) and says when it has passed without a shipment. */
@Saga
public class DispatchSaga {

  private static final String DUE_TIME = "dispatch";
  private static final String BY_CASE = "caseId";

  private @Nullable String scheduled;

  /** For the framework. */
  public DispatchSaga() {}

  @StartSaga
  @SagaEventHandler(associationProperty = BY_CASE)
  void on(ShipmentOrdered event) {
    // the deadline itself is set by the next event
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineSet event, DeadlineManager deadlines, BusinessClock clock) {
    if (event.deadline().name() == Deadline.Name.DISPATCH) {
      schedule(event.caseId(), event.deadline(), deadlines, clock.now());
    }
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineMoved event, DeadlineManager deadlines, BusinessClock clock) {
    if (event.after().name() == Deadline.Name.DISPATCH) {
      cancel(deadlines);
      schedule(event.caseId(), event.after(), deadlines, clock.now());
    }
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineMet event, DeadlineManager deadlines) {
    if (event.name() == Deadline.Name.DISPATCH) {
      cancel(deadlines);
      SagaLifecycle.end();
    }
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineCancelled event, DeadlineManager deadlines) {
    if (event.name() == Deadline.Name.DISPATCH) {
      cancel(deadlines);
      SagaLifecycle.end();
    }
  }

  @DeadlineHandler(deadlineName = DUE_TIME)
  void on(DueTimePassed passed, Commands commands) {
    commands.sendConsequence(passed);
  }

  private void schedule(CaseId caseId, Deadline deadline, DeadlineManager deadlines, Instant now) {
    LocalDate due = Objects.requireNonNull(deadline.dueDate());
    Instant overdueAt = DispatchRule.overdueAt(due);
    if (overdueAt.isAfter(now)) {
      scheduled =
          deadlines.schedule(
              overdueAt, DUE_TIME, new DueTimePassed(caseId, What.DISPATCH_OVERDUE, due, null));
    }
  }

  private void cancel(DeadlineManager deadlines) {
    if (scheduled != null) {
      deadlines.cancelSchedule(DUE_TIME, scheduled);
      scheduled = null;
    }
  }
}
