package io.rmaflow.kit.desk;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.rma.StandingEvent.CustomerServiceSuspended;
import io.rmaflow.kit.desk.StandingCommand.Resume;
import io.rmaflow.kit.desk.StandingCommand.Suspend;
import io.rmaflow.kit.eventing.Commands;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/**
 * A customer whose ID ends in {@code 1} is linked to the one whose ends in {@code 2}: both are
 * suspended together, and both are resumed after a day, the second one an hour later.
 */
@Saga
public class LinkedStandingSaga {

  /** What the deadlines carry. */
  public record Lift(CustomerId customer) {}

  private @Nullable CustomerId linked;

  public static CustomerId linkedTo(CustomerId customer) {
    String id = customer.value();
    return new CustomerId(id.substring(0, id.length() - 1) + "2");
  }

  @StartSaga
  @SagaEventHandler(associationProperty = "heldBy")
  void on(
      CustomerServiceSuspended event,
      @Timestamp Instant recordedAt,
      Commands commands,
      DeadlineManager deadlines,
      Faults faults) {
    if (linked == null && event.customerId().value().endsWith("1")) {
      linked = linkedTo(event.customerId());
      Instant due = recordedAt.plus(Duration.ofDays(1));
      deadlines.schedule(due, "lift", new Lift(event.customerId()));
      deadlines.schedule(due.plus(Duration.ofHours(1)), "lift", new Lift(linked));
      commands.sendConsequence(new Suspend(StandingCommand.stream(linked), linked, event.heldBy()));
      faults.at("saga");
    }
  }

  @DeadlineHandler(deadlineName = "lift")
  void lift(Lift lift, Commands commands, Faults faults) {
    commands.sendConsequence(Resume.of(lift.customer()));
    faults.at("lift " + lift.customer().value());
    if (lift.customer().equals(linked)) {
      SagaLifecycle.end();
    }
  }
}
