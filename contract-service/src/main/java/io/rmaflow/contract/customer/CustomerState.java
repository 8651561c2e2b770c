package io.rmaflow.contract.customer;

import io.rmaflow.contract.customer.CustomerCommand.IssueCustomerId;
import io.rmaflow.contract.customer.CustomerCommand.LinkCustomerIds;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.CustomerEvent;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import java.util.HashSet;
import java.util.Set;

/** A customer's account as its events tell it. */
public record CustomerState(boolean issued, Set<CustomerId> linked) {

  /** Before the ID was issued. */
  public static final CustomerState UNKNOWN = new CustomerState(false, Set.of());

  public CustomerState {
    linked = Set.copyOf(linked);
  }

  /** Decides a command; what is so already changes nothing (CID-5: an ID is issued once). */
  public Decision<CustomerEvent> decide(CustomerCommand command) {
    return switch (command) {
      case IssueCustomerId(var id, var contacts) ->
          issued ? Decision.nothing() : Decision.happens(new CustomerIdIssued(id, contacts));
      case LinkCustomerIds(var id, var other) ->
          linked.contains(other)
              ? Decision.nothing()
              : Decision.happens(new CustomerIdsLinked(id, other));
    };
  }

  /** The state after one more event. */
  public CustomerState after(CustomerEvent event) {
    return switch (event) {
      case CustomerIdIssued _ -> new CustomerState(true, linked);
      case CustomerIdsLinked link -> {
        Set<CustomerId> more = new HashSet<>(linked);
        more.add(link.linkedCustomerId());
        yield new CustomerState(issued, more);
      }
    };
  }
}
