package io.rmaflow.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.notification.wording.Language;
import io.rmaflow.notification.wording.RenderedMail;
import io.rmaflow.stack.server.Ports;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Whatever is named in a mail, its headers are ours and its recipient is one. */
class MailHeadersTest {

  private static final Instant AT = Instant.parse("2026-05-01T01:30:00Z");

  private final SmtpDouble smtp = new SmtpDouble(Ports.anyFree());
  private final MailServer server = server(smtp.port());

  @AfterEach
  void close() {
    smtp.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unit X\r\nBcc: victim@example.com",
        "Unit X\nBcc: victim@example.com",
        "Unit X\rBcc: victim@example.com",
        "Unit X\r\n\r\n<html>another body",
        "装置 X\r\nBcc: victim@example.com"
      })
  void aLineBreakInASubjectBeginsNoHeader(String subject) throws Exception {
    assertThat(send(subject, "yamada@example.com")).isInstanceOf(MailServer.Outcome.Taken.class);

    MimeMessage taken = smtp.to("yamada@example.com").getFirst().message();
    List<String> names = new ArrayList<>();
    for (Header header : Collections.list(taken.getAllHeaders())) {
      names.add(header.getName());
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            "Received",
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Content-Language",
            "Auto-Submitted");
    assertThat(taken.getSubject()).isEqualTo(subject.replaceAll("[\r\n]+", " "));
    assertThat(smtp.all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yamada@example.com\r\nBcc: victim@example.com",
        "yamada@example.com\nRCPT TO:<victim@example.com>",
        "yamada@example.com, victim@example.com",
        "yamada@example.com>\r\nRCPT TO:<victim@example.com",
        "yamada"
      })
  void anAddressThatIsMoreThanOneIsNone(String address) throws Exception {
    assertThat(send("Unit X", address)).isInstanceOf(MailServer.Outcome.RefusedForGood.class);

    assertThat(smtp.all()).isEmpty();
  }

  private MailServer.Outcome send(String subject, String to) throws InterruptedException {
    return server.send(
        new RenderedMail(Language.EN, subject, "text", "<p>text</p>"),
        null,
        to,
        "<1@rmaflow.example>",
        AT);
  }

  private static MailServer server(int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    Duration any = Duration.ofSeconds(10);
    return new MailServer(
        new MailConnections(sender),
        new MailSettings(
            "support@rmaflow.example",
            "rmaflow.example",
            "desk@rmaflow.example",
            "lead@rmaflow.example",
            1,
            50,
            20,
            any,
            any,
            any,
            any,
            any,
            1,
            1));
  }
}
