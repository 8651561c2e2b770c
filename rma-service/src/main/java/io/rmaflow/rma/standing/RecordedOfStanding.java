package io.rmaflow.rma.standing;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.rma.casefile.RecordedBeside;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How the customer stood when the request was answered: what had been recorded of it by then. */
@Component
class RecordedOfStanding implements RecordedBeside {

  private final StoredStreams streams;

  RecordedOfStanding(StoredStreams streams) {
    this.streams = streams;
  }

  @Override
  public SortedMap<String, List<Long>> of(CaseId caseId, List<? extends EventEnvelope<?>> events) {
    Instant answered =
        events.stream()
            .filter(
                event ->
                    event.data() instanceof RequestAccepted
                        || event.data() instanceof RequestRefused)
            .map(EventEnvelope::recordedAt)
            .findFirst()
            .orElse(null);
    if (answered == null) {
      return Collections.emptySortedMap();
    }
    SortedMap<String, List<Long>> recorded = new TreeMap<>();
    events.stream()
        .flatMap(RecordedOfStanding::customers)
        .map(StandingAggregate::streamOf)
        .forEach(
            stream -> {
              List<Long> byThen =
                  streams.recordedBy(stream, answered).stream()
                      .map(event -> event.envelope().streamSequence())
                      .toList();
              if (!byThen.isEmpty()) {
                recorded.put(stream, byThen);
              }
            });
    return recorded;
  }

  private static Stream<CustomerId> customers(EventEnvelope<?> event) {
    return Stream.ofNullable(
        switch (event.data()) {
          case FailureReported report -> report.customerId();
          case RequestAccepted accepted -> accepted.customerId();
          default -> null;
        });
  }
}
