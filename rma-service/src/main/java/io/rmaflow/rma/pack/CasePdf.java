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
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** A case on paper: A4, Japanese or English. */
final class CasePdf {

  private final PackedCase packed;
  private final Explanation explanation;
  private final ProofBadge badge;
  private final Words words;
  private final Typeface typeface = new Typeface();
  private final Sheet sheet = new Sheet(typeface);

  private CasePdf(PackedCase packed) {
    this.packed = packed;
    this.explanation = packed.explanation();
    this.words = Words.of(explanation.language());
    this.badge = new ProofBadge(explanation.caseId().value(), packed.proven(), words);
  }

  /** The document's bytes. */
  static byte[] of(PackedCase packed) {
    return new CasePdf(packed).written();
  }

  private byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Document document = sheet.document();
    PdfWriter writer = PdfWriter.getInstance(document, bytes);
    sheet.writtenBy(writer);
    String title = words.of("案件の説明", "Explanation of a case");
    writer.setPageEvent(
        new Margins(
            typeface,
            title,
            explanation.caseId().value(),
            words.of("作成: ", "Made at ")
                + words.at(packed.madeAt())
                + words.of("、", " by ")
                + typeface.printable(packed.madeBy())));
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString(words.code()));
    document.addTitle(title + " " + explanation.caseId());
    document.addCreator("rmaflow");
    document.open();
    sheet.title(title);
    explanation.heading().forEach(sheet::text);
    proof();
    parties();
    refusals();
    course();
    dues();
    notices();
    records();
    document.close();
    return bytes.toByteArray();
  }

  private void proof() {
    PdfPCell box = sheet.box(words.of("改ざんの検知", "Proof"));
    badge.wrong().forEach(line -> sheet.inBox(box, line, Sheet.RED));
    badge.summary().forEach(line -> sheet.inBox(box, line, Color.BLACK));
    badge.details().forEach(line -> sheet.smallInBox(box, line));
    sheet.add(box);
  }

  private void parties() {
    sheet.section(words.of("当事者", "Parties"));
    PdfPTable table = sheet.table(3, 6, 3);
    sheet.head(table, words.of("役割", "Role"), words.of("参照", "Reference"), words.of("氏名", "Name"));
    for (Party party : packed.parties()) {
      String name = party.name();
      String shown = name == null ? "—" : name;
      sheet.row(
          table, party.role(), party.id(), party.erased() ? words.of("（消去済み）", "(erased)") : shown);
    }
    sheet.document().add(table);
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
    sheet.section(words.of("お断りの理由", "Reasons of the refusal"));
    PdfPTable table = sheet.table(3, 9);
    sheet.head(table, words.of("条項", "Clauses"), words.of("理由", "Reason"));
    for (RuleExplained rule : failed) {
      sheet.row(table, String.join(", ", rule.clauses()), rule.text());
    }
    sheet.document().add(table);
  }

  private void course() {
    sheet.section(words.of("経過", "Course of the case"));
    for (Happening happening : explanation.course()) {
      sheet.first(happening.text().getFirst());
      happening.text().stream().skip(1).forEach(line -> sheet.below(line, Sheet.GREY));
      for (RuleExplained rule : happening.rules()) {
        sheet.below(rule.text(), rule.outcome() == Outcome.REFUSED ? Sheet.RED : Color.BLACK);
      }
    }
  }

  private void dues() {
    sheet.section(words.of("期限", "Due times"));
    if (explanation.deadlines().isEmpty()) {
      sheet.text(words.of("期限はありません。", "There are none."));
    }
    for (DueExplained due : explanation.deadlines()) {
      sheet.first(due.text().getFirst());
      due.text().stream().skip(1).forEach(line -> sheet.below(line, Color.BLACK));
      for (DueChange change : due.changes()) {
        sheet.below(change.text(), Sheet.GREY);
      }
    }
  }

  private void notices() {
    sheet.section(words.of("通知", "Notices"));
    if (explanation.notices().isEmpty()) {
      sheet.text(words.of("通知の記録はありません。", "None is recorded."));
    }
    for (NoticeExplained notice : explanation.notices()) {
      sheet.text(notice.text());
    }
  }

  /** Each record as it was looked at when this was made. */
  private void records() {
    sheet.section(words.of("記録の照合", "Records, each as it was checked"));
    PdfPTable table = sheet.table(7, 2, 7, 7, 2, 4);
    sheet.head(
        table,
        words.of("ストリーム", "Stream"),
        words.of("番号", "No."),
        words.of("イベント", "Event"),
        words.of("記録日時", "Recorded at"),
        words.of("ログ", "Log"),
        words.of("照合", "Checked"));
    for (ProofBadge.Row row : badge.rows()) {
      sheet.row(
          table,
          row.wrong() ? Sheet.RED : Color.BLACK,
          row.stream(),
          row.sequence(),
          row.event(),
          row.recordedAt(),
          row.index(),
          row.state());
    }
    sheet.document().add(table);
  }
}
