package io.rmaflow.rma.receipts;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.ReceiptEvent;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitPlaced;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitReceived;
import io.rmaflow.kit.web.StateConflict;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One receipt that no case was found for: placed once. */
@Aggregate
class ReceiptAggregate {

  @AggregateIdentifier private @Nullable String streamId;
  private @Nullable String receiptId;
  private @Nullable CaseId placedAt;

  /** For the framework, which then replays the events. */
  protected ReceiptAggregate() {}

  @CommandHandler
  ReceiptAggregate(ReceiveUnplaced command) {
    AggregateLifecycle.apply(command.received());
  }

  /**
   * Places it.
   *
   * @throws StateConflict where it has been placed
   */
  @CommandHandler
  void handle(PlaceReceipt command) {
    if (placedAt != null) {
      throw new StateConflict(
          "PLACED",
          "ALREADY_PLACED",
          "この受領は既に案件 " + placedAt + " に記録済みです。",
          "This receipt has been placed already, at case " + placedAt + ".");
    }
    AggregateLifecycle.apply(
        new UnplacedUnitPlaced(
            Objects.requireNonNull(receiptId), command.caseId(), command.leg(), command.at()));
  }

  /** The stream that tells of a receipt. */
  static String streamOf(String receiptId) {
    return "receipt/" + receiptId;
  }

  @EventSourcingHandler
  void on(ReceiptEvent event) {
    streamId = streamOf(event.receiptId());
    receiptId = event.receiptId();
    placedAt =
        switch (event) {
          case UnplacedUnitReceived _ -> null;
          case UnplacedUnitPlaced e -> e.caseId();
        };
  }

  /** The stream's ID; absent before its first event. */
  @Nullable String streamId() {
    return streamId;
  }
}
