package io.rmaflow.kit.web.calls;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.kit.eventing.EventFeed;
import io.rmaflow.kit.eventing.UnreadableCursor;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.Opaque;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET /api/events}: this service's events for those who would rather pull.
 *
 * <p>{@code after} (exclusive) is a {@code position} or {@code next} of an earlier answer; {@code
 * types} are names of this service's events without context and version, with commas between them;
 * {@code size} is 1 to 500, 100 where absent. A place that this service has not given out is a 400,
 * and so is a name that is none of its events: who waits for a misspelt one would wait for ever.
 */
@RestController
@Tag(name = "events")
class EventFeedController {

  private static final int DEFAULT_SIZE = 100;
  private static final int MAX_SIZE = 500;
  private static final int LONGEST_TYPES = 4_000;

  /**
   * An event and its place.
   *
   * @param position where it stands, opaque; the {@code after} of a call that begins behind it
   * @param event CloudEvents 1.0, structured; its data as in the AsyncAPI document
   */
  record FedEventView(String position, JsonNode event) {}

  /**
   * A piece of the feed.
   *
   * @param items the oldest first
   * @param next the {@code after} of the next call; behind the last item where events of other
   *     types follow it; null where the service has no events yet
   * @param more whether there may be more already, also where this answer has no items
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record EventFeedView(List<FedEventView> items, @Nullable String next, boolean more) {}

  private final EventFeed feed;

  EventFeedController(EventFeed feed) {
    this.feed = feed;
  }

  /**
   * Which events are asked for.
   *
   * @param after exclusive: the position of an item or the next of an answer, opaque ({@code
   *     UNREADABLE_CURSOR} where it is damaged); from the beginning where absent
   * @param types names of events, without context and version, separated by commas; all where
   *     absent
   * @param size items at most
   */
  record Piece(
      @Opaque @Nullable String after,
      @Line(max = LONGEST_TYPES) @Nullable String types,
      @Default("" + DEFAULT_SIZE) @Min(1) @Max(MAX_SIZE) int size) {}

  /** The service's own events, in an order that nothing older can enter. */
  @InJapanese("このサービス自身のイベント。すでに読んだ位置より前に後から加わることはありません。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @Refuses(status = 400, codes = "UNREADABLE_CURSOR")
  @GetMapping("/api/events")
  EventFeedView events(@Valid @ModelAttribute Piece asked, Findings findings) {
    Set<String> names = names(asked.types(), findings);
    findings.check();
    EventFeed.Piece piece;
    try {
      piece = feed.read(asked.after(), names, asked.size());
    } catch (UnreadableCursor e) {
      throw InvalidRequest.of(
          "after",
          "UNREADABLE_CURSOR",
          "このサービスが返した位置ではないか、欠けています。最後に受け取った位置を省略せずに指定するか、位置なしで最初から読み直してください。",
          "It is not a position that this service has given out, or is damaged. Give the last one"
              + " whole, or none to begin anew.");
    }
    return new EventFeedView(
        piece.events().stream()
            .map(
                stored ->
                    new FedEventView(
                        stored.position(),
                        EventJson.mapper().readTree(CloudEvents.structured(stored.envelope()))))
            .toList(),
        piece.next(),
        piece.more());
  }

  private Set<String> names(@Nullable String types, Findings findings) {
    Set<String> names = new LinkedHashSet<>();
    if (types == null) {
      return names;
    }
    Set<String> known = feed.names();
    for (String name : Arrays.stream(types.split(",", -1)).map(String::strip).toList()) {
      if (known.contains(name)) {
        names.add(name);
      } else {
        findings.reject(
            "types",
            "UNKNOWN_VALUE",
            "このサービスのイベントではありません: " + name,
            "It is no event of this service: " + name);
      }
    }
    return names;
  }
}
