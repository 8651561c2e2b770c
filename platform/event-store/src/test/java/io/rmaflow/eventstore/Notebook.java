package io.rmaflow.eventstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** An aggregate of the tests: notes, numbered from 0, and their sum. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
class Notebook {

  @AggregateIdentifier private @Nullable String id;
  private int last;
  private long sum;

  /** For the framework. */
  Notebook() {}

  record Begin(@TargetAggregateIdentifier String id) {}

  record Add(@TargetAggregateIdentifier String id, int notes) {}

  @CommandHandler
  Notebook(Begin command) {
    AggregateLifecycle.apply(new Noted(command.id(), 0));
  }

  @CommandHandler
  String add(Add command) {
    for (int i = 0; i < command.notes(); i++) {
      AggregateLifecycle.apply(new Noted(command.id(), last + 1));
    }
    return state();
  }

  @EventSourcingHandler
  void on(Noted event) {
    id = event.text();
    last = event.number();
    sum += (long) event.number() * event.number();
  }

  String state() {
    return id + " " + last + " " + sum;
  }
}
