package io.rmaflow.rma.pack;

import java.awt.Color;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Header and footer of each page; the number of pages, known at the end only, is filled in then.
 */
final class Margins extends PdfPageEventHelper {

  private static final float SIZE = 8;
  private static final float ROOM_FOR_TOTAL = 30;
  private static final Color LINE = new Color(0xB0, 0xB0, 0xB0);

  private final Typeface typeface;
  private final String left;
  private final String right;
  private final String below;
  private @Nullable PdfTemplate total;

  /**
   * Of a document.
   *
   * @param left above, at the left
   * @param right above, at the right
   * @param below at the left of the footer
   */
  Margins(Typeface typeface, String left, String right, String below) {
    this.typeface = typeface;
    this.left = left;
    this.right = right;
    this.below = below;
  }

  @Override
  public void onOpenDocument(PdfWriter writer, Document document) {
    total = writer.getDirectContent().createTemplate(ROOM_FOR_TOTAL, SIZE * 2);
  }

  @Override
  public void onEndPage(PdfWriter writer, Document document) {
    Rectangle page = document.getPageSize();
    PdfContentByte ink = writer.getDirectContent();
    float top = page.getTop() - document.topMargin() + 12;
    float bottom = document.bottomMargin() - 18;
    ink.saveState();
    ink.setColorStroke(LINE);
    ink.setLineWidth(0.5f);
    rule(ink, document, page, top - 4);
    rule(ink, document, page, bottom + 10);
    ink.restoreState();
    ink.beginText();
    ink.setFontAndSize(typeface.base(), SIZE);
    ink.showTextAligned(Element.ALIGN_LEFT, left, document.leftMargin(), top, 0);
    ink.showTextAligned(
        Element.ALIGN_RIGHT, right, page.getRight() - document.rightMargin(), top, 0);
    ink.showTextAligned(Element.ALIGN_LEFT, below, document.leftMargin(), bottom, 0);
    String number = writer.getPageNumber() + " / ";
    float end = page.getRight() - document.rightMargin() - ROOM_FOR_TOTAL;
    ink.showTextAligned(Element.ALIGN_RIGHT, number, end, bottom, 0);
    ink.endText();
    ink.addTemplate(Objects.requireNonNull(total), end, bottom);
  }

  private static void rule(PdfContentByte ink, Document document, Rectangle page, float y) {
    ink.moveTo(document.leftMargin(), y);
    ink.lineTo(page.getRight() - document.rightMargin(), y);
    ink.stroke();
  }

  @Override
  public void onCloseDocument(PdfWriter writer, Document document) {
    PdfTemplate template = Objects.requireNonNull(total);
    template.beginText();
    template.setFontAndSize(typeface.base(), SIZE);
    template.setTextMatrix(0, 0);
    // the page that would come next
    template.showText(String.valueOf(writer.getPageNumber() - 1));
    template.endText();
  }
}
