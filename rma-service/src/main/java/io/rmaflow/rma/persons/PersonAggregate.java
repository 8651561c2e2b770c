package io.rmaflow.rma.persons;

import io.rmaflow.events.rma.PersonEvent;
import io.rmaflow.events.rma.PersonEvent.ContactErased;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A person, of whom nothing is known here but whether he was erased. */
@Aggregate
class PersonAggregate {

  @SuppressWarnings("UnusedVariable") // read by the framework
  @AggregateIdentifier
  private @Nullable String streamId;

  private boolean erased;

  /** For the framework, which then replays the events. */
  protected PersonAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ErasePerson command) {
    if (!erased) {
      AggregateLifecycle.apply(new ContactErased(command.contactId()));
    }
  }

  @EventSourcingHandler
  void on(PersonEvent event) {
    streamId = ErasePerson.streamOf(event.contactId());
    erased = true;
  }
}
