package io.rmaflow.events;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What all identifiers have in common: present, printable, not longer than a column. */
public final class Ids {

  /** The longest identifier of any kind, in code points. */
  public static final int MAX_LENGTH = 128;

  /** No text longer than this comes down to {@value #MAX_LENGTH}, whatever it is made of. */
  private static final int LONGEST_GIVEN = 8 * MAX_LENGTH;

  private Ids() {}

  /**
   * Reads an identifier that somebody typed, as the value types do, and refuses what no keyboard
   * gives: marks that are not seen, such as those that turn the direction of writing. What was
   * recorded before this was refused can still be read by the value types themselves.
   *
   * @throws UnusableId where it is none
   */
  public static <I> I typed(String text, Function<String, I> type) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT)) {
      throw UnusableId.characters();
    }
    return type.apply(text);
  }

  /** A name as it is compared where it stands for an identifier, as a product's other names do. */
  public static String key(String name) {
    return spelled(name, text -> text.toUpperCase(Locale.ROOT));
  }

  static void requireId(String kind, String value) {
    if (value.isBlank() || value.codePointCount(0, value.length()) > MAX_LENGTH) {
      throw new IllegalArgumentException(
          kind + " must have 1 to " + MAX_LENGTH + " characters and not be blank");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(kind + " must not contain control characters");
    }
  }

  /** Full and half width, upper and lower case are the same; O and 0 are not. */
  static String upperCase(String value) {
    return canonical(value, text -> text.toUpperCase(Locale.ROOT));
  }

  /** As {@link #upperCase}, for what is written in lower case. */
  static String lowerCase(String value) {
    return canonical(value, text -> text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
  }

  private static String canonical(String value, UnaryOperator<String> letterCase) {
    if (value.codePoints().anyMatch(Ids::isUnwritable)) {
      throw UnusableId.characters();
    }
    if (value.length() > 2 * LONGEST_GIVEN) {
      throw UnusableId.tooLong();
    }
    String text = spelled(value, letterCase);
    if (text.isEmpty()) {
      throw UnusableId.blank();
    }
    if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
      throw UnusableId.tooLong();
    }
    return text;
  }

  private static String spelled(String value, UnaryOperator<String> letterCase) {
    String before;
    String text = value;
    do {
      // a letter may come out of the change of case in a form that is not the composed one
      before = text;
      text = letterCase.apply(Normalizer.normalize(before, Normalizer.Form.NFKC)).strip();
    } while (!text.equals(before));
    return text;
  }

  private static boolean isUnwritable(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }
}
