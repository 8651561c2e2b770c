package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.events.rma.LoanerEvent.LoanerReleased;
import io.rmaflow.events.rma.LoanerEvent.LoanerRemoved;
import io.rmaflow.events.rma.LoanerEvent.LoanerReserved;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.rma.casefile.RecordedBeside;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Of loaners that the case had or was promised: what names this case, and nobody else's. */
@Component
class RecordedOfLoaners implements RecordedBeside {

  private final LoanerTables tables;
  private final StoredStreams streams;

  RecordedOfLoaners(LoanerTables tables, StoredStreams streams) {
    this.tables = tables;
    this.streams = streams;
  }

  @Override
  public SortedMap<String, List<Long>> of(CaseId caseId, List<? extends EventEnvelope<?>> events) {
    SortedMap<String, List<Long>> recorded = new TreeMap<>();
    Stream.concat(sent(events), tables.hadBy(caseId).stream())
        .map(LoanerAggregate::streamOf)
        .forEach(
            stream -> {
              List<Long> ofTheCase =
                  streams.events(stream).stream()
                      .filter(event -> names(caseId, event.envelope().data()))
                      .map(event -> event.envelope().streamSequence())
                      .toList();
              if (!ofTheCase.isEmpty()) {
                recorded.put(stream, ofTheCase);
              }
            });
    return recorded;
  }

  private static Stream<SerialNumber> sent(List<? extends EventEnvelope<?>> events) {
    return events.stream()
        .map(EventEnvelope::data)
        .filter(LoanerShipped.class::isInstance)
        .map(sent -> ((LoanerShipped) sent).serialNumber());
  }

  private static boolean names(CaseId caseId, Object event) {
    return switch (event) {
      case LoanerAdded added -> caseId.equals(added.toldByCaseId());
      case LoanerReserved reserved -> caseId.equals(reserved.caseId());
      case LoanerReleased released -> caseId.equals(released.caseId());
      case LoanerRemoved removed -> caseId.equals(removed.caseId());
      default -> false;
    };
  }
}
