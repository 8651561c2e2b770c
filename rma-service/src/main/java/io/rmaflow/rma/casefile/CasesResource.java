package io.rmaflow.rma.casefile;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.Message;
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.values.Parsed;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.Forbidden;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Sight;
import io.rmaflow.kit.web.VersionTag;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.time.JapanTime;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Cases as they are read. */
@RestController
@Tag(name = "cases")
class CasesResource {

  /** Of whom one search means so many at most. */
  private static final int MOST_PERSONS = 1_000;

  private final CaseStories stories;
  private final RecordedCases recorded;
  private final CaseTables tables;
  private final EarlierCases earlier;
  private final Cover cover;
  private final Sight sight;
  private final PersonalStore personal;

  CasesResource(
      CaseStories stories,
      RecordedCases recorded,
      CaseTables tables,
      EarlierCases earlier,
      Cover cover,
      Sight sight,
      PersonalStore personal) {
    this.stories = stories;
    this.recorded = recorded;
    this.tables = tables;
    this.earlier = earlier;
    this.cover = cover;
    this.sight = sight;
    this.personal = personal;
  }

  /**
   * Which cases are asked for.
   *
   * @param customerId of this customer ID, those linked with it and those of the earlier system
   * @param resubmissionOf sent in the place of this case
   * @param q with this in the RMA number, customer ID, serial number or tracking number
   * @param status in this status
   * @param serialNumber of this unit
   * @param rmaNumber with this RMA number
   * @param procedure of this procedure
   * @param person whose request names somebody, as requester or receiver, of this name, or whose
   *     name or surname begins so, or of this mail address or telephone number as a whole; who was
   *     erased is not found
   */
  record CaseSearch(
      @Nullable CustomerId customerId,
      @Nullable CaseId resubmissionOf,
      @Identifier @Nullable String q,
      @Nullable CaseStatus status,
      @Nullable SerialNumber serialNumber,
      @Nullable RmaNumber rmaNumber,
      @Nullable Procedure procedure,
      @PersonalData @Line(max = 200) @Nullable String person) {}

