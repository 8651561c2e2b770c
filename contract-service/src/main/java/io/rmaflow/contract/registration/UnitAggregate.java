package io.rmaflow.contract.registration;

import io.rmaflow.contract.aggregate.AggregateConfiguration;
import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.registration.rules.UnitCommand;
import io.rmaflow.contract.registration.rules.UnitCommand.MoveUnit;
import io.rmaflow.contract.registration.rules.UnitCommand.MoveWarranty;
import io.rmaflow.contract.registration.rules.UnitCommand.RegisterUnit;
import io.rmaflow.contract.registration.rules.UnitCommand.ReportSoftware;
import io.rmaflow.contract.registration.rules.UnitState;
import io.rmaflow.events.contract.UnitEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Loads a unit, lets {@link UnitState} decide, applies. */
@Aggregate(commandTargetResolver = AggregateConfiguration.RESOLVER)
class UnitAggregate {

  @SuppressWarnings("UnusedVariable") // read by the framework
  @AggregateIdentifier
  private @Nullable String streamId;

  private UnitState state = UnitState.UNKNOWN;

  UnitAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RegisterUnit command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(MoveUnit command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ReportSoftware command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(MoveWarranty command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @EventSourcingHandler
  void on(UnitEvent event) {
    streamId = UnitCommand.streamId(event.serialNumber());
    state = state.evolve(event);
  }
}
