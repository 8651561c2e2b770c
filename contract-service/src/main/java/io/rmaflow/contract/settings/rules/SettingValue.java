package io.rmaflow.contract.settings.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What values a setting may have, over JSON read as Java: text, {@link Boolean}, {@link Integer},
 * {@link List}, {@link Map} or null.
 *
 * @param ja what is allowed, for the person who sent something else
 * @param en the same in English
 */
public record SettingValue(Predicate<@Nullable Object> allowed, String ja, String en) {

  static final SettingValue BOOLEAN =
      new SettingValue(
          value -> value instanceof Boolean, "true または false です。", "It is true or false.");

  static SettingValue integer(int least, int most) {
    return new SettingValue(
        value -> isInteger(value, least, most),
        least + " から " + most + " までの整数です。",
        "It is a whole number from " + least + " to " + most + ".");
  }

  static SettingValue integerOrNull(int least, int most) {
    return new SettingValue(
        value -> value == null || isInteger(value, least, most),
        least + " から " + most + " までの整数、または null です。",
        "It is a whole number from " + least + " to " + most + ", or null.");
  }

  static SettingValue oneOf(String... values) {
    Set<String> allowed = Set.of(values);
    return new SettingValue(
        value -> value instanceof String text && allowed.contains(text),
        String.join("、", values) + " のいずれかです。",
        "It is one of " + String.join(", ", values) + ".");
  }

  static SettingValue text(int longest) {
    return new SettingValue(
        value -> value instanceof String text && !text.isBlank() && text.length() <= longest,
        longest + " 文字以内の文字列です。",
        "It is a text of at most " + longest + " characters.");
  }

  static SettingValue texts(int most, int longest) {
    return new SettingValue(
        value ->
            value instanceof List<?> list
                && list.size() <= most
                && list.stream()
                    .allMatch(
                        item ->
                            item instanceof String text
                                && !text.isBlank()
                                && text.length() <= longest),
        "文字列の配列です (" + most + " 個以内)。",
        "It is an array of at most " + most + " texts.");
  }

  static SettingValue distinctIntegers(int most, int least, int largest) {
    return new SettingValue(
        value ->
            value instanceof List<?> list
                && list.size() <= most
                && Set.copyOf(list).size() == list.size()
                && list.stream().allMatch(item -> isInteger(item, least, largest)),
        "重複のない " + least + " から " + largest + " までの整数の配列です (" + most + " 個以内)。",
        "It is an array of at most "
            + most
            + " different whole numbers from "
            + least
            + " to "
            + largest
            + ".");
  }

  /** An object with exactly these whole numbers. */
  static SettingValue integers(int least, int largest, String... names) {
    Set<String> expected = Set.of(names);
    return new SettingValue(
        value ->
            value instanceof Map<?, ?> map
                && map.keySet().equals(expected)
                && map.values().stream().allMatch(item -> isInteger(item, least, largest)),
        String.join("、", names) + " を持つオブジェクトです (値は " + least + " から " + largest + ")。",
        "It is an object with "
            + String.join(", ", names)
            + ", each from "
            + least
            + " to "
            + largest
            + ".");
  }

  private static boolean isInteger(@Nullable Object value, int least, int most) {
    return Optional.ofNullable(value)
        .filter(Integer.class::isInstance)
        .map(Integer.class::cast)
        .filter(number -> number >= least && number <= most)
        .isPresent();
  }
}
