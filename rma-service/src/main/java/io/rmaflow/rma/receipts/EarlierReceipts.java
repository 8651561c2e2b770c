package io.rmaflow.rma.receipts;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitPlaced;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitReceived;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.rma.casefile.UnplacedUnits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The receipts as their events had told them by an instant. */
@Component
class EarlierReceipts implements UnplacedUnits {

  private final ReceiptTables tables;
  private final StoredStreams streams;

  EarlierReceipts(ReceiptTables tables, StoredStreams streams) {
    this.tables = tables;
    this.streams = streams;
  }

  @Override
  public List<Unplaced> at(@Nullable Instant asOf, @Nullable Instant trueAt) {
    AsOf then = new AsOf(asOf, trueAt);
    return tables.ids().stream()
        .map(id -> then.known(streams, ReceiptAggregate.streamOf(id)))
        .filter(events -> events.stream().noneMatch(EarlierReceipts::isPlacing))
        .flatMap(List::stream)
        .map(EventEnvelope::data)
        .filter(UnplacedUnitReceived.class::isInstance)
        .map(UnplacedUnitReceived.class::cast)
        .map(one -> new Unplaced(one.receiptId(), one.serialNumber(), one.receivedAt()))
        .toList();
  }

  private static boolean isPlacing(EventEnvelope<?> event) {
    return event.data() instanceof UnplacedUnitPlaced;
  }
}
