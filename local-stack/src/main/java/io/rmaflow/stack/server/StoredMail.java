package io.rmaflow.stack.server;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it lies in the folder of a {@link MailSink}.
 *
 * @param id its file name without the ending, such as {@code 000001}; later mails have higher ones
 * @param from the header's, decoded
 * @param to whom the envelope names, in its order
 * @param subject decoded
 * @param messageId with its angle brackets
 * @param date the sender's, null where the header has none
 * @param text the body: the plain text where there is one
 * @param attached the names of the files that came with it, in their order
 * @param file where it lies
 */
public record StoredMail(
    String id,
    String from,
    List<String> to,
    String subject,
    String messageId,
    @Nullable Instant date,
    String text,
    List<String> attached,
    Path file) {

  public StoredMail {
    to = List.copyOf(to);
    attached = List.copyOf(attached);
  }

  /**
   * All mails of a folder in the order in which they came; none where the folder does not exist.
   */
  public static List<StoredMail> allIn(Path folder) {
    return idsIn(folder).stream().map(id -> read(folder.resolve(id + MailSink.SUFFIX))).toList();
  }

  /** One mail of a folder; {@code 7} means {@code 000007}. */
  public static Optional<StoredMail> find(Path folder, String id) {
    if (!id.matches("[0-9]{1,6}")) {
      return Optional.empty();
    }
    Path file = folder.resolve("0".repeat(6 - id.length()) + id + MailSink.SUFFIX);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  static List<String> idsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[0-9]+\\.eml"))
          .map(name -> name.substring(0, name.length() - MailSink.SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + folder, e);
    }
  }

  /** Reads a stored mail. */
  public static StoredMail read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage mail = new MimeMessage(null, in);
      String name = file.getFileName().toString();
      return new StoredMail(
          name.substring(0, name.length() - MailSink.SUFFIX.length()),
          decoded(mail.getHeader("From", ", ")),
          headers(mail, "X-Envelope-To"),
          decoded(mail.getHeader("Subject", " ")),
          decoded(mail.getHeader("Message-ID", " ")),
          sentDate(mail),
          text(mail),
          attached(mail),
          file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    } catch (MessagingException e) {
      throw new IllegalStateException("Not a mail: " + file, e);
    }
  }

  private static List<String> headers(Message mail, String name) throws MessagingException {
    String[] values = mail.getHeader(name);
    return values == null ? List.of() : new ArrayList<>(Arrays.asList(values));
  }

  private static @Nullable Instant sentDate(Message mail) throws MessagingException {
    return mail.getSentDate() == null ? null : mail.getSentDate().toInstant();
  }

  private static String decoded(@Nullable String header) throws IOException {
    return header == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(header));
  }

  private static List<String> attached(Part part) throws MessagingException, IOException {
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < parts.getCount(); i++) {
        all.addAll(attached(parts.getBodyPart(i)));
      }
      return all;
    }
    return part.getFileName() == null ? List.of() : List.of(decoded(part.getFileName()));
  }

  private static String text(Part part) throws MessagingException, IOException {
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart each = parts.getBodyPart(i);
        if (each.isMimeType("text/plain") || each.isMimeType("multipart/*")) {
          all.append(text(each));
        }
      }
      return all.toString();
    }
    return part.getContent() instanceof String text ? text : "";
  }
}
