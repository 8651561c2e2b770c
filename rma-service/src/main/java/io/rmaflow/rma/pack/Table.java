package io.rmaflow.rma.pack;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table of a period: what its file is called, and its columns. Header, rows and schema are made
 * of this one list.
 *
 * @param file its name
 * @param about what a row is
 * @param columns in their order
 */
record Table<R>(String file, String about, List<Column<R>> columns) {

  /** Copies the list. */
  Table {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param name in the first row
   * @param datatype by CSV on the Web: {@code string}, {@code date}, {@code dateTime}, {@code
   *     integer} or {@code boolean}
   * @param about what it says, with its unit and zone
   * @param value of a row; null is an empty field
   */
  record Column<R>(
      String name, String datatype, String about, Function<R, @Nullable Object> value) {}

  /** Begins the file: RFC 4180, with CRLF, the names in the first row. */
  CsvWriter begun(Writer to) throws IOException {
    CsvWriter csv = CsvWriter.builder().build(to);
    csv.writeRecord(columns.stream().map(Column::name).toList());
    return csv;
  }

  void write(CsvWriter csv, R row) {
    csv.writeRecord(columns.stream().map(column -> text(column.value().apply(row))).toList());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Its part of the schema. */
  Map<String, Object> schema() {
    return Map.of(
        "url",
        file,
        "dc:description",
        about,
        "tableSchema",
        Map.of("columns", columns.stream().map(Table::described).toList()));
  }

  private static Map<String, Object> described(Column<?> column) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", column.name());
    described.put("datatype", column.datatype());
    described.put("dc:description", column.about());
    return described;
  }
}
