package io.rmaflow.rma.attachments;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.sealing.Subject;
import java.util.Collection;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A file that was sent on its own belongs to the first person whose case names it, in the
 * transaction of the naming.
 */
@Component
@ProcessingGroup("attachments")
class FilesOfPersons {

  private final AttachmentTables tables;
  private final NamedFiles cases;
  private final FileAccess access;
  private final PersonalStore personal;

  FilesOfPersons(
      AttachmentTables tables, NamedFiles cases, FileAccess access, PersonalStore personal) {
    this.tables = tables;
    this.cases = cases;
    this.access = access;
    this.personal = personal;
  }

  @EventHandler
  void on(FailureReported event) {
    CustomerId customer = event.customerId();
    give(
        event.attachments(),
        customer == null ? List.of() : List.of(customer),
        event.requesterContactId());
  }

  @EventHandler
  void on(InformationProvided event) {
    if (!event.attachments().isEmpty()) {
      NamedFiles.Naming naming = cases.by(event.caseId().value());
      give(event.attachments(), naming.customerIds(), naming.requester());
    }
  }

  private void give(
      List<AttachmentRef> named, Collection<CustomerId> caseOf, @Nullable ContactId person) {
    if (person != null && !named.isEmpty()) {
      tables.all(named.stream().map(AttachmentRef::attachmentId).distinct().toList()).stream()
          .filter(file -> access.mayServe(file, caseOf))
          .forEach(file -> personal.give(new Subject(file.attachmentId()), person));
    }
  }
}
