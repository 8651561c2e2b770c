package io.rmaflow.notification.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.StreamProvider;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * Connections to the mail server, each for one mail at a time. One over which a mail was taken is
 * kept for the next: to connect, greet and take leave costs both sides as much as the mail.
 */
@Component
class MailConnections implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(MailConnections.class);

  /** Mail servers hang up on whoever says nothing, but seldom so soon. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final JavaMailSenderImpl settings;

  static {
    // asked for again with each part of each mail, and else looked for in every jar each time
    String provider = StreamProvider.class.getName();
    if (System.getProperty(provider) == null) {
      System.setProperty(provider, StreamProvider.provider().getClass().getName());
    }
  }

  /** The last used is the first. */
  private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();

  MailConnections(JavaMailSenderImpl settings) {
    this.settings = settings;
  }

  /** A connection that nobody uses, since then by the machine's nanoseconds. */
  private record Idle(Transport transport, long since) {}

  /** A message of the session that it will be sent in. */
  MimeMessage newMessage() {
    return settings.createMimeMessage();
  }

  /**
   * Sends a message.
   *
   * @throws MessagingException what the mail server said against it, or that it was not there
   */
  void send(MimeMessage message) throws MessagingException {
    message.saveChanges();
    Transport transport = keptOne();
    boolean taken = false;
    try {
      if (transport == null) {
        transport = connect();
      }
      transport.sendMessage(message, message.getAllRecipients());
      taken = true;
    } finally {
      if (taken && transport != null) {
        idle.addFirst(new Idle(transport, System.nanoTime()));
      } else if (transport != null) {
        close(transport);
      }
      closeLongUnused();
    }
  }

  /** One that the server still answers on. */
  private @Nullable Transport keptOne() {
    for (Idle kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      if (!isOver(kept) && kept.transport().isConnected()) {
        return kept.transport();
      }
      close(kept.transport());
    }
    return null;
  }

  private Transport connect() throws MessagingException {
    Transport transport = settings.getSession().getTransport(protocol());
    try {
      transport.connect(
          settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
      return transport;
    } catch (MessagingException | RuntimeException e) {
      close(transport);
      throw e;
    }
  }

  private String protocol() {
    String protocol = settings.getProtocol();
    return protocol == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : protocol;
  }

  /** Leaves those that were not needed for a while. */
  void closeLongUnused() {
    for (Idle kept = idle.peekLast(); kept != null && isOver(kept); kept = idle.peekLast()) {
      if (idle.removeLastOccurrence(kept)) {
        close(kept.transport());
      }
    }
  }

  private static boolean isOver(Idle kept) {
    return System.nanoTime() - kept.since() > KEPT.toNanos();
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      log.debug("a connection to the mail server was not closed in order", e);
    }
  }

  @Override
  public void destroy() {
    for (Idle kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      close(kept.transport());
    }
  }
}
