package io.rmaflow.rma.receipts;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.rma.casefile.RecordedBeside;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Of parcels that somebody had to place: all of those that were placed in the case. */
@Component
class RecordedOfParcels implements RecordedBeside {

  private final ReceiptTables tables;
  private final StoredStreams streams;

  RecordedOfParcels(ReceiptTables tables, StoredStreams streams) {
    this.tables = tables;
    this.streams = streams;
  }

  @Override
  public SortedMap<String, List<Long>> of(CaseId caseId, List<? extends EventEnvelope<?>> events) {
    SortedMap<String, List<Long>> recorded = new TreeMap<>();
    for (String receiptId : tables.placedIn(caseId)) {
      String stream = ReceiptAggregate.streamOf(receiptId);
      recorded.put(
          stream,
          streams.events(stream).stream().map(event -> event.envelope().streamSequence()).toList());
    }
    return recorded;
  }
}
