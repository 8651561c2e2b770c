package io.rmaflow.kit.web;

import io.rmaflow.events.Ids;
import io.rmaflow.events.Message;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.values.Parsed;
import io.rmaflow.events.values.Parser;
import io.rmaflow.events.values.Values;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  /** A value of one of the types of {@link Values}; blank is absent. */
  public <T> @Nullable T value(String name, Parser<T> type) {
    String text = single(name);
    return text == null || text.isBlank() ? null : parsed(name, text, type);
  }

  /**
   * A text of one line, in NFC without white space around it, of at most {@code max} code points.
   */
  public @Nullable String line(String name, int max) {
    return value(name, Values.line(max));
  }

  /** What this service has given out and gets back, exactly as it came. */
  public @Nullable String opaque(String name) {
    return single(name);
  }

  /** An identifier of any kind, at most 128 code points without control characters. */
  public @Nullable String identifier(String name) {
    return value(name, Values.identifier(Fields.MAX_IDENTIFIER));
  }

  /** A number or an ID of the business in its one spelling; blank is absent. */
  public <I> @Nullable I id(String name, Function<String, I> type) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    try {
      return Ids.typed(value, type);
    } catch (UnusableId unusable) {
      if (!unusable.isBlank()) {
        error(name, unusable.code(), unusable.reason().ja(), unusable.reason().en());
      }
      return null;
    }
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

  /** A date (see {@link Values#DATE}). */
  public @Nullable LocalDate date(String name) {
    return value(name, Values.DATE);
  }

  /**
   * An instant (see {@link Values#INSTANT}); a {@code +} that arrived as a space, because it was
   * not encoded, is understood.
   */
  public @Nullable Instant instant(String name) {
    String text = single(name);
    return text == null || text.isBlank()
        ? null
        : parsed(name, text.replace(' ', '+'), Values.INSTANT);
  }

  private <T> @Nullable T parsed(String name, String text, Parser<T> type) {
    return switch (type.parse(text)) {
      case Parsed.Value<T>(T value) -> value;
      case Parsed.Wrong<T>(String code, Message message) -> {
        errors.add(new FieldError(name, code, message));
        yield null;
      }
    };
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
