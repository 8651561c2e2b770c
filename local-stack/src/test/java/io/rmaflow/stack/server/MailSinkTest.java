package io.rmaflow.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSinkTest {

  @TempDir Path folder;

  @Test
  void keepsSubjectBodyAndAddresseesOfAJapaneseMail() throws Exception {
    try (MailSink sink = MailSink.start(folder, 0)) {
      send(sink.port(), "<a@rmaflow>", "返却期限のお知らせ", "期限は5月13日です。\n");

      assertThat(sink.mails())
          .singleElement()
          .satisfies(
              mail -> {
                assertThat(mail.id()).isEqualTo("000001");
                assertThat(mail.from()).isEqualTo("rma@vendor.example");
                assertThat(mail.to()).containsExactly("k1@customer.example");
                assertThat(mail.subject()).isEqualTo("返却期限のお知らせ");
                assertThat(mail.messageId()).isEqualTo("<a@rmaflow>");
                assertThat(mail.date()).isEqualTo(Instant.parse("2026-05-11T00:00:00Z"));
                assertThat(mail.text()).isEqualToIgnoringNewLines("期限は5月13日です。\n");
              });
    }
  }

  @Test
  void namesTheFilesThatCameWithAMail_andLeavesThemOutOfTheText() throws Exception {
    Files.writeString(
        folder.resolve("000001.eml"),
        """
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: multipart/alternative; boundary=y

        --y
        Content-Type: text/plain

        by Wednesday
        --y
        Content-Type: text/html

        <p>by Wednesday</p>
        --y--
        --x
        Content-Type: text/calendar; charset=UTF-8
        Content-Disposition: attachment; filename=invite.ics

        BEGIN:VCALENDAR
        --x--
        """);

    StoredMail mail = StoredMail.find(folder, "1").orElseThrow();

    assertThat(mail.attached()).containsExactly("invite.ics");
    assertThat(mail.text()).isEqualTo("by Wednesday");
  }

  @Test
  void hasTheMailOnDiskBeforeItAnswersTheSender() throws Exception {
    try (MailSink sink = MailSink.start(folder, 0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), sink.port());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        PrintWriter out =
            new PrintWriter(
                new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII),
                true)) {
      assertThat(in.readLine()).startsWith("220");
      assertThat(says(out, in, "HELO test")).startsWith("250");
      assertThat(says(out, in, "MAIL FROM:<a@x.example>")).startsWith("250");
      assertThat(says(out, in, "RCPT TO:<b@x.example>")).startsWith("250");
      assertThat(says(out, in, "DATA")).startsWith("354");
      assertThat(folder).isEmptyDirectory();

      assertThat(says(out, in, "Subject: s\r\n\r\nbody\r\n.")).startsWith("250");

      assertThat(Files.readString(folder.resolve("000001.eml")))
          .contains("X-Envelope-To: b@x.example", "Subject: s", "body");
    }
  }

  @Test
  void goesOnNumberingWhereAnEarlierRunStopped() throws Exception {
    try (MailSink sink = MailSink.start(folder, 0)) {
      send(sink.port(), "<a@rmaflow>", "one", "1");
    }
    Files.writeString(folder.resolve("000002.part"), "cut short by a crash");
    try (MailSink sink = MailSink.start(folder, 0)) {
      send(sink.port(), "<b@rmaflow>", "two", "2");

      assertThat(sink.mails()).extracting(StoredMail::id).containsExactly("000001", "000002");
      assertThat(StoredMail.find(folder, "2").orElseThrow().subject()).isEqualTo("two");
      assertThat(StoredMail.find(folder, "3")).isEmpty();
      assertThat(StoredMail.find(folder, "../2")).isEmpty();
    }
  }

  private static String says(PrintWriter out, BufferedReader in, String line) throws Exception {
    out.print(line + "\r\n");
    out.flush();
    String answer = in.readLine();
    return answer == null ? "" : answer;
  }

  private static void send(int port, String messageId, String subject, String text)
      throws Exception {
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.host", "127.0.0.1");
    settings.setProperty("mail.smtp.port", Integer.toString(port));
    MimeMessage mail =
        new MimeMessage(Session.getInstance(settings)) {
          @Override
          protected void updateMessageID() throws jakarta.mail.MessagingException {
            setHeader("Message-ID", messageId);
          }
        };
    mail.setFrom("rma@vendor.example");
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress("k1@customer.example"));
    mail.setSubject(subject, "UTF-8");
    mail.setSentDate(Date.from(Instant.parse("2026-05-11T00:00:00Z")));
    mail.setText(text, "UTF-8");
    Transport.send(mail);
  }
}
