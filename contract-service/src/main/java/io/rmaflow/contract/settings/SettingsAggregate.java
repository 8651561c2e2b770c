package io.rmaflow.contract.settings;

import io.rmaflow.contract.aggregate.AggregateConfiguration;
import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.settings.rules.ChangeSetting;
import io.rmaflow.contract.settings.rules.SettingsState;
import io.rmaflow.events.contract.SettingEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Loads the settings, lets {@link SettingsState} decide, applies. */
@Aggregate(commandTargetResolver = AggregateConfiguration.RESOLVER)
class SettingsAggregate {

  @SuppressWarnings("UnusedVariable") // read by the framework
  @AggregateIdentifier
  private @Nullable String streamId;

  private SettingsState state = SettingsState.INITIAL;

  SettingsAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ChangeSetting command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @EventSourcingHandler
  void on(SettingEvent event) {
    streamId = ChangeSetting.STREAM;
    state = state.evolve(event);
  }
}
