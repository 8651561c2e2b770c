package io.rmaflow.contract.customer;

import io.rmaflow.contract.aggregate.AggregateConfiguration;
import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.customer.rules.CustomerCommand;
import io.rmaflow.contract.customer.rules.CustomerCommand.AddAlias;
import io.rmaflow.contract.customer.rules.CustomerCommand.IssueCustomerId;
import io.rmaflow.contract.customer.rules.CustomerCommand.LinkCustomerIds;
import io.rmaflow.contract.customer.rules.CustomerCommand.RemindOfId;
import io.rmaflow.contract.customer.rules.CustomerState;
import io.rmaflow.events.contract.CustomerEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Loads an account, lets {@link CustomerState} decide, applies. */
@Aggregate(commandTargetResolver = AggregateConfiguration.RESOLVER)
class CustomerAggregate {

  @SuppressWarnings("UnusedVariable") // read by the framework
  @AggregateIdentifier
  private @Nullable String streamId;

  private CustomerState state = CustomerState.UNKNOWN;

  CustomerAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(IssueCustomerId command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(LinkCustomerIds command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AddAlias command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RemindOfId command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @EventSourcingHandler
  void on(CustomerEvent event) {
    streamId = CustomerCommand.streamId(event.customerId());
    state = state.evolve(event);
  }
}
