package io.rmaflow.rma.attachments;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.NotFound;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which files a case names, by its events; whether they have come in is another matter. */
@Component
class NamedFiles {

  private final StoredStreams streams;

  NamedFiles(StoredStreams streams) {
    this.streams = streams;
  }

  /**
   * What a case says.
   *
   * @param customerIds whose case it is; empty where the request named no customer
   * @param requester whom the case is about; absent where the request named nobody
   * @param named in the order in which they were named, each once
   */
  record Naming(
      List<CustomerId> customerIds, @Nullable ContactId requester, List<AttachmentRef> named) {

    Naming {
      customerIds = List.copyOf(customerIds);
      named = List.copyOf(named);
    }
  }

  /**
   * The files that the request and what the customer provided later name.
   *
   * @throws NotFound where there is no such case
   */
  Naming by(String caseId) {
    List<StoredEvent> events = streams.events(caseId);
    if (events.isEmpty()
        || !(events.getFirst().envelope().data() instanceof FailureReported report)) {
      throw new NotFound("case", caseId);
    }
    List<CustomerId> customers = new ArrayList<>();
    List<AttachmentRef> named = new ArrayList<>();
    for (StoredEvent stored : events) {
      switch (stored.envelope().data()) {
        case FailureReported event -> {
          named.addAll(event.attachments());
          if (event.customerId() != null) {
            customers.add(event.customerId());
          }
        }
        case RequestAccepted event -> customers.add(event.customerId());
        case InformationProvided event -> named.addAll(event.attachments());
        default -> {
          // names no file
        }
      }
    }
    return new Naming(
        customers.stream().distinct().toList(),
        report.requesterContactId(),
        named.stream().distinct().toList());
  }
}
