package io.rmaflow.console.casepage;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person typed into a form, and what is sent of it. What cannot be read is sent as it was
 * typed: the service says what is wrong with it, and there is one place that says so.
 *
 * @param values by the name of the input, as the browser sent them
 */
record Typed(Map<String, List<String>> values) {

  static final Typed NOTHING = new Typed(Map.of());

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  /** Copies the lists. */
  Typed {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
    values = copy;
  }

  /** All values of an input; none where it was not sent. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The value of an input without blanks around it; empty where it was not sent. */
  String one(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? "" : all.getFirst().strip();
  }

  /** The body of the call; what was left empty is left out. */
  Map<String, Object> body(Step step) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (Field field : step.fields()) {
      value(field).ifPresent(value -> body.put(field.name(), value));
    }
    return body;
  }

  private Optional<Object> value(Field field) {
    String one = one(field.name());
    return switch (field.kind()) {
      case CHOICES -> filled(all(field.name()));
      case LINES -> filled(one.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
      case FILES -> filled(all(field.name()).stream().map(Typed::file).toList());
      case LINE, TEXT, CHOICE, RECEIVED_UNIT, RMA_NUMBER ->
          one.isEmpty() ? Optional.empty() : Optional.of(one);
      case INSTANT -> one.isEmpty() ? Optional.empty() : Optional.of(instant(one));
      case NUMBER -> one.isEmpty() ? Optional.empty() : Optional.of(number(one));
      case YES_NO, FLAG -> one.isEmpty() ? Optional.empty() : Optional.of(yesOrNo(one));
    };
  }

  private static Optional<Object> filled(List<?> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(new ArrayList<>(list));
  }

  /** A time in Japan with its offset, as the services read it; anything else as it is. */
  static String instant(String typed) {
    try {
      return LocalDateTime.parse(typed)
          .atZone(JAPAN)
          .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    } catch (DateTimeException _) {
      return typed;
    }
  }

  private static Object number(String typed) {
    try {
      return Long.valueOf(typed);
    } catch (NumberFormatException _) {
      return typed;
    }
  }

  private static Object yesOrNo(String typed) {
    return switch (typed) {
      case "true" -> true;
      case "false" -> false;
      default -> typed;
    };
  }

  /** A file of the case, sent as {@code KIND:ID}. */
  private static Map<String, Object> file(String typed) {
    int colon = typed.indexOf(':');
    return colon < 0
        ? Map.of("kind", "", "attachmentId", typed)
        : Map.of("kind", typed.substring(0, colon), "attachmentId", typed.substring(colon + 1));
  }
}
