package io.rmaflow.contract.agreement;

import io.rmaflow.contract.aggregate.AggregateConfiguration;
import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.agreement.rules.AgreementCommand.ActivateContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.AnnounceExpiry;
import io.rmaflow.contract.agreement.rules.AgreementCommand.ExpireContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.MoveContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.NameAgency;
import io.rmaflow.contract.agreement.rules.AgreementCommand.RenewContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.SignContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.TakeOverContract;
import io.rmaflow.contract.agreement.rules.AgreementState;
import io.rmaflow.events.contract.ContractEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Loads a contract, lets {@link AgreementState} decide, applies. */
@Aggregate(commandTargetResolver = AggregateConfiguration.RESOLVER)
class AgreementAggregate {

  @SuppressWarnings("UnusedVariable") // read by the framework
  @AggregateIdentifier
  private @Nullable String streamId;

  private AgreementState state = new AgreementState.NotConcluded();

  AgreementAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(SignContract command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RenewContract command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ActivateContract command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AnnounceExpiry command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ExpireContract command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(MoveContract command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(NameAgency command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(TakeOverContract command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @EventSourcingHandler
  void on(ContractEvent event) {
    streamId = event.contractId().value();
    state = state.evolve(event);
  }
}
