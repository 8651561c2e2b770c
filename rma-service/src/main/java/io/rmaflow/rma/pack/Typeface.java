package io.rmaflow.rma.pack;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/**
 * The typeface of what is printed: IPAex Gothic, which has the Japanese and the Latin letters. Each
 * document embeds those letters alone that it uses.
 */
final class Typeface {

  /** Stands for a letter that the typeface lacks, as Japanese printers do. */
  private static final String MISSING = "〓";

  private static final byte[] FILE = read("/fonts/ipaexg.ttf");

  private final BaseFont base;

  /** For one document. */
  Typeface() {
    try {
      base = BaseFont.createFont("ipaexg.ttf", BaseFont.IDENTITY_H, true, false, FILE, null);
      base.setSubset(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BaseFont base() {
    return base;
  }

  Font font(float size) {
    return font(size, Color.BLACK);
  }

  Font font(float size, Color color) {
    return new Font(base, size, Font.NORMAL, color);
  }

  /** The same text with a sign for each letter that cannot be printed; lines stay lines. */
  String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            letter -> {
              if (letter == '\n' || base.charExists(letter)) {
                printable.appendCodePoint(letter);
              } else if (Character.isWhitespace(letter)) {
                printable.append(' ');
              } else if (!Character.isISOControl(letter)) {
                printable.append(MISSING);
              }
            });
    return printable.toString();
  }

  private static byte[] read(String resource) {
    try (InputStream file = Typeface.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
