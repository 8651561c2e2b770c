package io.rmaflow.notification.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on a fixed port that keeps what it took, and can be away or say no. */
final class SmtpDouble implements AutoCloseable {

  private final int port;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile int rejectWith;
  private volatile int rejectEvery;
  private final AtomicInteger recipients = new AtomicInteger();
  private @Nullable SMTPServer server;

  SmtpDouble(int port) {
    this.port = port;
    up();
  }

  /**
   * A mail as the server got it.
   *
   * @param atNanos when, as {@link System#nanoTime} tells
   */
  record Received(String to, MimeMessage message, long atNanos) {

    String subject() {
      try {
        return message.getSubject();
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }

    String messageId() {
      try {
        return message.getMessageID();
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  int port() {
    return port;
  }

  /** Mails to this address in the order in which they came. */
  List<Received> to(String address) {
    return received.stream().filter(mail -> mail.to().equals(address)).toList();
  }

  /** From now on every recipient is refused with this reply; 0: none. */
  void rejectWith(int reply) {
    rejectWith = reply;
  }

  /** From now on every so many-th recipient is refused for the moment; 0: none. */
  void rejectEvery(int so) {
    rejectEvery = so;
  }

  /** Everything that was taken, in its order. */
  List<Received> all() {
    return List.copyOf(received);
  }

  /** Of everything that was taken, in its order. */
  List<String> messageIds() {
    return received.stream().map(Received::messageId).toList();
  }

  synchronized void up() {
    if (server == null) {
      SMTPServer started =
          SMTPServer.port(port)
              .bindAddress(InetAddress.getLoopbackAddress())
              .messageHandlerFactory(Handler::new)
              .build();
      started.start();
      server = started;
    }
  }

  synchronized void down() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  @Override
  public void close() {
    down();
  }

  private final class Handler implements MessageHandler {
    private String recipient = "";

    Handler(MessageContext context) {
      if (!context.getRemoteAddress().toString().contains("127.0.0.1")) {
        throw new IllegalStateException("not from this machine");
      }
    }

    @Override
    public void from(String from) {
      recipient = "";
    }

    @Override
    public void recipient(String to) throws RejectException {
      if (rejectWith > 0) {
        throw new RejectException(rejectWith, "no, " + to);
      }
      int every = rejectEvery;
      if (every > 0 && recipients.incrementAndGet() % every == 0) {
        throw new RejectException(451, "not now, " + to);
      }
      recipient = to;
    }

    @Override
    public @Nullable String data(InputStream content) throws RejectException {
      try {
        byte[] bytes = content.readAllBytes();
        received.add(
            new Received(
                recipient,
                new MimeMessage(null, new ByteArrayInputStream(bytes)),
                System.nanoTime()));
        return "taken";
      } catch (IOException | MessagingException e) {
        throw new RejectException(451, "not readable");
      }
    }

    @Override
    public void done() {
      recipient = "";
    }
  }
}
