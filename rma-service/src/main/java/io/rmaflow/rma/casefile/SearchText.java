package io.rmaflow.rma.casefile;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts as they are searched by: full and half width, upper and lower case are the same, and spaces
 * and hyphens of whatever kind count for nothing. The database's {@code search_key} does the same.
 */
public final class SearchText {

  private static final int MINUS = 0x2212;

  /** What a Japanese keyboard gives for a hyphen in full width. */
  private static final int LONG_VOWEL_MARK = 0x30FC;

  private SearchText() {}

  /** The text as it is compared. */
  public static String of(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(SearchText::counts)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .toUpperCase(Locale.ROOT);
  }

  private static boolean counts(int c) {
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && Character.getType(c) != Character.DASH_PUNCTUATION
        && c != MINUS
        && c != LONG_VOWEL_MARK;
  }

  static String ofAll(@Nullable Object... texts) {
    return Stream.of(texts)
        .filter(Objects::nonNull)
        .map(text -> of(text.toString()))
        .collect(Collectors.joining("\n"));
  }

  /** The pattern of a {@code like} that finds the text anywhere. */
  static String anywhere(String text) {
    return "%" + escaped(text) + "%";
  }

  /** The pattern of a {@code like} that finds a whole line. */
  static String asALine(String text) {
    return "%\n" + escaped(text) + "\n%";
  }

  private static String escaped(String text) {
    return of(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
