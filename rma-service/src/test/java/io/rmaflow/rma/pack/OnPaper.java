package io.rmaflow.rma.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.rma.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import tools.jackson.databind.JsonNode;

/**
 * A case on paper beside the same over REST.
 *
 * @param sentences of the explanation over REST
 * @param text of the document, without white space
 * @param lines of the document as they are printed, without white space
 * @param fonts of the document
 */
public record OnPaper(List<String> sentences, String text, List<String> lines, List<String> fonts) {

  private static final Path FOLDER = Path.of("target", "packs");

  /** Reads both; the document stays in {@code target/packs}, to be looked at. */
  public static OnPaper of(RunningService service, String path, String language, String role) {
    JsonNode explained =
        service
            .send(
                service
                    .request(path + "/explanation?language=" + language, "auditor")
                    .GET()
                    .build())
            .body();
    HttpResponse<byte[]> answer =
        service.exchange(
            service.request(path + "/pack?format=pdf&language=" + language, role).GET().build());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
    try (PdfReader reader = new PdfReader(answer.body())) {
      Files.createDirectories(FOLDER);
      Files.write(
          FOLDER.resolve(explained.path("procedure").asString("none") + "-" + language + ".pdf"),
          answer.body());
      return new OnPaper(sentences(explained), textOf(reader), linesOf(reader), fontsOf(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each sentence is there, in words, and the one typeface is embedded as far as it is used. */
  public void isTheSame() {
    assertThat(sentences).isNotEmpty();
    assertThat(sentences)
        .allSatisfy(sentence -> assertThat(text).contains(squeezed(sentence)))
        .noneMatch(sentence -> sentence.matches(".*(because|: |（)[A-Z]+_[A-Z_]+[.,）].*"));
    assertThat(fonts).isNotEmpty().allMatch(font -> font.matches("[A-Z]{6}\\+IPAexGothic"));
  }

  /** Where lines are broken differs, and a letter that no typeface has is a sign. */
  static String squeezed(String text) {
    return text.replaceAll("[\\s\\u3000]+", "").replace("😀", "〓");
  }

  private static List<String> sentences(JsonNode explained) {
    List<String> all = new ArrayList<>();
    explained.path("heading").forEach(line -> all.add(line.asString()));
    for (String list : List.of("decisions", "facts", "deadlines")) {
      for (JsonNode entry : explained.path(list)) {
        entry.path("text").forEach(line -> all.add(line.asString()));
        entry.path("rules").forEach(rule -> all.add(rule.path("text").asString()));
        entry.path("changes").forEach(change -> all.add(change.path("text").asString()));
      }
    }
    explained.path("notices").forEach(notice -> all.add(notice.path("text").asString()));
    return all;
  }

  private static String textOf(PdfReader reader) throws IOException {
    PdfTextExtractor extractor = new PdfTextExtractor(reader);
    StringBuilder text = new StringBuilder();
    for (int page = 1; page <= reader.getNumberOfPages(); page++) {
      text.append(extractor.getTextFromPage(page));
    }
    return squeezed(text.toString());
  }

  private static List<String> linesOf(PdfReader reader) throws IOException {
    PdfTextExtractor extractor = new PdfTextExtractor(reader);
    List<String> lines = new ArrayList<>();
    for (int page = 1; page <= reader.getNumberOfPages(); page++) {
      extractor.getTextFromPage(page).lines().map(OnPaper::squeezed).forEach(lines::add);
    }
    return lines;
  }

  private static List<String> fontsOf(PdfReader reader) {
    List<String> fonts = new ArrayList<>();
    for (int i = 1; i < reader.getXrefSize(); i++) {
      if (reader.getPdfObject(i) instanceof PdfDictionary font
          && PdfName.FONT.equals(font.get(PdfName.TYPE))
          && font.get(PdfName.DESCENDANTFONTS) instanceof PdfArray) {
        fonts.add(String.valueOf(font.get(PdfName.BASEFONT)).substring(1));
      }
    }
    return fonts;
  }
}
