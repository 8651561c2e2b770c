package io.rmaflow.rma.pack;

import io.rmaflow.rma.explanation.Explanation;
import io.rmaflow.rma.explanation.Explanation.DueChange;
import io.rmaflow.rma.explanation.Explanation.DueExplained;
import io.rmaflow.rma.explanation.Explanation.Happening;
import io.rmaflow.rma.explanation.Explanation.NoticeExplained;
import io.rmaflow.rma.explanation.Explanation.Outcome;
import io.rmaflow.rma.explanation.Explanation.RuleExplained;
import io.rmaflow.rma.explanation.Words;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** A case on paper: A4, Japanese or English. */
final class CasePdf {

  private static final float TEXT = 9;
  private static final float SMALL = 8;
  private static final float SECTION = 13;
  private static final float TITLE = 18;
  private static final float LEADING = 1.5f;
  private static final float INDENT = 14;
  private static final float SIDES = 54;
  private static final float ROOM_BELOW_A_TITLE = 70;
  private static final float ABOVE_AND_BELOW = 62;
  private static final Color BLUE = new Color(0x1F, 0x3A, 0x5F);
  private static final Color GREY = new Color(0x55, 0x55, 0x55);
  private static final Color PALE = new Color(0xF1, 0xF4, 0xF8);
  private static final Color RED = new Color(0x9B, 0x1C, 0x1C);

  private final PackedCase packed;
  private final Explanation explanation;
  private final Words words;
  private final Typeface typeface = new Typeface();
  private final Document document =
      new Document(PageSize.A4, SIDES, SIDES, ABOVE_AND_BELOW, ABOVE_AND_BELOW);

  private @Nullable PdfWriter ink;

  private CasePdf(PackedCase packed) {
    this.packed = packed;
    this.explanation = packed.explanation();
    this.words = Words.of(explanation.language());
  }

  /** The document's bytes. */
  static byte[] of(PackedCase packed) {
    return new CasePdf(packed).written();
  }

