package io.rmaflow.rma.receipts;

import io.rmaflow.events.rma.ReceiptEvent;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitPlaced;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitReceived;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the table of the receipts in step with their events, in the same transaction. */
@Component
@ProcessingGroup("receipts")
class ReceiptProjection {

  private final ReceiptTables tables;

  ReceiptProjection(ReceiptTables tables) {
    this.tables = tables;
  }

  @EventHandler
  void on(ReceiptEvent event) {
    switch (event) {
      case UnplacedUnitReceived e -> tables.received(e);
      case UnplacedUnitPlaced e -> tables.placed(e);
    }
  }
}
