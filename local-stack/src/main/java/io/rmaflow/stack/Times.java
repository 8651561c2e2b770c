package io.rmaflow.stack;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instants and durations as people type and read them at the terminal: in Japan's time. */
final class Times {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,6})([dhms])");

  private Times() {}

  /** ISO 8601 with Japan's offset. */
  static String inJapan(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(JAPAN).toOffsetDateTime());
  }

  /**
   * Reads {@code 2026-05-01T09:00:00+09:00}, {@code …Z}, and without an offset, or without a time
   * (00:00), as Japan's.
   *
   * @throws StackFailure where it is none of these
   */
  static Instant instant(String text) {
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text).atStartOfDay(JAPAN).toInstant();
      }
      return text.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(JAPAN).toInstant();
    } catch (DateTimeException e) {
      throw new StackFailure(
          "\"" + text + "\" is no instant; write it as 2026-05-01T09:00:00+09:00", e);
    }
  }

  /**
   * Reads {@code 5d}, {@code 3h}, {@code 10m}, {@code 30s}, or ISO 8601 such as {@code PT36H}; a
   * day is 24 hours.
   *
   * @throws StackFailure where it is none of these, or not above zero
   */
  static Duration duration(String text) {
    Matcher simple = SHORT.matcher(text);
    Duration duration;
    try {
      duration = simple.matches() ? of(simple) : Duration.parse(text);
    } catch (DateTimeException e) {
      throw new StackFailure("\"" + text + "\" is no duration; write it as 5d, 3h, 10m or 30s", e);
    }
    if (!duration.isPositive()) {
      throw new StackFailure("The clock only goes forward: " + text);
    }
    return duration;
  }

  private static Duration of(Matcher simple) {
    long amount = Long.parseLong(simple.group(1));
    return switch (simple.group(2)) {
      case "d" -> Duration.ofDays(amount);
      case "h" -> Duration.ofHours(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofSeconds(amount);
    };
  }
}
