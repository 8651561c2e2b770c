package io.rmaflow.rma.standing;

import io.rmaflow.events.rma.StandingEvent;
import io.rmaflow.events.rma.StandingEvent.CustomerServiceSuspended;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps in a table whose service is suspended, in the transaction of the event. */
@Component
@ProcessingGroup("standing")
class StandingProjection {

  private final StandingTables tables;

  StandingProjection(StandingTables tables) {
    this.tables = tables;
  }

  @EventHandler
  void on(StandingEvent event) {
    tables.store(event.customerId(), event instanceof CustomerServiceSuspended);
  }
}
