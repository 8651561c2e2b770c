package io.rmaflow.contract.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.imports.CsvFile.Entry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvFileTest {

  private static List<Entry> entries(String text) {
    CsvFile file = CsvFile.of(text);
    List<Entry> entries = new ArrayList<>();
    for (Optional<Entry> entry = file.next(); entry.isPresent(); entry = file.next()) {
      entries.add(entry.get());
    }
    return entries;
  }

  @Test
  void utf8_withOrWithoutAMark_andShiftJisOfWindows_areToldApart() {
    byte[] plain = "owner\n株式会社①髙橋".getBytes(StandardCharsets.UTF_8);
    byte[] marked = "\uFEFFowner\n株式会社".getBytes(StandardCharsets.UTF_8);
    byte[] windows = "owner\n株式会社①髙橋".getBytes(Charset.forName("windows-31j"));

    assertThat(CsvFile.charsetOf(plain)).contains(StandardCharsets.UTF_8);
    assertThat(CsvFile.charsetOf(marked)).contains(StandardCharsets.UTF_8);
    assertThat(CsvFile.charsetOf(windows)).contains(CsvFile.WINDOWS_31J);
    assertThat(CsvFile.decoded(windows, CsvFile.WINDOWS_31J)).contains("owner\n株式会社①髙橋");
    assertThat(CsvFile.charsetOf(new byte[] {(byte) 0xFF, (byte) 0xFE, 0})).isEmpty();
  }

  @Test
  void theMark_belongsToNoField() {
    assertThat(entries("\uFEFFa,b\n1,2"))
        .containsExactly(new Entry(1, List.of("a", "b")), new Entry(2, List.of("1", "2")));
  }

  @Test
  void fieldsOverSeveralLines_keepTheNumberOfTheirFirstLine() {
    assertThat(entries("a,b\n\"x\ny\",2\r\n\r\n3,\"4,\"\"5\"\"\""))
        .containsExactly(
            new Entry(1, List.of("a", "b")),
            new Entry(2, List.of("x\ny", "2")),
            new Entry(5, List.of("3", "4,\"5\"")));
  }

  @Test
  void quoteThatIsNeverClosed_spoilsItsOwnRowOnly() {
    StringBuilder text = new StringBuilder("a,b\n\"open,1\n");
    for (int i = 0; i < 40; i++) {
      text.append(i).append(",good\n");
    }

    List<Entry> entries = entries(text.toString());

    assertThat(entries).hasSize(42);
    assertThat(entries.get(1)).isEqualTo(new Entry(2, null));
    assertThat(entries.get(2)).isEqualTo(new Entry(3, List.of("0", "good")));
  }

  @Test
  void twoQuotesThatAreNeverClosed_doNotSwallowTheRowsBetween() {
    List<Entry> entries = entries("a,b\n\"open,1\n2,good\n\"open,3\n4,good");

    assertThat(entries)
        .containsExactly(
            new Entry(1, List.of("a", "b")),
            new Entry(2, null),
            new Entry(3, List.of("2", "good")),
            new Entry(4, null),
            new Entry(5, List.of("4", "good")));
  }
}
