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
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "events")
class ParkedEventsController {

  private static final Logger log = LoggerFactory.getLogger(ParkedEventsController.class);
  private static final String WHAT = "parked event";
  private static final int LONGEST_REASON = 2_000;
  private static final int LONGEST_TEXT = 2_000;

  /**
   * An event that could not be applied.
   *
   * @param parkedId names it
   * @param topic where it came from
   * @param partition of the topic
   * @param offset in the partition; with topic and partition it names the record
   * @param streamId the stream that it holds up, or the record's key where it could not be read
   * @param streamsequence its place in the stream; null where it could not be read
   * @param type of CloudEvents; null where the record had none
   * @param status why it lies here
   * @param reason what went wrong; null for one that waits
   * @param parkedAt business time
   * @param attempts how often it was tried
   */
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
   * @param text their first {@value #LONGEST_TEXT} characters; what cannot be shown is escaped
   * @param bytes how many there are
   * @param base64 all of them
   */
  record ParkedBytesView(String text, int bytes, String base64) {

    static @Nullable ParkedBytesView of(byte @Nullable [] bytes) {
      return bytes == null
          ? null
          : new ParkedBytesView(
              Legible.bytes(bytes, LONGEST_TEXT),
              bytes.length,
              Base64.getEncoder().encodeToString(bytes));
    }
  }

  /**
   * A header of a record.
   *
   * @param name what cannot be shown is escaped
   * @param value null where it has none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ParkedHeaderView(String name, @Nullable ParkedBytesView value) {}

  /**
   * A record as it came.
   *
   * @param key null where it has none
   * @param headers in their order
   * @param body null where it has none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ParkedRecordView(
      @Nullable ParkedBytesView key,
      List<ParkedHeaderView> headers,
      @Nullable ParkedBytesView body) {

    static ParkedRecordView of(ParkedRecord record) {
      return new ParkedRecordView(
          ParkedBytesView.of(record.key()),
          record.headers().stream()
              .map(
                  header ->
                      new ParkedHeaderView(
                          Legible.text(header.name(), LONGEST_TEXT),
                          ParkedBytesView.of(header.value())))
              .toList(),
          ParkedBytesView.of(record.body()));
    }
  }

  /**
   * A parked event with the record that it came in.
   *
   * @param event what is parked
   * @param record null where the database could not take it; topic, partition and offset say where
   *     it stands
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ParkedWholeView(@JsonUnwrapped ParkedView event, @Nullable ParkedRecordView record) {}

  /**
   * What a repair has come to.
   *
   * @param parkedId of the event that was repaired
   * @param streamId that it belongs to
   * @param stillParked what lies parked of the same stream now
   */
  record ParkedRepairView(long parkedId, String streamId, List<ParkedView> stillParked) {}

  private final ParkedEvents parked;

  ParkedEventsController(ParkedEvents parked) {
    this.parked = parked;
  }

  /**
   * Which parked events are asked for.
   *
   * @param topic of this topic only
   * @param status in this status only
   */
  record Search(@Identifier @Nullable String topic, @Nullable Status status) {}

  /** No fields at all. */
  record Nothing() {}

  /**
   * Why an event is passed over.
   *
   * @param reason kept apart from the events
   */
  record Skip(@Line(max = LONGEST_REASON) String reason) {}

  /** Events that could not be applied, and what waits behind them. */
  @InJapanese("適用できずに保留されたイベントと、その後ろで待っているイベント。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/parked")
  Page<ParkedView> parked(@Valid @ModelAttribute Search search, PageRequest page) {
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

  /**
   * One parked event with the record that it came in, byte for byte.
   *
   * @param id parkedId
   */
  @InJapanese("保留されたイベント1件と、届いたままのレコード。表示できない文字はエスケープし、元のバイト列はBase64で示します。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/parked/{id}")
  ParkedWholeView parkedOne(@PathVariable("id") String id) {
    ParkedEvent event = find(id);
    return new ParkedWholeView(
        ParkedView.of(event), parked.record(event.id()).map(ParkedRecordView::of).orElse(null));
  }

  /**
   * Apply a parked event again. Those that wait behind it follow in their order.
   *
   * @param id parkedId
   */
  @InJapanese("保留されたイベントをもう一度適用します。後ろのイベントも続けて適用されます。")
  @Refuses(
      status = 409,
      codes = {"STILL_FAILING", "NOT_FAILED"})
  @Allowed(ADMIN)
  @PostMapping("/api/parked/{id}/replay")
  @AdministrativeAct
  ParkedRepairView replayParked(
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

  /**
   * Pass a parked event over for good. Those that wait behind it follow in their order.
   *
   * @param id parkedId
   */
  @InJapanese("保留されたイベントを適用せずに通過させます。取り消しはできません。")
  @Refuses(status = 409, codes = "NOT_FAILED")
  @Allowed(ADMIN)
  @PostMapping("/api/parked/{id}/skip")
  @AdministrativeAct
  ParkedRepairView skipParked(
      @PathVariable("id") String id, @Valid @RequestBody Skip body, Caller caller) {
    ParkedEvent event = find(id);
    try {
      parked.skip(event.id(), body.reason(), caller.subject());
    } catch (IllegalArgumentException goneMeanwhile) {
      throw notFailed(event);
    }
    log.warn("parked event {} of {} was skipped by {}", id, event.streamId(), caller.subject());
    return repaired(event);
  }

  private ParkedRepairView repaired(ParkedEvent event) {
    return new ParkedRepairView(
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
