package io.rmaflow.rma.standing;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.StreamNames;
import io.rmaflow.events.rma.StandingEvent;
import io.rmaflow.events.rma.StandingEvent.CustomerServiceResumed;
import io.rmaflow.events.rma.StandingEvent.CustomerServiceSuspended;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Whether one customer ID is served (CSB-26, A-61); each change is recorded once. */
@Clause({"CSB-26", "A-61"})
@Aggregate
class StandingAggregate {

  @AggregateIdentifier private @Nullable String streamId;
  private boolean suspended;

  /** For the framework, which then replays the events. */
  protected StandingAggregate() {}

  /** The stream that tells of this customer's standing. */
  static String streamOf(CustomerId customerId) {
    return StreamNames.of("standing", customerId);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(SuspendService command) {
    if (!suspended) {
      OverdueUnit unit = command.because();
      AggregateLifecycle.apply(
          new CustomerServiceSuspended(
              command.customerId(),
              unit.customerId(),
              unit.caseId(),
              unit.rmaNumber(),
              unit.serialNumber(),
              unit.returnDue()));
    }
  }

  @CommandHandler
  void handle(ResumeService command) {
    if (suspended) {
      AggregateLifecycle.apply(
          new CustomerServiceResumed(command.customerId(), command.caseId(), command.rmaNumber()));
    }
  }

  @EventSourcingHandler
  void on(StandingEvent event) {
    streamId = streamOf(event.customerId());
    suspended = event instanceof CustomerServiceSuspended;
  }

  /** The stream's ID; absent before its first event. */
  @Nullable String streamId() {
    return streamId;
  }
}
