package io.rmaflow.rma.attachments;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Ids;
import io.rmaflow.events.Message;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.rma.AttachmentEvent.Kind;
import io.rmaflow.events.values.Characters;
import io.rmaflow.kit.web.FieldError;
import io.rmaflow.kit.web.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * A file as it was sent, checked: the parts {@code kind} and {@code file} of a multipart body. The
 * container has written it to the disk while it came; it is never in memory as a whole.
 *
 * @param customerId whose file the desk says it is; absent where it says nothing
 */
record Upload(
    Kind kind,
    @Nullable CustomerId customerId,
    String fileName,
    FileType type,
    MultipartFile file) {

  private static final int MAX_NAME = 200;

  /**
   * Reads and checks an upload.
   *
   * @param maxBytes of the file
   * @throws AttachmentProblem 400, 413 or 415 where it is no whole multipart body of that size
   * @throws InvalidRequest 400 where a part is wrong, each part named
   */
  static Upload read(HttpServletRequest request, long maxBytes) {
    if (!(request instanceof MultipartHttpServletRequest multipart)) {
      throw AttachmentProblem.notMultipart();
    }
    try {
      return read(multipart, maxBytes);
    } catch (MaxUploadSizeExceededException tooLarge) {
      throw AttachmentProblem.tooLarge(maxBytes);
    } catch (MultipartException brokenOff) {
      throw AttachmentProblem.brokenOff();
    }
  }

  private static Upload read(MultipartHttpServletRequest request, long maxBytes) {
    List<FieldError> errors = new ArrayList<>();
    MultipartFile file = request.getFile("file");
    if (file != null && file.getSize() > maxBytes) {
      throw AttachmentProblem.tooLarge(maxBytes);
    }
    Kind kind = kind(request.getParameter("kind"), errors);
    CustomerId customerId = customerId(request.getParameter("customerId"), errors);
    if (file == null || request.getFiles("file").size() > 1) {
      errors.add(
          error("file", "REQUIRED", "ファイルを 1 個指定してください。", "There must be exactly one file."));
      throw new InvalidRequest(errors);
    }
    String name = name(file.getOriginalFilename(), errors);
    FileType type = type(file);
    check(kind, name, type, file, errors);
    if (!errors.isEmpty()) {
      throw new InvalidRequest(errors);
    }
    return new Upload(Objects.requireNonNull(kind), customerId, name, type, file);
  }

  private static @Nullable Kind kind(@Nullable String text, List<FieldError> errors) {
    if (text == null || text.isBlank()) {
      errors.add(error("kind", "REQUIRED", "必須項目です。", "It is required."));
      return null;
    }
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(text)) {
        return kind;
      }
    }
    String allowed = Arrays.stream(Kind.values()).map(Enum::name).collect(Collectors.joining(", "));
    errors.add(
        error(
            "kind",
            "UNKNOWN_VALUE",
            "次のいずれかを指定してください: " + allowed,
            "It must be one of " + allowed + "."));
    return null;
  }

  private static @Nullable CustomerId customerId(@Nullable String text, List<FieldError> errors) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Ids.typed(text, CustomerId::new);
    } catch (UnusableId unusable) {
      errors.add(new FieldError("customerId", unusable.code(), unusable.reason()));
      return null;
    }
  }

  private static void check(
      @Nullable Kind kind,
      String name,
      FileType type,
      MultipartFile file,
      List<FieldError> errors) {
    if (file.isEmpty()) {
      errors.add(error("file", "EMPTY", "ファイルが空です。", "The file is empty."));
    } else if (type == FileType.PROGRAM || (kind != null && !type.isAllowedFor(kind))) {
      errors.add(
          error(
              "file",
              "TYPE_NOT_ALLOWED",
              "この種類のファイルは受け付けていません: " + type.mediaType(),
              "A file of the type " + type.mediaType() + " is not taken here."));
    } else if (type.contradicts(name)) {
      errors.add(
          error(
              "file",
              "CONTENT_DOES_NOT_MATCH_NAME",
              "ファイルの内容が拡張子と一致しません: " + type.mediaType(),
              "The content is of the type " + type.mediaType() + ", which its name contradicts."));
    }
  }

  private static FileType type(MultipartFile file) {
    try (InputStream in = file.getInputStream()) {
      return FileType.of(in.readNBytes(FileType.HEAD_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return plain.isEmpty() ? "attachment" : plain;
  }

  private static FieldError error(String field, String code, String ja, String en) {
    return new FieldError(field, code, new Message(ja, en));
  }
}
