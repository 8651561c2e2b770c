package io.rmaflow.stack.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server that delivers nothing: every mail becomes a file {@code 000001.eml}, {@code
 * 000002.eml} … in a folder, on the disk before the sender gets its {@code 250}. A mail sent twice
 * lies there twice.
 */
public final class MailSink implements AutoCloseable {

  /** Ends the name of every stored mail. */
  static final String SUFFIX = ".eml";

  private static final Logger LOG = LoggerFactory.getLogger(MailSink.class);

  private final Path folder;
  private final SMTPServer server;
  private final AtomicLong last;

  private MailSink(Path folder, InetAddress address, int port, @Nullable SSLContext encryption) {
    this.folder = folder;
    this.last = new AtomicLong(highestIn(folder));
    SMTPServer.Builder builder =
        SMTPServer.port(port)
            .bindAddress(address)
            .hostName("localhost")
            .softwareName("rmaflow mail sink")
            .connectionTimeout(5, TimeUnit.MINUTES)
            .messageHandlerFactory(Receiving::new);
    if (encryption != null) {
      builder.enableTLS().requireTLS().startTlsSocketFactory(encryption);
    }
    this.server = builder.build();
  }

  /**
   * Starts a sink on the loopback interface.
   *
   * @param folder where the mails go; made where it does not exist
   * @param port 1 to 65535, or 0 for some free port
   */
  public static MailSink start(Path folder, int port) {
    return start(folder, InetAddress.getLoopbackAddress(), port);
  }

  /**
   * {@link #start(Path, int)} on another interface: in a container the loopback one is of no use.
   */
  public static MailSink start(Path folder, InetAddress address, int port) {
    return start(folder, address, port, null);
  }

  /**
   * {@link #start(Path, int)} of a sink that takes no mail before {@code STARTTLS}.
   *
   * @param encryption with the sink's key and certificate
   */
  public static MailSink startEncrypted(Path folder, int port, SSLContext encryption) {
    return start(folder, InetAddress.getLoopbackAddress(), port, encryption);
  }

  private static MailSink start(
      Path folder, InetAddress address, int port, @Nullable SSLContext encryption) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make " + folder, e);
    }
    MailSink sink = new MailSink(folder, address, port, encryption);
    sink.server.start();
    return sink;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getPortAllocated();
  }

  /** Where the mails lie. */
  public Path folder() {
    return folder;
  }

  /** All mails stored so far, in the order in which they came. */
  public List<StoredMail> mails() {
    return StoredMail.allIn(folder);
  }

  @Override
  public void close() {
    server.stop();
  }

  private static long highestIn(Path folder) {
    return StoredMail.idsIn(folder).stream().mapToLong(Long::parseLong).max().orElse(0);
  }

  /** Writes a mail so that it is whole under its name, or not there. */
  private long store(byte[] mail) throws IOException {
    long id = last.incrementAndGet();
    String name = String.format(Locale.ROOT, "%06d", id);
    Path unfinished = folder.resolve(name + ".part");
    try (FileChannel file =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(mail);
      while (rest.hasRemaining()) {
        file.write(rest);
      }
      file.force(true);
    }
    Files.move(unfinished, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    // The name, too, has to survive a loss of power.
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
    return id;
  }

  /** One SMTP session; a session may bring several mails. */
  private final class Receiving implements MessageHandler {
    private @Nullable String sender;
    private final List<String> recipients = new ArrayList<>();

    Receiving(MessageContext context) {
      LOG.debug("Mail from {}", context.getRemoteAddress());
    }

    @Override
    public void from(String address) {
      sender = address;
      recipients.clear();
    }

    @Override
    public void recipient(String address) {
      recipients.add(address);
    }

    @Override
    public @Nullable String data(InputStream content) throws RejectException, IOException {
      ByteArrayOutputStream mail = new ByteArrayOutputStream();
      // The envelope may name others than the header does; who got a mail is what a test asks.
      mail.writeBytes(envelope("X-Envelope-From", sender == null ? "" : sender));
      for (String recipient : recipients) {
        mail.writeBytes(envelope("X-Envelope-To", recipient));
      }
      content.transferTo(mail);
      try {
        return "stored as " + store(mail.toByteArray());
      } catch (IOException e) {
        LOG.error("Could not store a mail in {}", folder, e);
        throw new RejectException(451, "could not store the mail");
      }
    }

    @Override
    public void done() {
      LOG.debug("End of a session");
    }

    private static byte[] envelope(String name, String value) {
      return (name + ": " + value.replaceAll("[\\r\\n]", "") + "\r\n")
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
