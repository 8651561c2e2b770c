package io.rmaflow.rma.pack;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.SplitCharacter;
import org.openpdf.text.pdf.PdfChunk;

/**
 * Where a line may end, as Japanese printers break lines (kinsoku shori, JIS X 4051): between any
 * two letters of Japanese, but never before a mark that ends something, nor behind one that begins
 * something. Latin words and numbers stay whole, together with the marks that follow them.
 */
final class Kinsoku implements SplitCharacter {

  static final Kinsoku RULES = new Kinsoku();

  /** No line begins with one of these. */
  static final String NEVER_FIRST =
      "。、，．・：；？！）］｝」』】〕〉》〙〗’”､｡｣･＝"
          + ")]},.:;?!%％℃円"
          + "ーゝゞヽヾ々〻‐–〜～…‥"
          + "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶｧｨｩｪｫｯｬｭｮ";

  /** No line ends with one of these. */
  static final String NEVER_LAST = "（［｛「『【〔〈《〘〖‘“｢([{＃￥";

  private Kinsoku() {}

  @Override
  public boolean isSplitCharacter(
      int start, int current, int end, char[] text, PdfChunk @Nullable [] chunks) {
    char last = text[current];
    if (current + 1 >= end) {
      return Character.isWhitespace(last);
    }
    return mayBreak(last, text[current + 1]);
  }

  /** Whether a line may end with the one and the next begin with the other. */
  static boolean mayBreak(char last, char first) {
    if (Character.isWhitespace(last)) {
      return true;
    }
    if (Character.isWhitespace(first)
        || Character.isLowSurrogate(first)
        || NEVER_FIRST.indexOf(first) >= 0
        || NEVER_LAST.indexOf(last) >= 0) {
      return false;
    }
    return isWide(last) || isWide(first);
  }

  private static boolean isWide(char letter) {
    return letter >= '\u2E80' && letter != '\uFEFF';
  }
}
