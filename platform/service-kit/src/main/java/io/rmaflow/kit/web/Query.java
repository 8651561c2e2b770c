package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads query parameters and collects every error; a controller method may take it as an argument.
 * A parameter that is absent or empty reads as {@code null}; unknown ones are passed over. Read,
 * then {@link #check()}.
 */
public final class Query {

  private final Map<String, String[]> parameters;
  private final List<FieldError> errors = new ArrayList<>();

  /** Reads parameters as the servlet API gives them. */
  public Query(Map<String, String[]> parameters) {
    this.parameters = Map.copyOf(parameters);
  }

  /** A text of at most {@code max} code points. */
  public @Nullable String text(String name, int max) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    if (value.codePointCount(0, value.length()) > max) {
      error(
          name,
          "TOO_LONG",
          max + " 文字以内で指定してください。",
          "It must not have more than " + max + " characters.");
      return null;
    }
    return value;
  }

  /** An identifier of any kind, at most 128 code points without control characters. */
  public @Nullable String identifier(String name) {
    String value = text(name, Fields.MAX_IDENTIFIER);
    if (value != null && value.chars().anyMatch(Character::isISOControl)) {
      error(name, "INVALID_CHARACTER", "制御文字は使えません。", "Control characters are not allowed.");
      return null;
    }
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** {@code true} or {@code false}, or what it is where absent. */
  public boolean bool(String name, boolean whereAbsent) {
    String value = single(name);
    if (value == null) {
      return whereAbsent;
    }
    if (!value.equals("true") && !value.equals("false")) {
      error(name, "WRONG_TYPE", "true / false を指定してください。", "It must be true or false.");
      return whereAbsent;
    }
    return value.equals("true");
  }

  /** A whole number between two bounds, both inclusive, or what it is where absent. */
  public int integer(String name, int min, int max, int whereAbsent) {
    String value = single(name);
    if (value == null) {
      return whereAbsent;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      error(name, "WRONG_TYPE", "整数を指定してください。", "It must be a whole number.");
      return whereAbsent;
    }
    outOfRange(name, Integer.toString(min), Integer.toString(max));
    return whereAbsent;
  }

  /** A date such as {@code 2026-05-01}, from 1900 to 9999. */
  public @Nullable LocalDate date(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(value);
      return isWithinReach(name, date) ? date : null;
    } catch (DateTimeException malformed) {
      error(name, "MALFORMED", "日付は 2026-05-01 の形式で指定してください。", "A date looks like 2026-05-01.");
      return null;
    }
  }

  /**
   * An instant with its offset, such as {@code 2026-05-01T10:30:00+09:00}, from 1900 to 9999; a
   * {@code +} that arrived as a space, because it was not encoded, is understood.
   */
  public @Nullable Instant instant(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(value.replace(' ', '+'));
      return isWithinReach(name, time.toLocalDate())
          ? time.toInstant().truncatedTo(ChronoUnit.MICROS)
          : null;
    } catch (DateTimeException malformed) {
      error(
          name,
          "MALFORMED",
          "日時は 2026-05-01T10:30:00+09:00 のように時差を付けて指定してください。",
          "An instant looks like 2026-05-01T10:30:00+09:00, with its offset.");
      return null;
    }
  }

  private boolean isWithinReach(String name, LocalDate date) {
    boolean within = !date.isBefore(Fields.FIRST_DATE) && !date.isAfter(Fields.LAST_DATE);
    if (!within) {
      outOfRange(name, Fields.FIRST_DATE.toString(), Fields.LAST_DATE.toString());
    }
    return within;
  }

  /** One of the names of an enum. */
  public <E extends Enum<E>> @Nullable E enumValue(String name, Class<E> type) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    String allowed =
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    error(
        name, "UNKNOWN_VALUE", "次のいずれかを指定してください: " + allowed, "It must be one of " + allowed + ".");
    return null;
  }

  /** Parameters {@code page} and {@code size}. */
  public PageRequest page() {
    return new PageRequest(
        integer("page", 0, 10_000_000, 0),
        integer("size", 1, PageRequest.MAX_SIZE, PageRequest.DEFAULT_SIZE));
  }

  /** Notes that a parameter is wrong by a rule of the caller's own. */
  public void reject(String name, String code, String messageJa, String messageEn) {
    error(name, code, messageJa, messageEn);
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidRequest naming every parameter that is wrong
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw new InvalidRequest(errors);
    }
  }

  private @Nullable String single(String name) {
    String[] values = parameters.get(name);
    if (values == null || values.length == 0 || values[0].isEmpty()) {
      return null;
    }
    if (values.length > 1) {
      error(name, "REPEATED", "1 回だけ指定してください。", "It must be given once.");
    }
    return values[0];
  }

  private void outOfRange(String name, String min, String max) {
    error(
        name,
        "OUT_OF_RANGE",
        min + " から " + max + " の範囲で指定してください。",
        "It must lie between " + min + " and " + max + ".");
  }

  private void error(String name, String code, String ja, String en) {
    errors.add(new FieldError(name, code, new Message(ja, en)));
  }
}
