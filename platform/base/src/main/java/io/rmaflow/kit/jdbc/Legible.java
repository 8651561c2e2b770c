package io.rmaflow.kit.jdbc;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * Text that came from outside, or tells of what did, made fit to be stored and shown: what a
 * database's text cannot hold and what a reader would not see stands there escaped, and it is no
 * longer than there is room for. The bytes themselves have to be kept elsewhere.
 */
public final class Legible {

  private static final String CUT = "…";

  private Legible() {}

  /**
   * A text with control characters (but tab and line feed), halves of surrogate pairs, direction
   * marks and other invisible ones as <code>&#92;uXXXX</code>.
   *
   * @param longest UTF-16 units of the answer at most; a longer one ends in {@code …}
   */
  public static String text(String text, int longest) {
    StringBuilder legible = new StringBuilder(Math.min(text.length(), longest));
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      String shown = shown(codePoint);
      if (legible.length() + shown.length() > longest) {
        return cut(legible, longest);
      }
      legible.append(shown);
      i += Character.charCount(codePoint);
    }
    return legible.toString();
  }

  /**
   * A failure, and what was at the bottom of it.
   *
   * @param longest UTF-16 units of the answer at most
   */
  public static String failure(Throwable failure, int longest) {
    Throwable first = NestedExceptionUtils.getMostSpecificCause(failure);
    return text(first == failure ? failure.toString() : failure + "; because of " + first, longest);
  }

  /**
   * Bytes read as UTF-8 and made legible, with each byte that is none as {@code \xNN}; empty for
   * none.
   *
   * @param longest UTF-16 units of the answer at most
   */
  public static String bytes(byte @Nullable [] bytes, int longest) {
    if (bytes == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    // a unit more than there is room for, so that what is longer is seen to be
    CharBuffer chars = CharBuffer.allocate(longest + 2);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean more = true;
    while (more && text.length() <= longest) {
      CoderResult result = utf8.decode(in, chars, true);
      text.append(chars.flip());
      chars.clear();
      for (int i = 0; result.isError() && i < result.length(); i++) {
        text.append("\\x%02X".formatted(in.get()));
      }
      more = result.isError() || result.isOverflow();
    }
    return text(text.toString(), longest);
  }

  private static String shown(int codePoint) {
    boolean seen =
        codePoint == '\n'
            || codePoint == '\t'
            || switch (Character.getType(codePoint)) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.SURROGATE,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR ->
                  false;
              default -> true;
            };
    if (seen) {
      return Character.toString(codePoint);
    }
    return Character.toString(codePoint)
        .chars()
        .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
        .reduce("", String::concat);
  }

  private static String cut(StringBuilder legible, int longest) {
    int end = Math.max(0, Math.min(legible.length(), longest - CUT.length()));
    if (end > 0 && Character.isHighSurrogate(legible.charAt(end - 1))) {
      end--;
    }
    return legible.substring(0, end) + CUT;
  }
}
