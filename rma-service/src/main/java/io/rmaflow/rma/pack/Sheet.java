package io.rmaflow.rma.pack;

import java.awt.Color;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** Titles, lines, boxes and tables on A4, in one typeface and a few sizes and colours. */
final class Sheet {

  static final Color BLUE = new Color(0x1F, 0x3A, 0x5F);
  static final Color GREY = new Color(0x55, 0x55, 0x55);
  static final Color RED = new Color(0x9B, 0x1C, 0x1C);

  private static final float TEXT = 9;
  private static final float SMALL = 8;
  private static final float SECTION = 13;
  private static final float TITLE = 18;
  private static final float LEADING = 1.35f;
  private static final float INDENT = 14;
  private static final float SIDES = 54;
  private static final float ROOM_BELOW_A_TITLE = 70;
  private static final float ABOVE_AND_BELOW = 62;
  private static final Color PALE = new Color(0xF1, 0xF4, 0xF8);

  private final Typeface typeface;
  private final Document document =
      new Document(PageSize.A4, SIDES, SIDES, ABOVE_AND_BELOW, ABOVE_AND_BELOW);

  private @Nullable PdfWriter ink;

  Sheet(Typeface typeface) {
    this.typeface = typeface;
  }

  Document document() {
    return document;
  }

  /** What the document is written by, which knows how far down the page is filled. */
  void writtenBy(PdfWriter writer) {
    this.ink = writer;
  }

  void title(String title) {
    document.add(block(title, TITLE, BLUE, 0, 0, 6));
  }

  /** A title stays with what follows it. */
  void section(String title) {
    if (Objects.requireNonNull(ink).getVerticalPosition(true)
        < ABOVE_AND_BELOW + ROOM_BELOW_A_TITLE) {
      document.newPage();
    }
    document.add(block(title, SECTION, BLUE, 0, 12, 2));
  }

  /** The line that others belong to. */
  void first(String line) {
    document.add(block(line, TEXT, BLUE, 0, 5, 0));
  }

  void text(String line) {
    document.add(block(line, TEXT, Color.BLACK, 0, 0, 0));
  }

  void below(String line, Color color) {
    document.add(block(line, SMALL, color, INDENT, 0, 0));
  }

  /** A box, whose lines stay together. */
  PdfPCell box(String title) {
    PdfPCell box = new PdfPCell();
    box.setBackgroundColor(PALE);
    box.setBorderColor(BLUE);
    box.setPadding(8);
    box.addElement(block(title, TEXT + 1, BLUE, 0, 0, 2));
    return box;
  }

  void add(PdfPCell box) {
    PdfPTable table = table(1);
    table.addCell(box);
    document.add(table);
  }

  void inBox(PdfPCell box, String line, Color color) {
    box.addElement(block(line, TEXT, color, 0, 0, 0));
  }

  void smallInBox(PdfPCell box, String line) {
    box.addElement(block(line, SMALL, GREY, 0, 0, 0));
  }

  /** A row does not go over the end of a page unless it is longer than one. */
  private PdfPTable block(
      String line, float size, Color color, float indent, float above, float under) {
    PdfPCell cell = cellOf(line, typeface.font(size, color));
    cell.setBorder(Rectangle.NO_BORDER);
    cell.setPadding(0);
    cell.setPaddingLeft(indent);
    cell.setPaddingTop(above);
    cell.setPaddingBottom(under + 1);
    PdfPTable block = new PdfPTable(1);
    block.setWidthPercentage(100);
    block.setSplitLate(true);
    block.addCell(cell);
    return block;
  }

  private PdfPCell cellOf(String text, Font font) {
    Chunk chunk = new Chunk(typeface.printable(text), font);
    chunk.setSplitCharacter(Kinsoku.RULES);
    PdfPCell cell = new PdfPCell(new Phrase(chunk));
    // a cell does not take over what its phrase says of that
    cell.setLeading(0, LEADING);
    return cell;
  }

  /**
   * A table.
   *
   * @param widths of its columns, in proportion
   */
  PdfPTable table(float... widths) {
    PdfPTable table = new PdfPTable(widths);
    table.setWidthPercentage(100);
    table.setSpacingBefore(6);
    table.setSpacingAfter(4);
    table.setSplitLate(true);
    return table;
  }

  void head(PdfPTable table, String... cells) {
    for (String each : cells) {
      PdfPCell cell = cell(each, typeface.font(SMALL, Color.WHITE));
      cell.setBackgroundColor(BLUE);
      table.addCell(cell);
    }
    table.setHeaderRows(1);
  }

  void row(PdfPTable table, String... cells) {
    row(table, Color.BLACK, cells);
  }

  void row(PdfPTable table, Color color, String... cells) {
    for (String each : cells) {
      table.addCell(cell(each, typeface.font(SMALL, color)));
    }
  }

  private PdfPCell cell(String text, Font font) {
    PdfPCell cell = cellOf(text, font);
    cell.setBorderColor(GREY);
    cell.setPadding(4);
    // the leading has room above the letters already
    cell.setPaddingTop(1);
    return cell;
  }
}
