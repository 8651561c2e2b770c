package io.rmaflow.kit.web.calls;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rmaflow.kit.eventing.ParkedEvent;
import io.rmaflow.kit.eventing.ParkedEvent.Status;
import io.rmaflow.kit.eventing.ParkedEvents;
import io.rmaflow.kit.eventing.ParkedRecord;
import io.rmaflow.kit.jdbc.Legible;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What lies parked, and what an operator does about it. Each event is worked off in a transaction
 * of its own, so these calls open none around it.
 */
@RestController
class ParkedEventsController {

  private static final Logger log = LoggerFactory.getLogger(ParkedEventsController.class);
  private static final String WHAT = "parked event";
  private static final int LONGEST_REASON = 2_000;
  private static final int LONGEST_TEXT = 2_000;

  /** A parked event as answered; the fields are those of {@link ParkedEvent}. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ParkedView(
      long parkedId,
      String topic,
      int partition,
      long offset,
      String streamId,
      @Nullable Long streamsequence,
      @Nullable String type,
      Status status,
      @Nullable String reason,
      Instant parkedAt,
      int attempts) {

    static ParkedView of(ParkedEvent event) {
      return new ParkedView(
          event.id(),
          event.topic(),
          event.partition(),
          event.offset(),
          event.streamId(),
          event.sequence(),
          event.type(),
          event.status(),
          event.reason(),
          event.parkedAt(),
          event.attempts());
    }
  }

  /**
   * Bytes of a record.
   *
   * @param text the first {@link #LONGEST_TEXT} of their characters, made legible
   * @param bytes how many there are
   * @param base64 all of them
   */
  record BytesView(String text, int bytes, String base64) {

    static @Nullable BytesView of(byte @Nullable [] bytes) {
      return bytes == null
          ? null
          : new BytesView(
              Legible.bytes(bytes, LONGEST_TEXT),
              bytes.length,
              Base64.getEncoder().encodeToString(bytes));
    }
  }

  /** A header of a record; its name made legible. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record HeaderView(String name, @Nullable BytesView value) {}

  /** A record as it came. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record RecordView(@Nullable BytesView key, List<HeaderView> headers, @Nullable BytesView body) {

    static RecordView of(ParkedRecord record) {
      return new RecordView(
          BytesView.of(record.key()),
          record.headers().stream()
              .map(
                  header ->
                      new HeaderView(
                          Legible.text(header.name(), LONGEST_TEXT), BytesView.of(header.value())))
              .toList(),
          BytesView.of(record.body()));
    }
  }

  /**
   * A parked event with the record that it came in.
   *
   * @param record absent where it could not be kept
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record WholeView(@JsonUnwrapped ParkedView event, @Nullable RecordView record) {}

  /**
   * What a repair has come to.
   *
   * @param stillParked what lies parked of the same stream now
   */
  record RepairView(long parkedId, String streamId, List<ParkedView> stillParked) {}

  private final ParkedEvents parked;

  ParkedEventsController(ParkedEvents parked) {
    this.parked = parked;
  }

  /** Which parked events are asked for. */
  record Search(@Identifier @Nullable String topic, @Nullable Status status) {}

  /** No fields at all. */
  record Nothing() {}

  /** Why an event is passed over. */
  record Skip(@Line(max = LONGEST_REASON) String reason) {}

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/parked")
  Page<ParkedView> list(@Valid @ModelAttribute Search search, PageRequest page) {
    String topic = search.topic();
    Status status = search.status();
    return new Page<>(
        parked.list(topic, status, page.offset(), page.size()).stream()
            .map(ParkedView::of)
            .toList(),
        page.page(),
        page.size(),
        parked.count(topic, status));
  }

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/parked/{id}")
  WholeView show(@PathVariable("id") String id) {
    ParkedEvent event = find(id);
    return new WholeView(
        ParkedView.of(event), parked.record(event.id()).map(RecordView::of).orElse(null));
  }

  /** Tries it again; those that wait behind it follow in their order. */
  @Allowed(ADMIN)
  @PostMapping("/api/parked/{id}/replay")
  @AdministrativeAct
  RepairView replay(
      @PathVariable("id") String id,
      @Valid @RequestBody(required = false) Nothing body,
      Caller caller) {
    ParkedEvent event = find(id);
    boolean workedOff;
    try {
      workedOff = parked.replay(event.id());
    } catch (IllegalArgumentException goneMeanwhile) {
      throw notFailed(event);
    }
    if (!workedOff) {
      throw new StateConflict(
          ParkedView.of(find(id)),
          "STILL_FAILING",
          "再処理しましたが、再び失敗しました。",
          "It was tried again and failed again.");
    }
    log.info("parked event {} of {} was replayed by {}", id, event.streamId(), caller.subject());
    return repaired(event);
  }

  /** Passes it over for good; those that wait behind it follow in their order. */
  @Allowed(ADMIN)
  @PostMapping("/api/parked/{id}/skip")
  @AdministrativeAct
  RepairView skip(@PathVariable("id") String id, @Valid @RequestBody Skip body, Caller caller) {
    ParkedEvent event = find(id);
    try {
      parked.skip(event.id(), body.reason(), caller.subject());
    } catch (IllegalArgumentException goneMeanwhile) {
      throw notFailed(event);
    }
    log.warn("parked event {} of {} was skipped by {}", id, event.streamId(), caller.subject());
    return repaired(event);
  }

  private RepairView repaired(ParkedEvent event) {
    return new RepairView(
        event.id(),
        event.streamId(),
        parked.ofStream(event.topic(), event.streamId()).stream().map(ParkedView::of).toList());
  }

  private static StateConflict notFailed(ParkedEvent event) {
    return new StateConflict(
        ParkedView.of(event),
        "NOT_FAILED",
        "このイベントは失敗していないか、先行するイベントを待っているか、元のレコードが保存されていません。",
        "The event has not failed, or waits for earlier ones of its stream, or its record could not"
            + " be kept.");
  }

  private ParkedEvent find(String id) {
    try {
      return parked.find(Long.parseLong(id)).orElseThrow(() -> new NotFound(WHAT, id));
    } catch (NumberFormatException notAnId) {
      throw new NotFound(WHAT, id);
    }
  }
}