  private byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PdfWriter writer = PdfWriter.getInstance(document, bytes);
    ink = writer;
    String title = words.of("案件の説明", "Explanation of a case");
    writer.setPageEvent(
        new Margins(
            typeface,
            title,
            explanation.caseId().value(),
            words.of("作成: ", "Made at ")
                + words.at(packed.seal().madeAt())
                + words.of("、", " by ")
                + typeface.printable(packed.seal().madeBy())));
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString(words.code()));
    document.addTitle(title + " " + explanation.caseId());
    document.addCreator("rmaflow");
    document.open();
    document.add(block(title, TITLE, BLUE, 0, 0, 6));
    explanation.heading().forEach(line -> document.add(text(line)));
    seal();
    parties();
    refusals();
    course();
    dues();
    notices();
    document.close();
    return bytes.toByteArray();
  }

  // ---- sections

  private void seal() {
    Seal seal = packed.seal();
    PdfPTable box = table(1);
    PdfPCell cell = new PdfPCell();
    cell.setBackgroundColor(PALE);
    cell.setBorderColor(BLUE);
    cell.setPadding(8);
    cell.addElement(block(words.of("改ざんの検知", "Proof"), TEXT + 1, BLUE, 0, 0, 2));
    cell.addElement(
        text(
            words.of(
                "この説明は、案件の "
                    + seal.events()
                    + " 件の記録によります。各記録は直前の記録のハッシュに連鎖しており、最後の記録のハッシュは次のとおりです。",
                "This rests on the "
                    + seal.events()
                    + " records of the case. Each is chained to the hash of the one before, and the"
                    + " hash of the last one is as follows.")));
    cell.addElement(small(seal.hash()));
    box.addCell(cell);
    document.add(box);
  }

  private void parties() {
    section(words.of("当事者", "Parties"));
    PdfPTable table = table(3);
    table.setWidths(new float[] {3, 4, 4});
    head(table, words.of("役割", "Role"), words.of("参照", "Reference"), words.of("氏名", "Name"));
    for (Party party : packed.parties()) {
      String name = party.name();
      String shown = name == null ? "—" : name;
      row(table, party.role(), party.id(), party.erased() ? words.of("（消去済み）", "(erased)") : shown);
    }
    document.add(table);
  }

  private void refusals() {
    List<RuleExplained> failed =
        explanation.decisions().stream()
            .flatMap(decision -> decision.rules().stream())
            .filter(rule -> rule.outcome() == Outcome.REFUSED)
            .toList();
    if (failed.isEmpty()) {
      return;
    }
    section(words.of("お断りの理由", "Reasons of the refusal"));
    PdfPTable table = table(2);
    table.setWidths(new float[] {3, 9});
    head(table, words.of("条項", "Clauses"), words.of("理由", "Reason"));
    for (RuleExplained rule : failed) {
      row(table, String.join(", ", rule.clauses()), rule.text());
    }
    document.add(table);
  }

  private void course() {
    section(words.of("経過", "Course of the case"));
    for (Happening happening : explanation.course()) {
      first(happening.text().getFirst());
      happening.text().stream().skip(1).forEach(line -> document.add(below(line, GREY)));
      for (RuleExplained rule : happening.rules()) {
        document.add(below(rule.text(), rule.outcome() == Outcome.REFUSED ? RED : Color.BLACK));
      }
    }
  }

  private void dues() {
    section(words.of("期限", "Due times"));
    if (explanation.deadlines().isEmpty()) {
      document.add(text(words.of("期限はありません。", "There are none.")));
    }
    for (DueExplained due : explanation.deadlines()) {
      first(due.text().getFirst());
      due.text().stream().skip(1).forEach(line -> document.add(below(line, Color.BLACK)));
      for (DueChange change : due.changes()) {
        document.add(below(change.text(), GREY));
      }
    }
  }

  private void notices() {
    section(words.of("通知", "Notices"));
    if (explanation.notices().isEmpty()) {
      document.add(text(words.of("通知の記録はありません。", "None is recorded.")));
    }
    for (NoticeExplained notice : explanation.notices()) {
      document.add(text(notice.text()));
    }
  }

  // ---- what they are made of

  /** A title stays with what follows it. */
  private void section(String title) {
    if (Objects.requireNonNull(ink).getVerticalPosition(true)
        < ABOVE_AND_BELOW + ROOM_BELOW_A_TITLE) {
      document.newPage();
    }
    document.add(block(title, SECTION, BLUE, 0, 12, 2));
  }

  private void first(String line) {
    document.add(block(line, TEXT, BLUE, 0, 5, 0));
  }

  private PdfPTable text(String line) {
    return block(line, TEXT, Color.BLACK, 0, 0, 0);
  }

  private PdfPTable below(String line, Color color) {
    return block(line, SMALL, color, INDENT, 0, 0);
  }

  private PdfPTable small(String line) {
    return block(line, SMALL, GREY, 0, 0, 0);
  }

  /** A row does not go over the end of a page unless it is longer than one. */
  private PdfPTable block(
      String line, float size, Color color, float indent, float above, float under) {
    PdfPCell cell =
        new PdfPCell(
            new Phrase(size * LEADING, typeface.printable(line), typeface.font(size, color)));
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

  private static PdfPTable table(int columns) {
    PdfPTable table = new PdfPTable(columns);
    table.setWidthPercentage(100);
    table.setSpacingBefore(6);
    table.setSpacingAfter(4);
    table.setSplitLate(true);
    return table;
  }

  private void head(PdfPTable table, String... cells) {
    for (String each : cells) {
      PdfPCell cell = cell(each, typeface.font(SMALL, Color.WHITE));
      cell.setBackgroundColor(BLUE);
      table.addCell(cell);
    }
    table.setHeaderRows(1);
  }

  private void row(PdfPTable table, String... cells) {
    for (String each : cells) {
      table.addCell(cell(each, typeface.font(SMALL)));
    }
  }

  private PdfPCell cell(String text, Font font) {
    PdfPCell cell = new PdfPCell(new Phrase(SMALL * LEADING, typeface.printable(text), font));
    cell.setBorderColor(GREY);
    cell.setPadding(4);
    return cell;
  }
}
