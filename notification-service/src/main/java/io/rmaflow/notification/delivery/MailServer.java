package io.rmaflow.notification.delivery;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingBucket;
import io.github.bucket4j.Bucket;
import io.rmaflow.notification.wording.RenderedMail;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands mails to the mail server over SMTP, at an even pace, and tells what it said. */
@Component
class MailServer {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final MailConnections connections;
  private final MailSettings settings;
  private final BlockingBucket pace;

  MailServer(MailConnections connections, MailSettings settings) {
    this.connections = connections;
    this.settings = settings;
    this.pace =
        Bucket.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(1)
                    .refillGreedy(settings.mailsPerSecond(), Duration.ofSeconds(1))
                    .build())
            .withNanosecondPrecision()
            .build()
            .asBlocking();
  }

  /** What became of it. */
  sealed interface Outcome {

    /** The mail server took it. */
    record Taken() implements Outcome {}

    /** It will be refused again: a reply of the 5xx kind, or no address at all. */
    record RefusedForGood(String problem) implements Outcome {}

    /** It may be taken another time: a reply of the 4xx kind, or no connection. */
    record RefusedForNow(String problem) implements Outcome {}

    /** The connection broke off while it was sent: it may have been taken, and is tried again. */
    record NotKnown(String problem) implements Outcome {}
  }

  /**
   * Sends a mail once it is its turn.
   *
   * @param calendar an iCalendar file that goes with it; absent where there is none
   * @param messageId with its angle brackets
   * @param at the Date header
   */
  Outcome send(
      RenderedMail mail, @Nullable String calendar, String to, String messageId, Instant at)
      throws InterruptedException {
    InternetAddress address;
    try {
      address = new InternetAddress(to, true);
    } catch (AddressException e) {
      return new Outcome.RefusedForGood("the contact's mail address is malformed");
    }
    pace.consume(1);
    try {
      connections.send(message(mail, calendar, address, messageId, at));
      return new Outcome.Taken();
    } catch (MessagingException e) {
      return outcome(e);
    }
  }

  private static Outcome outcome(Exception failure) {
    Set<Throwable> causes = causes(failure);
    int reply = causes.stream().mapToInt(MailServer::ownReplyCode).max().orElse(0);
    if (reply >= 500) {
      return new Outcome.RefusedForGood("the mail server replied " + reply);
    }
    if (reply > 0) {
      return new Outcome.RefusedForNow("the mail server replied " + reply);
    }
    String problem = "no answer from the mail server";
    boolean neverConnected =
        causes.stream()
            .anyMatch(
                cause ->
                    cause instanceof MailConnectException || cause instanceof ConnectException);
    return neverConnected ? new Outcome.RefusedForNow(problem) : new Outcome.NotKnown(problem);
  }

  private MimeMessage message(
      RenderedMail mail,
      @Nullable String calendar,
      InternetAddress to,
      String messageId,
      Instant at)
      throws MessagingException {
    MimeMessage message = new NamedMessage(connections.newMessage().getSession(), messageId);
    message.setFrom(new InternetAddress(settings.from()));
    message.setRecipient(Message.RecipientType.TO, to);
    // JavaMail writes control characters of ASCII as they are, and so a header of whoever chose
    // them
    message.setSubject(mail.subject().replaceAll("\\p{Cc}+", " "), UTF_8);
    message.setSentDate(Date.from(at));
    message.setContentLanguage(new String[] {mail.language().code()});
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeMultipart alternatives = new MimeMultipart("alternative");
    alternatives.addBodyPart(part(mail.text(), "plain"));
    alternatives.addBodyPart(part(mail.html(), "html"));
    if (calendar == null) {
      message.setContent(alternatives);
    } else {
      MimeBodyPart body = new MimeBodyPart();
      body.setContent(alternatives);
      MimeMultipart all = new MimeMultipart("mixed");
      all.addBodyPart(body);
      all.addBodyPart(calendarFile(calendar));
      message.setContent(all);
    }
    return message;
  }

  private static MimeBodyPart calendarFile(String calendar) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(
            new ByteArrayDataSource(
                calendar.getBytes(StandardCharsets.UTF_8),
                "text/calendar; charset=utf-8; method=PUBLISH; component=VEVENT")));
    part.setFileName("invite.ics");
    part.setDisposition(MimeBodyPart.ATTACHMENT);
    return part;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  /** A message that keeps the ID it was given, where JavaMail would make a new one. */
  private static final class NamedMessage extends MimeMessage {
    private final String messageId;

    NamedMessage(@Nullable Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }

  private static Set<Throwable> causes(Exception failure) {
    Deque<Throwable> open = new ArrayDeque<>();
    Set<Throwable> seen = new HashSet<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.removeFirst();
      if (!seen.add(next)) {
        continue;
      }
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
      if (next instanceof MessagingException messaging && messaging.getNextException() != null) {
        open.add(messaging.getNextException());
      }
    }
    return seen;
  }

  /** The reply of a server that said no. Its text is left out: it often repeats the address. */
  private static int ownReplyCode(Throwable failure) {
    return switch (failure) {
      case SMTPSendFailedException e -> e.getReturnCode();
      case SMTPAddressFailedException e -> e.getReturnCode();
      case SMTPSenderFailedException e -> e.getReturnCode();
      default -> 0;
    };
  }
}
