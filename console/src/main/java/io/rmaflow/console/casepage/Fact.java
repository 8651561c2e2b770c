package io.rmaflow.console.casepage;

import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CorrectableField;
import io.rmaflow.events.rma.CorrectableFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recorded fact as it stands, with what can be corrected of it.
 *
 * @param sequence its place in the case
 * @param event the name of its event
 * @param visit of which visit; null where the case has it once
 * @param values what can be corrected, by the name of the field, in the notation of a correction;
 *     empty where nothing is said
 */
record Fact(long sequence, String event, @Nullable Integer visit, Map<String, String> values) {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter TYPED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  /**
   * A field as it is shown and typed.
   *
   * @param value as it is typed
   */
  public record Shown(String name, Kind kind, String value) {}

  /** How a value of a field is typed. */
  enum Kind {
    /** A time in Japan. */
    INSTANT,
    /** One of {@link Choices#CONDITION}. */
    CONDITION,
    /** Yes or no. */
    YES_NO,
    /** A whole number. */
    NUMBER,
    /** A line of text. */
    LINE
  }

  /** The fact that an event recorded; nothing where nothing of it can be corrected. */
  static Optional<Fact> of(HistoryEntry entry) {
    return CorrectableFields.ofEvent(entry.getType())
        .map(
            fields ->
                new Fact(
                    entry.getStreamsequence(),
                    entry.getType(),
                    entry.getData().get("visit") instanceof Number visit ? visit.intValue() : null,
                    values(fields.names(), entry.getData())));
  }

  private static Map<String, String> values(List<String> names, Map<String, Object> data) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      Object said = data.get(name);
      if (said == null && data.get("shipment") instanceof Map<?, ?> shipment) {
        said = shipment.get(name);
      }
      values.put(name, said == null ? "" : said.toString());
    }
    return values;
  }

  /** The name of a field as in the payload, also where a correction said {@code occurredAt}. */
  static String field(String event, String named) {
    return CorrectableFields.ofEvent(event)
        .flatMap(fields -> fields.field(named))
        .map(CorrectableField::name)
        .orElse(named);
  }

  /** How a value of that field is typed. */
  static Kind kind(String event, String name) {
    Optional<? extends CorrectableField<?, ?>> field =
        CorrectableFields.ofEvent(event).flatMap(fields -> fields.field(name));
    if (field.isEmpty()) {
      return Kind.LINE;
    }
    CorrectableField<?, ?> one = field.get();
    if (one.of(Instant.class).isPresent()) {
      return Kind.INSTANT;
    }
    if (one.of(CaseEvent.Condition.class).isPresent()) {
      return Kind.CONDITION;
    }
    if (one.of(Boolean.class).isPresent()) {
      return Kind.YES_NO;
    }
    return one.of(Long.class).isPresent() || one.of(Integer.class).isPresent()
        ? Kind.NUMBER
        : Kind.LINE;
  }

  /** The same where a correction has changed one field. */
  Fact with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new Fact(sequence, event, visit, changed);
  }

  /** Whether a correction of that event and visit is one of this fact. */
  boolean isMeantBy(String ofEvent, @Nullable Object ofVisit) {
    return event.equals(ofEvent)
        && (visit == null || !(ofVisit instanceof Number number) || number.intValue() == visit);
  }

  /** What can be corrected, in alphabetical order of the names. */
  public List<Shown> shown() {
    return values.entrySet().stream()
        .map(
            each ->
                new Shown(
                    each.getKey(),
                    kind(event, each.getKey()),
                    typed(kind(event, each.getKey()), each.getValue())))
        .toList();
  }

  /** A value that is a time; null where it is none. */
  static @Nullable OffsetDateTime at(Kind kind, String value) {
    if (kind != Kind.INSTANT || value.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value);
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** A value as it is typed: a time without its zone, as the clock on the wall shows it. */
  static String typed(Kind kind, String value) {
    OffsetDateTime at = at(kind, value);
    return at == null ? value : TYPED.format(at.atZoneSameInstant(JAPAN));
  }

  /** What is sent of what was typed. */
  static Object sent(Kind kind, String typed) {
    return kind == Kind.INSTANT ? Typed.instant(typed) : typed;
  }
}
