package io.rmaflow.notification.wording;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a mail's plain text, as the HTML alternative shows it: so that both say the same, the
 * HTML is laid out from the text. One component is there, the others are absent.
 */
public record Block(
    @Nullable String heading,
    @Nullable List<String> paragraph,
    @Nullable List<Row> rows,
    @Nullable List<String> items,
    @Nullable List<String> footer) {

  private static final String FOOTER_RULE = "----";

  /** A line such as {@code ・お客様ID:C-1001} or {@code - Customer ID: C-1001}. */
  public record Row(String label, String value) {}

  static List<Block> of(String text) {
    List<Block> blocks = new ArrayList<>();
    for (String part : text.strip().split("\n{2,}", -1)) {
      addBlocks(List.of(part.split("\n", -1)), blocks);
    }
    return blocks;
  }

  private static void addBlocks(List<String> lines, List<Block> blocks) {
    String first = lines.getFirst();
    if (first.startsWith(FOOTER_RULE)) {
      blocks.add(new Block(null, null, null, null, lines.subList(1, lines.size())));
      return;
    }
    int at = 0;
    if (first.startsWith("[") && first.endsWith("]")) {
      blocks.add(new Block(first.substring(1, first.length() - 1), null, null, null, null));
      at = 1;
    }
    int end = at;
    while (at < lines.size()) {
      boolean list = isListed(lines.get(at));
      while (end < lines.size() && isListed(lines.get(end)) == list) {
        end++;
      }
      List<String> same = lines.subList(at, end);
      blocks.add(list ? listed(same) : new Block(null, same, null, null, null));
      at = end;
    }
  }

  private static boolean isListed(String line) {
    return line.startsWith("・") || line.startsWith("- ");
  }

  private static Block listed(List<String> lines) {
    List<String> items = lines.stream().map(line -> line.substring(1).strip()).toList();
    if (items.stream().allMatch(item -> item.contains(":"))) {
      return new Block(null, null, items.stream().map(Block::row).toList(), null, null);
    }
    return new Block(null, null, null, items, null);
  }

  private static Row row(String item) {
    int colon = item.indexOf(':');
    return new Row(item.substring(0, colon), item.substring(colon + 1).strip());
  }
}
