package io.rmaflow.rma.desk;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.events.rma.CaseEvent.InformationRequested;
import io.rmaflow.events.rma.CaseEvent.InquiryAnswered;
import io.rmaflow.events.rma.CaseEvent.NoteAdded;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RuleOverridden;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.access.DataConcerned;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.InJapanese;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people wrote in a case, with its texts, the oldest first: notes, what the desk asked the
 * customer for, what the customer answered (CSB-10), answers to inquiries, and why a rule was set
 * aside. The events carry references only; an erased text reads as absent.
 */
@RestController
@Tag(name = "cases")
class NotesResource {

  private final StoredStreams streams;
  private final PersonalStore personal;

  NotesResource(StoredStreams streams, PersonalStore personal) {
    this.streams = streams;
    this.personal = personal;
  }

  /**
   * Something written.
   *
   * @param type the event's name
   * @param text null where nothing was written or it has been erased
   * @param rule that was set aside; null otherwise
   * @param attachments the files that came with it
   * @param occurredAt when it was written
   * @param recordedAt when it became known
   * @param actor the subject of the writer's token
   */
  record Written(
      String type,
      @Nullable String text,
      @Nullable String rule,
      List<AttachmentRef> attachments,
      Instant occurredAt,
      Instant recordedAt,
      @Nullable String actor) {}

  /**
   * What people wrote in a case, the oldest first.
   *
   * <p>Everything to the desk, to the customer what was asked and answered by either side.
   *
   * @param caseId the case's ID
   * @throws NotFound where there is no such case
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases/{caseId}/notes")
  @ReadsPersonalData
  @InJapanese("案件に書かれた文章(古い順)。")
  @Clause("CSB-10")
  Page<Written> caseNotes(@PathVariable String caseId, Caller caller, PageRequest page) {
    List<StoredEvent> events = streams.events(caseId);
    boolean isCase =
        !events.isEmpty() && events.getFirst().envelope().data() instanceof FailureReported;
    if (!isCase) {
      throw new NotFound("case", caseId);
    }
    DataConcerned.ofCustomers(owners(events));
    Page<Entry> entries =
        Page.of(events.stream().flatMap(stored -> entry(stored, caller).stream()).toList(), page);
    Map<TextId, String> texts =
        personal.texts(
            entries.items().stream()
                .flatMap(entry -> Optional.ofNullable(entry.textId()).stream())
                .toList());
    return new Page<>(
        entries.items().stream().map(entry -> entry.with(texts)).toList(),
        entries.page(),
        entries.size(),
        entries.total());
  }

  /** Something written, whose text is still to be looked up. */
  private record Entry(
      StoredEvent stored,
      @Nullable TextId textId,
      @Nullable String rule,
      List<AttachmentRef> attachments) {

    private Written with(Map<TextId, String> texts) {
      return new Written(
          stored.envelope().name(),
          textId == null ? null : texts.get(textId),
          rule,
          attachments,
          stored.envelope().occurredAt(),
          stored.envelope().recordedAt(),
          stored.envelope().actor());
    }
  }

  private static Set<CustomerId> owners(List<StoredEvent> events) {
    Set<CustomerId> owners = new HashSet<>();
    for (StoredEvent stored : events) {
      if (stored.envelope().data() instanceof FailureReported reported
          && reported.customerId() != null) {
        owners.add(reported.customerId());
      } else if (stored.envelope().data() instanceof RequestAccepted accepted) {
        owners.add(accepted.customerId());
      }
    }
    return owners;
  }

  private static Optional<Entry> entry(StoredEvent stored, Caller caller) {
    DomainEvent event = stored.envelope().data();
    return switch (event) {
      case InformationRequested e -> Optional.of(new Entry(stored, e.textId(), null, List.of()));
      case InformationProvided e ->
          Optional.of(new Entry(stored, e.textId(), null, e.attachments()));
      case InquiryAnswered e -> Optional.of(new Entry(stored, e.answerId(), null, List.of()));
      case NoteAdded e when !caller.isCustomer() ->
          Optional.of(new Entry(stored, e.textId(), null, List.of()));
      case RuleOverridden e when !caller.isCustomer() ->
          Optional.of(new Entry(stored, e.reasonId(), e.rule(), List.of()));
      default -> Optional.empty();
    };
  }
}
