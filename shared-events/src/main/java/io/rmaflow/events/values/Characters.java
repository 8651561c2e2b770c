package io.rmaflow.events.values;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Which characters no text has, whoever wrote it. */
public final class Characters {

  /**
   * What is written as a hyphen in Japanese numbers and addresses, after NFKC: hyphens and dashes,
   * the minus sign, box drawing lines, and the long vowel mark, which many keyboards give instead.
   */
  public static final String HYPHENS =
      "-\u00AD\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u30FC";

  private Characters() {}

  /**
   * Why a text cannot stand in one line: {@code CONTROL_CHARACTER} for a control character, a line
   * break, or a mark that turns the direction of what follows, {@code INVALID_CHARACTER} for half a
   * surrogate pair. Nothing where it can.
   */
  public static <T> Optional<Parsed.Wrong<T>> wrongInLine(String text) {
    return wrong(text, Characters::isControl);
  }

  /** As {@link #wrongInLine}, but line breaks and tabs are fine. */
  public static <T> Optional<Parsed.Wrong<T>> wrongInLines(String text) {
    return wrong(text, c -> isControl(c) && !isLayout(c));
  }

  private static <T> Optional<Parsed.Wrong<T>> wrong(String text, IntPredicate control) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (control.test(c)) {
        return Optional.of(
            new Parsed.Wrong<>(
                "CONTROL_CHARACTER",
                "制御文字や文字の向きを変える文字は使えません (U+%04X)。".formatted(c),
                "Control characters and marks of writing direction are not allowed here (U+%04X)."
                    .formatted(c)));
      }
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        return Optional.of(
            new Parsed.Wrong<>(
                "INVALID_CHARACTER", "不正なサロゲートが含まれています。", "It has a lone surrogate."));
      }
      i += Character.charCount(c);
    }
    return Optional.empty();
  }

  /** Unicode's controls, its two line separators and its controls of writing direction. */
  private static boolean isControl(int c) {
    return Character.isISOControl(c)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isLayout(int c) {
    return c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
  }
}
