package io.rmaflow.kit.desk;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.StandingEvent;
import io.rmaflow.events.rma.StandingEvent.CustomerServiceResumed;
import io.rmaflow.events.rma.StandingEvent.CustomerServiceSuspended;
import io.rmaflow.kit.desk.StandingCommand.RemindAt;
import io.rmaflow.kit.desk.StandingCommand.Resume;
import io.rmaflow.kit.desk.StandingCommand.Suspend;
import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One customer's standing. */
@Aggregate
public class Standing {

  /** A second suspension, or a resumption without one. */
  public static final class WrongState extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongState(String message) {
      super(message);
    }
  }

  @AggregateIdentifier
  @SuppressWarnings("UnusedVariable") // the framework reads it
  private @Nullable String streamId;

  private State state = State.NONE;

  /** For the framework. */
  Standing() {}

  Standing(String streamId, State state) {
    this.streamId = streamId;
    this.state = state;
  }

  /** What the events told. */
  public record State(@Nullable CustomerId customer, boolean suspended) {

    public static final State NONE = new State(null, false);

    State after(StandingEvent event) {
      return new State(event.customerId(), event instanceof CustomerServiceSuspended);
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(Suspend command, Faults faults) {
    faults.at("suspend " + command.customer().value());
    if (state.suspended()) {
      throw new WrongState("suspended already");
    }
    AggregateLifecycle.apply(
        new CustomerServiceSuspended(
            command.customer(),
            command.heldBy(),
            new CaseId("case-1"),
            new RmaNumber("RMA-2026-000001"),
            new SerialNumber("NR2A-0001"),
            LocalDate.of(2026, 5, 13)));
  }

  @CommandHandler
  void handle(Resume command, Faults faults) {
    faults.at("resume " + command.customer().value());
    if (!state.suspended()) {
      throw new WrongState("not suspended");
    }
    AggregateLifecycle.apply(new CustomerServiceResumed(command.customer(), null, null));
  }

  @CommandHandler
  void handle(RemindAt command, DeadlineManager deadlines) {
    if (command.due() == null) {
      deadlines.cancelAllWithinScope("remind");
    } else {
      deadlines.schedule(command.due(), "remind");
    }
  }

  @DeadlineHandler(deadlineName = "remind")
  void remind() {
    if (state.customer() != null) {
      AggregateLifecycle.apply(new CustomerServiceResumed(state.customer(), null, null));
    }
  }

  @EventSourcingHandler
  void on(StandingEvent event) {
    streamId = StandingCommand.stream(event.customerId());
    state = state.after(event);
  }
}
