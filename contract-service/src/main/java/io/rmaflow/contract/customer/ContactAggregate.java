package io.rmaflow.contract.customer;

import io.rmaflow.contract.aggregate.AggregateConfiguration;
import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.customer.rules.ContactCommand;
import io.rmaflow.contract.customer.rules.ContactCommand.ChangeContact;
import io.rmaflow.contract.customer.rules.ContactCommand.EraseContact;
import io.rmaflow.contract.customer.rules.ContactState;
import io.rmaflow.events.contract.ContactEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Loads a contact, lets {@link ContactState} decide, applies. */
@Aggregate(commandTargetResolver = AggregateConfiguration.RESOLVER)
class ContactAggregate {

  @SuppressWarnings("UnusedVariable") // read by the framework
  @AggregateIdentifier
  private @Nullable String streamId;

  private ContactState state = ContactState.INITIAL;

  ContactAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ChangeContact command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(EraseContact command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @EventSourcingHandler
  void on(ContactEvent event) {
    streamId = ContactCommand.streamId(event.contactId());
    state = state.evolve(event);
  }
}
