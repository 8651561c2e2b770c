package io.rmaflow.rma.attachments;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.rma.casefile.RecordedBeside;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Of each file that the case names or that was uploaded to it: that it came, with its hash. */
@Component
class RecordedOfFiles implements RecordedBeside {

  private final AttachmentTables tables;
  private final StoredStreams streams;

  RecordedOfFiles(AttachmentTables tables, StoredStreams streams) {
    this.tables = tables;
    this.streams = streams;
  }

  @Override
  public SortedMap<String, List<Long>> of(CaseId caseId, List<? extends EventEnvelope<?>> events) {
    SortedMap<String, List<Long>> recorded = new TreeMap<>();
    Stream.concat(
            events.stream().flatMap(RecordedOfFiles::named), tables.uploadedTo(caseId).stream())
        .map(AttachmentAggregate::streamOf)
        .forEach(
            stream -> {
              List<Long> all =
                  streams.events(stream).stream()
                      .map(event -> event.envelope().streamSequence())
                      .toList();
              // what a case names need not have come in
              if (!all.isEmpty()) {
                recorded.put(stream, all);
              }
            });
    return recorded;
  }

  private static Stream<String> named(EventEnvelope<?> event) {
    List<AttachmentRef> named =
        switch (event.data()) {
          case FailureReported report -> report.attachments();
          case InformationProvided provided -> provided.attachments();
          default -> List.of();
        };
    return named.stream().map(AttachmentRef::attachmentId);
  }
}
