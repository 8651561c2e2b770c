package io.rmaflow.kit.desk;

import io.rmaflow.events.CustomerId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands of the small service. */
public sealed interface StandingCommand {

  static String stream(CustomerId customer) {
    return "standing/" + customer.value();
  }

  /** Suspends a customer; {@code heldBy} is the customer itself or the one it is linked to. */
  record Suspend(@TargetAggregateIdentifier String streamId, CustomerId customer, CustomerId heldBy)
      implements StandingCommand {
    public static Suspend of(CustomerId customer) {
      return new Suspend(stream(customer), customer, customer);
    }
  }

  record Resume(@TargetAggregateIdentifier String streamId, CustomerId customer)
      implements StandingCommand {
    public static Resume of(CustomerId customer) {
      return new Resume(stream(customer), customer);
    }
  }

  /** Lets the aggregate itself be told at an instant, whereupon it resumes. */
  record RemindAt(@TargetAggregateIdentifier String streamId, @Nullable Instant due)
      implements StandingCommand {}
}
