package io.rmaflow.notification.wording;

import io.rmaflow.notification.mail.CaseRef;
import io.rmaflow.notification.mail.Mail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A due date as a file for the recipient's calendar (RFC 5545). Its UID stays the same for a case,
 * and its SEQUENCE grows with each move, so that a calendar moves its entry and makes no second
 * one; what does not take place after all is marked as cancelled.
 */
public final class CalendarEntry {

  /** Octets of a line, without its end (RFC 5545, 3.1). */
  private static final int LONGEST_LINE = 75;

  private static final String END = "\r\n";

  private final StringBuilder lines = new StringBuilder();

  private CalendarEntry() {}

  /**
   * Whose entries they are; both stay the same while calendars have entries.
   *
   * @param address the mail address that they come from, without a name
   * @param domain right of the {@code @} in every UID
   */
  public record Organizer(String address, String domain) {}

  /**
   * The file for a mail; nothing where the mail has no due date of the recipient.
   *
   * @param returnAddress asked for only where the file says it
   * @param stamp when it is made
   */
  public static Optional<String> of(
      Mail mail,
      Language language,
      Supplier<String> returnAddress,
      Instant stamp,
      Organizer organizer) {
    return switch (mail) {
      case Mail.ReturnOwed m ->
          Optional.of(
              returning(m.about(), m.returnDue(), m.moves(), language, returnAddress.get())
                  .file(stamp, organizer));
      case Mail.ReturnDueMoved m ->
          Optional.of(
              returning(m.about(), m.returnDue(), m.moves(), language, returnAddress.get())
                  .file(stamp, organizer));
      case Mail.VisitPlanned m -> Optional.of(visit(m, language).file(stamp, organizer));
      case Mail.SecondVisit m ->
          Optional.ofNullable(m.plannedFor())
              .map(at -> new Mail.VisitPlanned(m.about(), at, true, 0))
              .map(visit -> visit(visit, language).file(stamp, organizer));
      case Mail.Cancelled m ->
          Optional.ofNullable(m.visit())
              .map(visit -> visit(visit, language).withdrawn().file(stamp, organizer));
      case Mail.Closed m ->
          noLongerPlanned(m, language, returnAddress)
              .map(entry -> entry.withdrawn().file(stamp, organizer));
      case Mail _ -> Optional.empty();
    };
  }

  private static Optional<Entry> noLongerPlanned(
      Mail.Closed closed, Language language, Supplier<String> returnAddress) {
    if (closed.visit() != null) {
      return Optional.of(visit(closed.visit(), language));
    }
    return closed.buyOutPriceYen() == null || closed.returnDue() == null
        ? Optional.empty()
        : Optional.of(
            returning(
                closed.about(),
                closed.returnDue(),
                closed.returnMoves(),
                language,
                returnAddress.get()));
  }

  private record Entry(
      String uid,
      int sequence,
      String start,
      String summary,
      String description,
      String location,
      boolean wholeDay,
      boolean isWithdrawn) {

    /** The same, as one that does not take place; calendars take a higher sequence only. */
    Entry withdrawn() {
      return new Entry(uid, sequence + 1, start, summary, description, location, wholeDay, true);
    }

    String file(Instant stamp, Organizer organizer) {
      CalendarEntry file = new CalendarEntry();
      file.line("BEGIN", "VCALENDAR");
      file.line("VERSION", "2.0");
      file.line("PRODID", "-//rmaflow//notification-service//EN");
      file.line("METHOD", "PUBLISH");
      file.line("BEGIN", "VEVENT");
      file.line("UID", uid + "@" + organizer.domain());
      file.line("DTSTAMP", utc(stamp));
      file.line("ORGANIZER", "mailto:" + organizer.address()); // RFC 5546, 3.2.1
      file.line("SEQUENCE", Integer.toString(sequence));
      if (isWithdrawn) {
        file.line("STATUS", "CANCELLED");
      }
      file.line(wholeDay ? "DTSTART;VALUE=DATE" : "DTSTART", start);
      file.line("SUMMARY", escaped(summary));
      if (!description.isEmpty()) {
        file.line("DESCRIPTION", escaped(description));
      }
      if (!location.isEmpty()) {
        file.line("LOCATION", escaped(location));
      }
      file.line("TRANSP", "TRANSPARENT");
      file.line("END", "VEVENT");
      file.line("END", "VCALENDAR");
      return file.lines.toString();
    }
  }

  private static Entry returning(
      CaseRef about, LocalDate due, int moves, Language language, String address) {
    String name = name(about);
    return new Entry(
        "return-" + about.caseId(),
        moves,
        DateTimeFormatter.BASIC_ISO_DATE.format(due),
        language.say("故障機のご返送期限(" + name + ")", "Faulty unit due back (" + name + ")"),
        language.say(
            "この日までに故障機を運送会社へお引き渡しください。", "Please hand the faulty unit to the carrier by this day."),
        address,
        true,
        false);
  }

  private static Entry visit(Mail.VisitPlanned visit, Language language) {
    String name = name(visit.about());
    return new Entry(
        (visit.second() ? "second-visit-" : "visit-") + visit.about().caseId(),
        visit.moves(),
        utc(visit.plannedFor()),
        language.say("技術員訪問予定(" + name + ")", "Engineer's visit (" + name + ")"),
        "",
        "",
        false,
        false);
  }

  private static String name(CaseRef about) {
    return Objects.requireNonNullElse(about.rmaNumber(), about.caseId()).toString();
  }

  private static String utc(Instant instant) {
    return DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
        .format(instant.atOffset(ZoneOffset.UTC));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
  }

  /** Folds between characters, never inside one: a line is counted in octets. */
  private void line(String name, String value) {
    int octets = 0;
    String whole = name + ":" + value;
    for (int at = 0; at < whole.length(); ) {
      int point = whole.codePointAt(at);
      String character = Character.toString(point);
      int width = character.getBytes(StandardCharsets.UTF_8).length;
      if (octets + width > LONGEST_LINE) {
        lines.append(END).append(' ');
        octets = 1;
      }
      lines.append(character);
      octets += width;
      at += Character.charCount(point);
    }
    lines.append(END);
  }
}
