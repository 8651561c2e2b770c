package io.rmaflow.contract.calendar;

import io.rmaflow.contract.aggregate.AggregateConfiguration;
import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.calendar.rules.CalendarCommand;
import io.rmaflow.contract.calendar.rules.CalendarCommand.AddHolidays;
import io.rmaflow.contract.calendar.rules.CalendarCommand.WithdrawHolidays;
import io.rmaflow.contract.calendar.rules.CalendarState;
import io.rmaflow.events.contract.CalendarEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Loads the calendar, lets {@link CalendarState} decide, applies. */
@Aggregate(commandTargetResolver = AggregateConfiguration.RESOLVER)
class CalendarAggregate {

  @SuppressWarnings("UnusedVariable") // read by the framework
  @AggregateIdentifier
  private @Nullable String streamId;

  private CalendarState state = CalendarState.INITIAL;

  CalendarAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AddHolidays command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(WithdrawHolidays command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @EventSourcingHandler
  void on(CalendarEvent event) {
    streamId = CalendarCommand.STREAM;
    state = state.evolve(event);
  }
}
