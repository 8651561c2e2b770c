package io.rmaflow.events.rma;

import io.rmaflow.events.Ids;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.values.Parsed;
import io.rmaflow.events.values.Parser;
import io.rmaflow.events.values.Values;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a value is written in a correction. What is recorded is read without the rules for what is
 * typed, which may have become narrower since.
 *
 * @param <V> what is written
 */
record Notation<V>(Class<V> type, Parser<V> typed, Function<String, V> onRecord) {

  private static final int LONGEST_TEXT = 128;

  private static final Notation<Instant> INSTANT =
      new Notation<>(Instant.class, Values.INSTANT, Instant::parse);

  private static final Notation<String> TEXT =
      new Notation<>(String.class, Values.line(LONGEST_TEXT), Function.identity());

  private static final Notation<SerialNumber> SERIAL_NUMBER =
      new Notation<>(SerialNumber.class, text -> id(text, SerialNumber::new), SerialNumber::new);

  private static final Notation<ProductCode> PRODUCT_CODE =
      new Notation<>(ProductCode.class, text -> id(text, ProductCode::new), ProductCode::new);

  private static final Notation<Condition> CONDITION =
      new Notation<>(Condition.class, Notation::condition, Condition::valueOf);

  private static final Notation<Boolean> BOOLEAN =
      new Notation<>(Boolean.class, Notation::yesOrNo, Boolean::valueOf);

  private static final List<Notation<?>> ALL =
      List.of(INSTANT, TEXT, SERIAL_NUMBER, PRODUCT_CODE, CONDITION, BOOLEAN);

  /**
   * That of a field's type; nothing where nobody writes such a value.
   *
   * @param max of a whole number, inclusive
   */
  static Optional<Notation<?>> of(Class<?> field, long max) {
    if (field == long.class) {
      return Optional.of(
          new Notation<>(
              Long.class, text -> number(text, max, Function.identity()), Long::valueOf));
    }
    if (field == int.class) {
      return Optional.of(
          new Notation<>(
              Integer.class, text -> number(text, max, Math::toIntExact), Integer::valueOf));
    }
    if (field == boolean.class) {
      return Optional.of(BOOLEAN);
    }
    return ALL.stream().filter(one -> one.type() == field).findFirst();
  }

  Parsed<V> parse(String text) {
    return text.isBlank()
        ? wrong("REQUIRED", "必須項目です。", "This field is required.")
        : typed.parse(text);
  }

  V recorded(String text) {
    return onRecord.apply(text);
  }

  private static <I> Parsed<I> id(String text, Function<String, I> type) {
    try {
      return new Parsed.Value<>(Ids.typed(text, type));
    } catch (UnusableId e) {
      return new Parsed.Wrong<>(e.code(), e.reason());
    }
  }

  private static Parsed<Condition> condition(String text) {
    return Arrays.stream(Condition.values())
        .filter(one -> one.name().equals(text.strip()))
        .findFirst()
        .<Parsed<Condition>>map(Parsed.Value::new)
        .orElseGet(
            () -> {
              String all =
                  Arrays.stream(Condition.values())
                      .map(Condition::name)
                      .collect(Collectors.joining(", "));
              return wrong(
                  "UNKNOWN_VALUE", "次のいずれかを指定してください: " + all, "It must be one of " + all + ".");
            });
  }

  private static Parsed<Boolean> yesOrNo(String text) {
    return switch (text.strip()) {
      case "true" -> new Parsed.Value<>(true);
      case "false" -> new Parsed.Value<>(false);
      default -> wrong("MALFORMED", "true か false を指定してください。", "It must be true or false.");
    };
  }

  private static <N> Parsed<N> number(String text, long max, Function<Long, N> as) {
    String ja = "0 から " + max + " までの整数を指定してください。";
    String en = "It must be a whole number from 0 to " + max + ".";
    try {
      long number = Long.parseLong(text.strip());
      return number < 0 || number > max
          ? wrong("OUT_OF_RANGE", ja, en)
          : new Parsed.Value<>(as.apply(number));
    } catch (NumberFormatException e) {
      return wrong("MALFORMED", ja, en);
    }
  }

  private static <T> Parsed<T> wrong(String code, String ja, String en) {
    return new Parsed.Wrong<>(code, new Message(ja, en));
  }
}
