package io.rmaflow.rma.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.rma.AttachmentEvent.AttachmentKind;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {

  @ParameterizedTest
  @CsvSource({
    "255044462d312e37, PDF",
    "89504e470d0a1a0a0000, PNG",
    "ffd8ffe000104a46, JPEG",
    "504b030414000600, ZIP",
    "d0cf11e0a1b11ae1, OLE",
    "1f8b0800, GZIP",
    "425a6839, BZIP2",
    "fd377a585a00, XZ",
    "28b52ffd, ZSTD",
    "377abcaf271c, SEVEN_ZIP",
    "4d5a9000, PROGRAM",
    "7f454c46, PROGRAM",
    "cafebabe, PROGRAM",
    "0001020304, BINARY",
    "fffe41005200, TEXT",
  })
  void theFirstBytesSayWhatItIs(String head, FileType type) {
    assertThat(FileType.of(HexFormat.of().parseHex(head))).isEqualTo(type);
  }

  @Test
  void logsInJapaneseEncodingsAreTexts() {
    assertThat(FileType.of("起動しない\r\n".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileType.TEXT);
    assertThat(FileType.of("起動しない\r\n".getBytes(java.nio.charset.Charset.forName("Shift_JIS"))))
        .isEqualTo(FileType.TEXT);
    assertThat(FileType.of("起動しない".getBytes(java.nio.charset.Charset.forName("ISO-2022-JP"))))
        .isEqualTo(FileType.TEXT);
  }

  @Test
  void aTapeArchiveIsKnownByItsMarkInTheMiddle() {
    byte[] head = new byte[512];
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, head, 257, 5);

    assertThat(FileType.of(head)).isEqualTo(FileType.TAR);
  }

  @Test
  void sheetsAreDocumentsOrPictures_backupsAndLogsAnythingButPrograms() {
    assertThat(FileType.PDF.isAllowedFor(AttachmentKind.REQUEST_SHEET)).isTrue();
    assertThat(FileType.GZIP.isAllowedFor(AttachmentKind.REQUEST_SHEET)).isFalse();
    assertThat(FileType.GZIP.isAllowedFor(AttachmentKind.LOG)).isTrue();
    assertThat(FileType.BINARY.isAllowedFor(AttachmentKind.BACKUP)).isTrue();
    assertThat(FileType.PROGRAM.isAllowedFor(AttachmentKind.OTHER)).isFalse();
  }

  @Test
  void aNameMustNotSayOtherwiseThanTheContent() {
    assertThat(FileType.TEXT.contradicts("sheet.pdf")).isTrue();
    assertThat(FileType.PDF.contradicts("sheet.PDF")).isFalse();
    assertThat(FileType.ZIP.contradicts("依頼票.xlsx")).isFalse();
    assertThat(FileType.BINARY.contradicts("unit.cfg")).isFalse();
    assertThat(FileType.BINARY.contradicts("backup")).isFalse();
  }

  @Test
  void aTextIsServedAsBytes_soThatNoBrowserShowsIt() {
    assertThat(FileType.servedAs("text/plain")).isEqualTo("application/octet-stream");
    assertThat(FileType.servedAs("application/pdf")).isEqualTo("application/pdf");
  }
}
