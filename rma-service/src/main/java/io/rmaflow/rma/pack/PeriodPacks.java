package io.rmaflow.rma.pack;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.rmaflow.events.CaseId;
import io.rmaflow.rma.casefile.CaseIndex;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.CaseStories;
import io.rmaflow.time.JapanTime;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The cases of a period as tables, in one file. */
@Component
class PeriodPacks {

  /** The schema, as CSV on the Web calls it. */
  private static final String SCHEMA = "csv-metadata.json";

  private final CaseIndex index;
  private final CaseStories stories;

  PeriodPacks(CaseIndex index, CaseStories stories) {
    this.index = index;
    this.stories = stories;
  }

  /**
   * A ZIP file of {@code cases.csv}, {@code deadlines.csv}, {@code refusals.csv} and their schema.
   *
   * @param from the first day in Japan
   * @param to the last one, inclusive
   */
  byte[] of(LocalDate from, LocalDate to) {
    List<CaseId> cases = index.submitted(JapanTime.startOfDay(from), JapanTime.endOfDay(to));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      add(zip, Tables.CASES, cases, List::of);
      add(zip, Tables.DEADLINES, cases, Tables::dues);
      add(zip, Tables.REFUSALS, cases, Tables::refusals);
      zip.putNextEntry(new ZipEntry(SCHEMA));
      zip.write(schema().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** One case after the other is read and written, so that none stays in memory. */
  private <R> void add(
      ZipOutputStream zip,
      Table<R> table,
      List<CaseId> cases,
      Function<CaseState.Reported, List<R>> rows)
      throws IOException {
    zip.putNextEntry(new ZipEntry(table.file()));
    try (CsvWriter csv =
        table.begun(new OutputStreamWriter(new Kept(zip), StandardCharsets.UTF_8))) {
      for (CaseId caseId : cases) {
        rows.apply(stories.state(caseId.value())).forEach(row -> table.write(csv, row));
      }
    }
    zip.closeEntry();
  }

  private static String schema() {
    return JsonMapper.shared()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            Map.of(
                "@context",
                "http://www.w3.org/ns/csvw",
                "tables",
                List.of(
                    Tables.CASES.schema(), Tables.DEADLINES.schema(), Tables.REFUSALS.schema())));
  }

  /** Stays open when what writes to it is closed: more files follow. */
  private static final class Kept extends FilterOutputStream {

    private Kept(OutputStream zip) {
      super(zip);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
