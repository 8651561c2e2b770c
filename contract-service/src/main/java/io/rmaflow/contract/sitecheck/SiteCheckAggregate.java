package io.rmaflow.contract.sitecheck;

import io.rmaflow.contract.aggregate.AggregateConfiguration;
import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.sitecheck.rules.CheckSite;
import io.rmaflow.contract.sitecheck.rules.SiteCheckState;
import io.rmaflow.events.contract.SiteCheckEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Loads the checks of a site, lets {@link SiteCheckState} decide, applies. */
@Aggregate(commandTargetResolver = AggregateConfiguration.RESOLVER)
class SiteCheckAggregate {

  @SuppressWarnings("UnusedVariable") // read by the framework
  @AggregateIdentifier
  private @Nullable String streamId;

  private SiteCheckState state = SiteCheckState.NOT_CHECKED;

  SiteCheckAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(CheckSite command) {
    AggregateShell.carryOut(state.decide(command));
  }

  @EventSourcingHandler
  void on(SiteCheckEvent event) {
    streamId = CheckSite.streamId(event.serialNumber());
    state = state.evolve(event);
  }
}
