package io.rmaflow.rma.attachments;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Ids;
import io.rmaflow.events.Message;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.rma.AttachmentEvent.AttachmentKind;
import io.rmaflow.events.values.Characters;
import io.rmaflow.kit.web.FieldError;
import io.rmaflow.kit.web.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was sent, checked: the parts {@code kind} and {@code file} of a multipart body. Each
 * byte is counted before it is written, and a file that is not taken for what it begins with is not
 * written at all. It is never in memory as a whole, and never unpacked.
 *
 * @param customerId whose file the desk says it is; absent where it says nothing
 * @param content what was sent
 * @param file its sealed form, gone when it is closed, unless it was kept
 */
record Upload(
    AttachmentKind kind,
    @Nullable CustomerId customerId,
    String fileName,
    FileType type,
    BlobStore.Blob content,
    BlobStore.Received file)
    implements AutoCloseable {

  private static final int MAX_NAME = 200;
  private static final int MAX_PARTS = 10;
  private static final int MAX_PART_HEADERS = 4_096;

  /** More than any kind or ID has. */
  private static final int MAX_FIELD_BYTES = 1_024;

  /**
   * What a body may hold.
   *
   * @param fileBytes of the file
   * @param bodyBytes of the whole
   * @param roomBytes what the quota leaves, at most
   * @param used what the customer's files take up already, in bytes
   * @param quota what they may take up together, in bytes
   */
  record Limits(long fileBytes, long bodyBytes, long roomBytes, long used, long quota) {}

  /**
   * Reads and checks an upload.
   *
   * @param sealing makes of a content what is written of it
   * @throws AttachmentProblem 400, 413 or 415 where it is no whole multipart body within the limits
   * @throws InvalidRequest 400 where a part is wrong, each part named
   * @throws IOException where the file cannot be written
   */
  static Upload read(
      HttpServletRequest request,
      BlobStore blobs,
      UnaryOperator<InputStream> sealing,
      Limits limits)
      throws IOException {
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw AttachmentProblem.notMultipart();
    }
    Parts parts = new Parts(blobs, sealing, limits);
    boolean taken = false;
    try {
      parts.readAll(request);
      Upload upload = parts.upload();
      taken = true;
      return upload;
    } finally {
      if (!taken) {
        parts.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** What has been read so far. */
  private static final class Parts {

    private final BlobStore blobs;
    private final UnaryOperator<InputStream> sealing;
    private final Limits limits;
    private final List<FieldError> fileErrors = new ArrayList<>();
    private String kind = "";
    private String customerId = "";
    private String fileName = "";
    private FileType type = FileType.BINARY;
    private BlobStore.@Nullable Blob content;
    private BlobStore.@Nullable Received file;
    private int files;

    Parts(BlobStore blobs, UnaryOperator<InputStream> sealing, Limits limits) {
      this.blobs = blobs;
      this.sealing = sealing;
      this.limits = limits;
    }

    void readAll(HttpServletRequest request) throws IOException {
      FileUpload reader = new FileUpload();
      reader.setHeaderEncoding("UTF-8");
      reader.setPartHeaderSizeMax(MAX_PART_HEADERS);
      reader.setSizeMax(limits.bodyBytes);
      FileItemIterator parts = null;
      for (int count = 0; ; count++) {
        FileItemStream part;
        try {
          if (parts == null) {
            parts = reader.getItemIterator(new ServletRequestContext(request));
          }
          if (!parts.hasNext()) {
            return;
          }
          part = parts.next();
        } catch (IOException broken) {
          throw brokenOrTooLarge(broken, limits);
        }
        if (count == MAX_PARTS) {
          throw new InvalidRequest(
              List.of(
                  error(
                      "",
                      "TOO_MANY_PARTS",
                      "パートは " + MAX_PARTS + " 個までです。",
                      "There must not be more than " + MAX_PARTS + " parts.")));
        }
        read(part);
      }
    }

    private void read(FileItemStream part) throws IOException {
      switch (String.valueOf(part.getFieldName())) {
        case "kind" -> kind = text(part);
        case "customerId" -> customerId = text(part);
        case "file" -> {
          if (!part.isFormField() && files++ == 0) {
            readFile(part);
          }
        }
        default -> {
          // passed over, as unknown fields of a JSON body are
        }
      }
    }

    private String text(FileItemStream part) throws IOException {
      try (InputStream in = new CountedStream(part.openStream(), limits)) {
        return new String(in.readNBytes(MAX_FIELD_BYTES), StandardCharsets.UTF_8).strip();
      }
    }

    private void readFile(FileItemStream part) throws IOException {
      fileName = name(part.getName(), fileErrors);
      try (InputStream in = new CountedStream(part.openStream(), limits)) {
        byte[] head = in.readNBytes(FileType.HEAD_BYTES);
        type = FileType.of(head);
        check(head.length == 0, fileName, type, fileErrors);
        if (fileErrors.isEmpty()) {
          MeasuredStream measured =
              new MeasuredStream(new SequenceInputStream(new ByteArrayInputStream(head), in));
          file = blobs.receive(sealing.apply(measured));
          content = measured.blob();
        }
      }
    }

    Upload upload() {
      List<FieldError> errors = new ArrayList<>();
      AttachmentKind known = kindOf(kind, errors);
      CustomerId customer = customerOf(customerId, errors);
      if (files != 1) {
        errors.add(
            error("file", "REQUIRED", "ファイルを 1 個指定してください。", "There must be exactly one file."));
      } else {
        errors.addAll(fileErrors);
        if (fileErrors.isEmpty() && known != null && !type.isAllowedFor(known)) {
          errors.add(notAllowed(type));
        }
      }
      if (!errors.isEmpty()) {
        throw new InvalidRequest(errors);
      }
      return new Upload(
          Objects.requireNonNull(known),
          customer,
          fileName,
          type,
          Objects.requireNonNull(content),
          Objects.requireNonNull(file));
    }

    void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }

  private static RuntimeException brokenOrTooLarge(IOException failure, Limits limits) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SizeException) {
        return AttachmentProblem.tooLarge(limits.fileBytes);
      }
    }
    return AttachmentProblem.brokenOff();
  }

  /**
   * Counts what is read of a part, and tells what the sender breaks off from what the disk does.
   */
  private static final class CountedStream extends InputStream {

    private final InputStream sent;
    private final Limits limits;
    private long count;

    CountedStream(InputStream sent, Limits limits) {
      this.sent = sent;
      this.limits = limits;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read;
      try {
        read = sent.read(bytes, offset, length);
      } catch (IOException broken) {
        throw brokenOrTooLarge(broken, limits);
      }
      count += Math.max(0, read);
      if (count > limits.fileBytes) {
        throw AttachmentProblem.tooLarge(limits.fileBytes);
      }
      if (count > limits.roomBytes) {
        throw AttachmentProblem.quotaExceeded(limits.used, limits.quota);
      }
      return read;
    }

    /** The rest is nobody's: what comes behind it is read past it. */
    @Override
    public void close() {
      // the reader of the parts skips to the next one itself
    }
  }

  private static @Nullable AttachmentKind kindOf(String text, List<FieldError> errors) {
    if (text.isEmpty()) {
      errors.add(error("kind", "REQUIRED", "必須項目です。", "It is required."));
      return null;
    }
    for (AttachmentKind kind : AttachmentKind.values()) {
      if (kind.name().equals(text)) {
        return kind;
      }
    }
    String allowed =
        Arrays.stream(AttachmentKind.values()).map(Enum::name).collect(Collectors.joining(", "));
    errors.add(
        error(
            "kind",
            "UNKNOWN_VALUE",
            "次のいずれかを指定してください: " + allowed,
            "It must be one of " + allowed + "."));
    return null;
  }

  private static @Nullable CustomerId customerOf(String text, List<FieldError> errors) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Ids.typed(text, CustomerId::new);
    } catch (UnusableId unusable) {
      errors.add(new FieldError("customerId", unusable.code(), unusable.reason()));
      return null;
    }
  }

  private static void check(boolean empty, String name, FileType type, List<FieldError> errors) {
    if (empty) {
      errors.add(error("file", "EMPTY", "ファイルが空です。", "The file is empty."));
    } else if (type == FileType.PROGRAM) {
      errors.add(notAllowed(type));
    } else if (type.contradicts(name)) {
      errors.add(
          error(
              "file",
              "CONTENT_DOES_NOT_MATCH_NAME",
              "ファイルの内容が拡張子と一致しません: " + type.mediaType(),
              "The content is of the type " + type.mediaType() + ", which its name contradicts."));
    }
  }

  private static FieldError notAllowed(FileType type) {
    return error(
        "file",
        "TYPE_NOT_ALLOWED",
        "この種類のファイルは受け付けていません: " + type.mediaType(),
        "A file of the type " + type.mediaType() + " is not taken here.");
  }

  /** The last part of the path that some browsers send, without what nobody sees. */
  private static String name(@Nullable String sent, List<FieldError> errors) {
    String path = sent == null ? "" : sent.replace('\\', '/');
    String last = path.substring(path.lastIndexOf('/') + 1);
    Characters.wrongInLine(last)
        .ifPresent(wrong -> errors.add(new FieldError("file", wrong.code(), wrong.message())));
    String plain =
        Normalizer.normalize(last, Normalizer.Form.NFC)
            .codePoints()
            .filter(c -> Character.getType(c) != Character.FORMAT)
            .limit(MAX_NAME)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return plain.isEmpty() || plain.equals(".") || plain.equals("..") ? "attachment" : plain;
  }

  private static FieldError error(String field, String code, String ja, String en) {
    return new FieldError(field, code, new Message(ja, en));
  }
}
