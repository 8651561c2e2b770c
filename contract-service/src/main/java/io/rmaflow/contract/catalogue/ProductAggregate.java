package io.rmaflow.contract.catalogue;

import io.rmaflow.contract.aggregate.AggregateConfiguration;
import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.AddProduct;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.AnnounceEndOfSale;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.ApproveHotfix;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.DesignateRelease;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.NameHotfixTargets;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.PublishRelease;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.RecordPublishedRow;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.WithdrawRelease;
import io.rmaflow.contract.catalogue.rules.CatalogueRules;
import io.rmaflow.contract.catalogue.rules.ProductState;
import io.rmaflow.events.contract.ProductEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Loads a product, lets {@link CatalogueRules} decide, applies. */
@Aggregate(commandTargetResolver = AggregateConfiguration.RESOLVER)
class ProductAggregate {

  @SuppressWarnings("UnusedVariable") // read by the framework
  @AggregateIdentifier
  private @Nullable String streamId;

  private ProductState state = ProductState.UNKNOWN;

  ProductAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AddProduct command) {
    AggregateShell.carryOut(CatalogueRules.decide(state, command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RecordPublishedRow command) {
    AggregateShell.carryOut(CatalogueRules.decide(state, command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(PublishRelease command) {
    AggregateShell.carryOut(CatalogueRules.decide(state, command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(DesignateRelease command) {
    AggregateShell.carryOut(CatalogueRules.decide(state, command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(WithdrawRelease command) {
    AggregateShell.carryOut(CatalogueRules.decide(state, command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AnnounceEndOfSale command) {
    AggregateShell.carryOut(CatalogueRules.decide(state, command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ApproveHotfix command) {
    AggregateShell.carryOut(CatalogueRules.decide(state, command));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(NameHotfixTargets command) {
    AggregateShell.carryOut(CatalogueRules.decide(state, command));
  }

  @EventSourcingHandler
  void on(ProductEvent event) {
    streamId = CatalogueCommand.streamId(event.productCode());
    state = state.evolve(event);
  }
}