  /**
   * Cases, the newest first.
   *
   * <p>A customer finds its own cases only, and another's by nothing.
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases")
  @ReadsPersonalData
  @InJapanese("案件の一覧(新しい順)。顧客 ID には名寄せされた ID も含みます。")
  Page<CaseAnswer> cases(
      @Valid @ModelAttribute CaseSearch search, PageRequest page, Caller caller) {
    CustomerId customer = search.customerId();
    CaseTables.Search wanted =
        new CaseTables.Search(
            search.status(),
            sight.within(caller, customer == null ? null : company(customer)),
            search.serialNumber(),
            search.rmaNumber(),
            search.procedure(),
            search.resubmissionOf(),
            search.q(),
            search.q() == null ? null : meantBy(search.q()),
            persons(search.person(), caller));
    List<CaseAnswer> items = stories.present(tables.find(wanted, page), caller);
    return new Page<>(items, page.page(), page.size(), tables.count(wanted));
  }

  /** Logistics is told of the persons alone to whom something is sent. */
  private @Nullable List<ContactId> persons(@Nullable String search, Caller caller) {
    if (search == null) {
      return null;
    }
    if (caller.role() == LOGISTICS) {
      throw Forbidden.role(caller.role());
    }
    return personal.find(search, MOST_PERSONS);
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
   * A case: as it stands, as recorded by an instant, or as it was at one by all that is known.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases/{caseId}")
  @ReadsPersonalData
  @InJapanese("案件。指定日時までに記録された内容(asOf)、または現在分かっている事実による指定日時の状態(trueAt)でも取得できます。")
  @Operation(operationId = "case")
  @Answers(headers = "ETag: the version that If-Match may name")
  ResponseEntity<CaseAnswer> one(
      @PathVariable String caseId, @Valid @ModelAttribute AsOf then, Caller caller) {
    CaseAnswer view = stories.at(caseId, then, caller);
    return ResponseEntity.ok().eTag(VersionTag.of(view.version())).body(view);
  }

  /**
   * Which part of a long list is asked for: all of it unless smaller pages are.
   *
   * @param page from 0
   * @param size items of a page at most, 1 to 200
   */
  record LongPage(
      @Default("0") @Min(0) @Max(10_000_000) int page,
      @Default("" + PageRequest.MAX_SIZE) @Min(1) @Max(PageRequest.MAX_SIZE) int size) {

    PageRequest request() {
      return new PageRequest(page, size);
    }
  }

  /**
   * Due times of a case, each with its derivation: as they stand, as recorded by an instant, or as
   * they were at one by all that is known.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases/{caseId}/deadlines")
  @InJapanese("案件の期限。各期限の算出根拠を含みます。過去の時点(asOf・trueAt)でも取得できます。")
  Page<DeadlineView> caseDeadlines(
      @PathVariable String caseId,
      @Valid @ModelAttribute AsOf then,
      @Valid @ModelAttribute LongPage page) {
    return Page.of(DeadlineView.of(state(caseId, then)), page.request());
  }

  private CaseState state(String caseId, AsOf then) {
    return then.isPresent() ? stories.state(caseId) : recorded.state(caseId, then);
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
      Map<String, JsonNode> data,
      String hash) {

    /** Whose a unit is that came where another was awaited. */
    private static final List<String> OF_OTHERS = List.of("knownAs", "belongsToCaseId");

    static HistoryEntry of(StoredEvent stored, Caller caller) {
      EventEnvelope<?> event = stored.envelope();
      Map<String, JsonNode> data = new LinkedHashMap<>();
      EventJson.mapper().<JsonNode>valueToTree(event.data()).properties().stream()
          .filter(field -> !caller.isCustomer() || !OF_OTHERS.contains(field.getKey()))
          .forEach(field -> data.put(field.getKey(), field.getValue()));
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

  /**
   * Which part of a history is asked for: all of it unless smaller pages are.
   *
   * @param asOf by what had been recorded by then; with its offset
   * @param page from 0
   * @param size items of a page at most, 1 to 200
   */
  record HistoryPage(
      @Nullable Instant asOf,
      @Default("0") @Min(0) @Max(10_000_000) int page,
      @Default("" + PageRequest.MAX_SIZE) @Min(1) @Max(PageRequest.MAX_SIZE) int size)
      implements Checked {

    @Override
    public void check(Findings findings) {
      AsOf.checkPast(findings, "asOf", asOf);
    }
  }

  /**
   * Everything recorded of a case, the oldest first.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases/{caseId}/history")
  @ReadsPersonalData
  @InJapanese("案件に記録されたすべての事実(古い順)。")
  Page<HistoryEntry> caseHistory(
      @PathVariable String caseId, @Valid @ModelAttribute HistoryPage page, Caller caller) {
    long total = recorded.length(caseId, page.asOf());
    long first = Math.min(total, (long) page.page() * page.size());
    List<HistoryEntry> items =
        recorded.stored(caseId, first, (int) Math.min(page.size(), total - first)).stream()
            .map(stored -> HistoryEntry.of(stored, caller))
            .toList();
    return new Page<>(items, page.page(), page.size(), total);
  }

  /**
   * Which open work is asked for.
   *
   * @param dueBefore due before this instant with its offset, or before the beginning of this day
   *     in Japan
   * @param who of this side
   */
  record OpenWorkSearch(@Identifier @Nullable String dueBefore, Duty.@Nullable Who who)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (before() instanceof Parsed.Wrong<Instant>(String code, Message why)) {
        findings.reject("dueBefore", code, why.ja(), why.en());
      }
    }

    @Nullable Instant dueBeforeInstant() {
      return before() instanceof Parsed.Value<Instant>(Instant before) ? before : null;
    }

    private @Nullable Parsed<Instant> before() {
      if (dueBefore == null) {
        return null;
      }
      if (dueBefore.contains("T")) {
        // a + that was not encoded arrives as a blank
        return Values.INSTANT.parse(dueBefore.replace(' ', '+'));
      }
      return switch (Values.DATE.parse(dueBefore)) {
        case Parsed.Value<LocalDate>(LocalDate day) ->
            new Parsed.Value<>(JapanTime.startOfDay(day));
        case Parsed.Wrong<LocalDate>(String code, Message why) -> new Parsed.Wrong<>(code, why);
      };
    }
  }

  /**
   * Open work of all cases: what is due first, then what nothing says by when to do; as it stands,
   * as recorded by an instant, or as it was at one by all that is known.
   *
   * <p>A customer's is that of its own cases.
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/deadlines")
  @InJapanese("全案件の未了の作業(期限の早い順、期限のないものは最後)。過去の時点(asOf・trueAt)でも取得できます。")
  Page<OpenWork> deadlines(
      @Valid @ModelAttribute OpenWorkSearch search,
      @Valid @ModelAttribute AsOf then,
      PageRequest page,
      Caller caller) {
    Set<CustomerId> own = sight.within(caller, null);
    Instant dueBefore = search.dueBeforeInstant();
    List<OpenWork> work =
        then.isPresent()
            ? tables.openWork(dueBefore, search.who())
            : earlier.openWork(dueBefore, search.who(), then);
    return Page.of(
        work.stream()
            .filter(
                one -> own == null || (one.customerId() != null && own.contains(one.customerId())))
            .toList(),
        page);
  }
}
