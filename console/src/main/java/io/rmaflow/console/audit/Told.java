package io.rmaflow.console.audit;

import io.rmaflow.console.audit.Differences.Difference;
import io.rmaflow.console.frame.Times;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Differences in the words of the person who reads them. */
final class Told {

  private static final List<String> NAMES =
      List.of("audit.field.", "casepage.due.", "casepage.work.", "casepage.leg.");
  private static final List<String> VALUES =
      List.of(
          "audit.value.",
          "casepage.status.",
          "casepage.procedure.",
          "casepage.due-state.",
          "casepage.due.",
          "casepage.who.",
          "casepage.by.",
          "casepage.leg.",
          "casepage.direction.",
          "casepage.payer.");

  private final MessageSource texts;
  private final Locale language;
  private final Times times;

  Told(MessageSource texts, Locale language) {
    this.texts = texts;
    this.language = language;
    this.times = new Times(language);
  }

  /**
   * A line of the comparison.
   *
   * @param field what differs
   * @param before empty where there was nothing
   * @param after empty where there is nothing
   */
  record Line(String field, String before, String after) {}

  List<Line> lines(List<Difference> differences) {
    return differences.stream()
        .map(
            each ->
                new Line(
                    each.path().stream()
                        .filter(name -> !name.equals("ja") && !name.equals("en"))
                        .map(name -> word(NAMES, name))
                        .collect(Collectors.joining(" › ")),
                    value(each.before()),
                    value(each.after())))
        .toList();
  }

  private String value(@Nullable String value) {
    if (value == null) {
      return "";
    }
    try {
      if (value.length() == 10) {
        return times.date(LocalDate.parse(value));
      }
      if (value.length() > 16 && value.charAt(10) == 'T') {
        return times.dateTime(OffsetDateTime.parse(value));
      }
    } catch (DateTimeException noDay) {
      return value;
    }
    return word(VALUES, value);
  }

  private String word(List<String> under, String name) {
    for (String prefix : under) {
      @Nullable String known = texts.getMessage(prefix + name, null, null, language);
      if (known != null) {
        return known;
      }
    }
    return name;
  }
}
