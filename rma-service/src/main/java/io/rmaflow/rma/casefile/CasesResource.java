package io.rmaflow.rma.casefile;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Query;
import io.rmaflow.kit.web.Sight;
import io.rmaflow.kit.web.VersionTag;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cases as they are read. */
@RestController
class CasesResource {

  private final CaseStories stories;
  private final CaseTables tables;
  private final Cover cover;
  private final Sight sight;

  CasesResource(CaseStories stories, CaseTables tables, Cover cover, Sight sight) {
    this.stories = stories;
    this.tables = tables;
    this.cover = cover;
    this.sight = sight;
  }

  /**
   * The newest first; a customer ID stands for all that are linked with it. A customer finds its
   * own cases only, and another's by nothing.
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases")
  @ReadsPersonalData
  Page<CaseAnswer> cases(Query query, PageRequest page, Caller caller) {
    CustomerId customer = query.id("customerId", CustomerId::new);
    String refused = query.identifier("resubmissionOf");
    String text = query.identifier("q");
    CaseTables.Search search =
        new CaseTables.Search(
            query.enumValue("status", CaseStatus.class),
            sight.within(caller, customer == null ? null : company(customer)),
            query.id("serialNumber", SerialNumber::new),
            query.id("rmaNumber", RmaNumber::new),
            query.enumValue("procedure", Procedure.class),
            refused == null ? null : new CaseId(refused),
            text,
            text == null ? null : meantBy(text));
    query.check();
    List<CaseAnswer> items = stories.present(tables.find(search, page), caller);
    return new Page<>(items, page.page(), page.size(), tables.count(search));
  }

  /** The account that the text means where it is an ID of the earlier system. */
  private @Nullable CustomerId meantBy(String text) {
    try {
      CustomerId perhaps = new CustomerId(text);
      CustomerId meant = cover.presentId(perhaps);
      return meant.equals(perhaps) ? null : meant;
    } catch (UnusableId notAnId) {
      return null;
    }
  }

  private Set<CustomerId> company(CustomerId customerId) {
    Set<CustomerId> linked = cover.linkedIds(customerId);
    return linked.isEmpty() ? Set.of(customerId) : linked;
  }

  /**
   * One case: as it stands, as it was recorded {@code asOf} an instant, or as it was {@code trueAt}
   * one by all that is known.
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases/{caseId}")
  @ReadsPersonalData
  ResponseEntity<CaseAnswer> one(@PathVariable String caseId, Query query, Caller caller) {
    Instant asOf = query.instant("asOf");
    Instant trueAt = query.instant("trueAt");
    query.check();
    CaseAnswer view = stories.at(caseId, asOf, trueAt, caller);
    return ResponseEntity.ok().eTag(VersionTag.of(view.version())).body(view);
  }

  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases/{caseId}/deadlines")
  Page<DeadlineView> deadlinesOf(@PathVariable String caseId, Query query) {
    PageRequest page = longPage(query);
    return Page.of(DeadlineView.of(stories.state(caseId)), page);
  }

  /**
   * One event of a case's history.
   *
   * @param position its place among all events of this service; opaque, the same as in the feed
   * @param streamsequence its place in the case, from 0
   * @param type the event's name
   * @param version of the event's form, from 1
   * @param occurredAt when it happened
   * @param recordedAt when it became known
   * @param actor the subject of the caller's token, or the service
   * @param data the payload as it was published; for a customer without what it tells of others
   * @param hash SHA-256 in hexadecimal digits, chained to the case's previous event
   */
  record HistoryEntry(
      String position,
      long streamsequence,
      String type,
      int version,
      Instant occurredAt,
      Instant recordedAt,
      @Nullable String actor,
      JsonNode data,
      String hash) {

    /** Whose a unit is that came where another was awaited. */
    private static final List<String> OF_OTHERS = List.of("knownAs", "belongsToCaseId");

    static HistoryEntry of(StoredEvent stored, Caller caller) {
      EventEnvelope<?> event = stored.envelope();
      JsonNode data = EventJson.mapper().valueToTree(event.data());
      if (caller.isCustomer() && data instanceof ObjectNode fields) {
        fields.remove(OF_OTHERS);
      }
      return new HistoryEntry(
          stored.position(),
          event.streamSequence(),
          event.name(),
          event.version(),
          event.occurredAt(),
          event.recordedAt(),
          event.actor(),
          data,
          stored.hash());
    }
  }

  /** Everything that was recorded of the case, the oldest first. */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases/{caseId}/history")
  @ReadsPersonalData
  Page<HistoryEntry> history(@PathVariable String caseId, Query query, Caller caller) {
    Instant asOf = query.instant("asOf");
    PageRequest page = longPage(query);
    return Page.of(
        stories.stored(caseId).stream()
            .filter(stored -> asOf == null || !stored.envelope().recordedAt().isAfter(asOf))
            .map(stored -> HistoryEntry.of(stored, caller))
            .toList(),
        page);
  }

  /**
   * The desk's queue: what is due first, then what nothing says by when to do. A customer's is that
   * of its own cases.
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/deadlines")
  Page<CaseTables.OpenWork> deadlines(Query query, PageRequest page, Caller caller) {
    Instant before = dueBefore(query);
    Duty.Who who = query.enumValue("who", Duty.Who.class);
    query.check();
    Set<CustomerId> own = sight.within(caller, null);
    return Page.of(
        tables.openWork(before, who).stream()
            .filter(
                work ->
                    own == null || (work.customerId() != null && own.contains(work.customerId())))
            .toList(),
        page);
  }

  /** A date means the beginning of that day in Japan. */
  private static @Nullable Instant dueBefore(Query query) {
    String text = query.identifier("dueBefore");
    if (text == null || text.contains("T")) {
      return query.instant("dueBefore");
    }
    LocalDate day = query.date("dueBefore");
    return day == null ? null : JapanTime.startOfDay(day);
  }

  /** A case is read as a whole unless smaller pages are asked for. */
  private static PageRequest longPage(Query query) {
    PageRequest page =
        new PageRequest(
            query.integer("page", 0, 10_000_000, 0),
            query.integer("size", 1, PageRequest.MAX_SIZE, PageRequest.MAX_SIZE));
    query.check();
    return page;
  }
}
