package io.rmaflow.rma.attachments;

import io.rmaflow.events.rma.AttachmentEvent.AttachmentKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file is by its first bytes; what its sender says of it counts for nothing. */
enum FileType {
  PDF("application/pdf"),
  PNG("image/png"),
  JPEG("image/jpeg"),
  /** Also the newer office formats. */
  ZIP("application/zip"),
  /** The older office formats. */
  OLE("application/x-ole-storage"),
  GZIP("application/gzip"),
  BZIP2("application/x-bzip2"),
  XZ("application/x-xz"),
  ZSTD("application/zstd"),
  SEVEN_ZIP("application/x-7z-compressed"),
  TAR("application/x-tar"),
  /** In any encoding, marked up or not. */
  TEXT("text/plain"),
  /** A program for a computer, which no log and no backup is. */
  PROGRAM("application/x-executable"),
  /** Anything else, such as a backup in the unit's own format. */
  BINARY("application/octet-stream");

  /** As many bytes as are looked at. */
  static final int HEAD_BYTES = 512;

  private static final Set<FileType> SHEETS = EnumSet.of(PDF, PNG, JPEG, ZIP, OLE, TEXT);
  private static final Set<FileType> ALL_BUT_PROGRAMS = EnumSet.complementOf(EnumSet.of(PROGRAM));

  private static final Map<String, Set<FileType>> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("pdf", EnumSet.of(PDF)),
          Map.entry("png", EnumSet.of(PNG)),
          Map.entry("jpg", EnumSet.of(JPEG)),
          Map.entry("jpeg", EnumSet.of(JPEG)),
          Map.entry("zip", EnumSet.of(ZIP)),
          Map.entry("xlsx", EnumSet.of(ZIP)),
          Map.entry("docx", EnumSet.of(ZIP)),
          Map.entry("xls", EnumSet.of(OLE, TEXT)),
          Map.entry("doc", EnumSet.of(OLE, TEXT)),
          Map.entry("gz", EnumSet.of(GZIP)),
          Map.entry("tgz", EnumSet.of(GZIP)),
          Map.entry("bz2", EnumSet.of(BZIP2)),
          Map.entry("xz", EnumSet.of(XZ)),
          Map.entry("zst", EnumSet.of(ZSTD)),
          Map.entry("7z", EnumSet.of(SEVEN_ZIP)),
          Map.entry("txt", EnumSet.of(TEXT)),
          Map.entry("html", EnumSet.of(TEXT)));

  private final String mediaType;

  FileType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type that is recorded. */
  String mediaType() {
    return mediaType;
  }

  /** What is sent beside the content: nothing that a browser would show or run by itself. */
  static String servedAs(String recordedMediaType) {
    return recordedMediaType.equals(TEXT.mediaType) ? BINARY.mediaType : recordedMediaType;
  }

  /** The type of a content that begins with these bytes, which are all of it where fewer. */
  static FileType of(byte[] head) {
    for (Magic magic : Magic.values()) {
      if (begins(head, magic.offset, magic.bytes())) {
        return magic.type;
      }
    }
    return isText(head) ? TEXT : BINARY;
  }

  /** Whether a file of this kind may be of this type. */
  boolean isAllowedFor(AttachmentKind kind) {
    return switch (kind) {
      case CHECK_SHEET, REQUEST_SHEET -> SHEETS.contains(this);
      case SELF_DIAGNOSIS, BACKUP, LOG, OTHER -> ALL_BUT_PROGRAMS.contains(this);
    };
  }

  /** Whether the extension of the name says something else; unknown ones say nothing. */
  boolean contradicts(String fileName) {
    return extension(fileName)
        .map(BY_EXTENSION::get)
        .filter(types -> !types.contains(this))
        .isPresent();
  }

  private static Optional<String> extension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.of(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean begins(byte[] head, int offset, byte[] magic) {
    return head.length >= offset + magic.length
        && Arrays.equals(head, offset, offset + magic.length, magic, 0, magic.length);
  }

  /** Japanese logs come in several encodings; none of them has the control characters below. */
  private static boolean isText(byte[] head) {
    boolean utf16 =
        begins(head, 0, new byte[] {(byte) 0xFE, (byte) 0xFF})
            || begins(head, 0, new byte[] {(byte) 0xFF, (byte) 0xFE});
    if (utf16) {
      return true;
    }
    for (byte b : head) {
      boolean control = b >= 0 && b < 0x20;
      boolean inTexts = b == '\t' || b == '\n' || b == '\r' || b == '\f' || b == 0x1B;
      if (b == 0x7F || (control && !inTexts)) {
        return false;
      }
    }
    return true;
  }

  /** The bytes, in hexadecimal digits, that stand at a place of every file of a type. */
  private enum Magic {
    PDF_MARK(PDF, 0, "255044462d"),
    PNG_MARK(PNG, 0, "89504e470d0a1a0a"),
    JPEG_MARK(JPEG, 0, "ffd8ff"),
    ZIP_MARK(ZIP, 0, "504b0304"),
    EMPTY_ZIP_MARK(ZIP, 0, "504b0506"),
    OLE_MARK(OLE, 0, "d0cf11e0a1b11ae1"),
    GZIP_MARK(GZIP, 0, "1f8b"),
    BZIP2_MARK(BZIP2, 0, "425a68"),
    XZ_MARK(XZ, 0, "fd377a585a00"),
    ZSTD_MARK(ZSTD, 0, "28b52ffd"),
    SEVEN_ZIP_MARK(SEVEN_ZIP, 0, "377abcaf271c"),
    TAR_MARK(TAR, 257, "7573746172"),
    WINDOWS_PROGRAM(PROGRAM, 0, "4d5a"),
    LINUX_PROGRAM(PROGRAM, 0, "7f454c46"),
    MAC_PROGRAM_32(PROGRAM, 0, "cefaedfe"),
    MAC_PROGRAM_64(PROGRAM, 0, "cffaedfe"),
    JAVA_CLASS(PROGRAM, 0, "cafebabe");

    private final FileType type;
    private final int offset;
    private final String digits;

    Magic(FileType type, int offset, String digits) {
      this.type = type;
      this.offset = offset;
      this.digits = digits;
    }

    private byte[] bytes() {
      return HexFormat.of().parseHex(digits);
    }
  }
}
