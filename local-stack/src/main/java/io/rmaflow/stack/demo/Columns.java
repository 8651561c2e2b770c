package io.rmaflow.stack.demo;

import java.util.ArrayList;
import java.util.List;

/** Text in columns of a terminal, where most Japanese characters take two. */
final class Columns {

  /** They never begin a line. */
  private static final String CLOSING = "、。,.)」』】]!?";

  private Columns() {}

  /** How many columns a text takes. */
  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** The text, filled up with spaces to so many columns. */
  static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /**
   * Lines of so many columns at most, which one closing punctuation mark may pass; broken at a
   * space where there is one in the line's last third. Further lines are indented like the first.
   */
  static List<String> wrapped(String text, int columns) {
    String indent = " ".repeat(text.length() - text.stripLeading().length());
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int width = 0;
    for (int codePoint : text.codePoints().toArray()) {
      boolean closing = CLOSING.indexOf(codePoint) >= 0;
      if (width + of(codePoint) > columns && !closing) {
        int space = line.lastIndexOf(" ");
        boolean atSpace = space > line.length() * 2 / 3;
        String rest = atSpace ? line.substring(space + 1) : "";
        lines.add((atSpace ? line.substring(0, space) : line.toString()).stripTrailing());
        line.setLength(0);
        line.append(indent).append(rest);
        width = of(line.toString());
      }
      line.appendCodePoint(codePoint);
      width += of(codePoint);
    }
    lines.add(line.toString());
    return lines;
  }

  /** East Asian wide and full-width characters, as far as Japanese text has them. */
  private static int of(int codePoint) {
    boolean wide =
        (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
            || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
            || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
            || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
