package io.rmaflow.contract.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file, record by record. A quote that is opened and not closed spoils its own row only: a
 * field may span a few lines, and where it would span more, or the row would then not fit the
 * heading, the row ends with its first line.
 */
final class CsvFile {

  /** What Windows in Japan calls Shift_JIS, with its NEC and IBM characters. */
  static final Charset WINDOWS_31J = Charset.forName("windows-31j");

  private static final int LONGEST_FIELD_IN_LINES = 20;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final List<String> lines;
  private int next;

  /** How many fields the heading has; negative before it was read. */
  private int width = -1;

  private CsvFile(List<String> lines) {
    this.lines = lines;
  }

  /**
   * One record.
   *
   * @param line the physical line on which it begins, from 1
   * @param fields absent where its quotes do not match
   */
  record Entry(long line, @Nullable List<String> fields) {}

  /** The file's text. */
  static CsvFile of(String text) {
    String plain = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    return new CsvFile(plain.lines().toList());
  }

  /**
   * Finds out how a file is written: UTF-8, with or without a byte order mark, where it is that
   * without a flaw, else Shift_JIS as Windows writes it.
   *
   * @return empty where it is neither
   */
  static Optional<Charset> charsetOf(byte[] content) {
    for (Charset charset : List.of(StandardCharsets.UTF_8, WINDOWS_31J)) {
      if (decoded(content, charset).isPresent()) {
        return Optional.of(charset);
      }
    }
    return Optional.empty();
  }

  /** The text; empty where the bytes are not in this charset. */
  static Optional<String> decoded(byte[] content, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content))
              .toString());
    } catch (CharacterCodingException otherCharset) {
      return Optional.empty();
    }
  }

  /** How many records there are from here on. */
  int remaining() {
    int before = next;
    int count = 0;
    while (next().isPresent()) {
      count++;
    }
    next = before;
    return count;
  }

  /** The next record that is not an empty line; nothing at the end. */
  Optional<Entry> next() {
    while (next < lines.size() && lines.get(next).isBlank()) {
      next++;
    }
    if (next >= lines.size()) {
      return Optional.empty();
    }
    int first = next;
    StringBuilder text = new StringBuilder(lines.get(first));
    boolean open = isOpen(lines.get(first), false);
    int last = first;
    while (open && last + 1 < lines.size() && last - first < LONGEST_FIELD_IN_LINES) {
      last++;
      text.append('\n').append(lines.get(last));
      open = isOpen(lines.get(last), true);
    }
    if (open) {
      next = first + 1;
      return Optional.of(new Entry(first + 1L, null));
    }
    List<String> fields = fields(text.toString());
    if (last > first && (fields == null || (width >= 0 && fields.size() != width))) {
      // two rows with an open quote each look like one long field: only the first one is spoilt
      next = first + 1;
      return Optional.of(new Entry(first + 1L, null));
    }
    if (width < 0 && fields != null) {
      width = fields.size();
    }
    next = last + 1;
    return Optional.of(new Entry(first + 1L, fields));
  }

  private static boolean isOpen(String line, boolean before) {
    boolean odd = (line.chars().filter(c -> c == '"').count() & 1) == 1;
    return before != odd;
  }

  private static @Nullable List<String> fields(String text) {
    try {
      return new ArrayList<>(CsvReader.builder().ofSingleCsvRecord(text).getFields());
    } catch (CsvParseException malformed) {
      return null;
    }
  }
}
