package io.rmaflow.stack.demo;

import io.rmaflow.client.rma.model.DeadlineDerivation;
import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.client.rma.model.Message;
import io.rmaflow.client.rma.model.Refusal;
import io.rmaflow.client.rma.model.SkippedDay;
import io.rmaflow.stack.server.StoredMail;
import java.io.PrintStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a story on a terminal. */
final class Narrator {

  private static final int WIDTH = 96;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd EEE HH:mm", Locale.ENGLISH)
          .withZone(ZoneId.of("Asia/Tokyo"));

  /** Of an ID that nobody chose, the beginning tells it from the others of a story. */
  private static final Pattern UUID_TAIL =
      Pattern.compile("(?<=\\b[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** What stands above and below every mail says nothing of the story. */
  private static final Set<String> GREETING = Set.of("ご担当者様", "平素より弊社製品をご利用いただき、誠にありがとうございます。");

  private static final String SIGNATURE = "--------";

  private final PrintStream out;
  private int step;

  Narrator(PrintStream out) {
    this.out = out;
  }

  void title(Story story) {
    out.println();
    out.println("══ " + story);
    out.println("   " + story.titleJa());
    out.println("   " + story.titleEn());
  }

  void step(OffsetDateTime now, String title) {
    step++;
    out.println();
    out.printf("━━ %2d. %s JST  %s%n", step, minute(now), title);
  }

  void line(String text) {
    Columns.wrapped(text, WIDTH).forEach(line -> out.println("      " + line));
  }

  /** An instant to the minute, in Japan. */
  static String minute(OffsetDateTime instant) {
    return MINUTE.format(instant);
  }

  void event(EventTail.Tailed event) {
    Instant occurred = event.attributes().occurredAt();
    out.printf(
        "   ⇢  %-15s p%02d#%-3d %-26s %s  %s%n",
        event.topic(),
        event.partition(),
        event.offset(),
        event.name(),
        MINUTE.format(occurred),
        shortened(event.attributes().streamId()) + " /" + event.attributes().streamSequence());
  }

  void mailNotSent(String status, @Nullable String subject) {
    out.printf("   ✉  %s: %s%n", status, Objects.requireNonNullElse(subject, "(no subject)"));
  }

  void mail(StoredMail mail) {
    out.printf("   ✉  to %s: %s%n", String.join(", ", mail.to()), mail.subject());
    for (String line : mail.text().lines().toList()) {
      if (line.startsWith(SIGNATURE)) {
        break;
      }
      if (!line.isBlank() && !GREETING.contains(line)) {
        Columns.wrapped(line, WIDTH).forEach(part -> out.println("      │ " + part));
      }
    }
  }

  /** A refusal with its clauses, in both languages. */
  void refusal(Refusal refusal) {
    refusal(refusal.getCode(), refusal.getClauses(), refusal.getMessage());
  }

  /** What is refused, by which clauses, in both languages. */
  void refusal(String code, List<String> clauses, Message message) {
    problem(code + " " + clauses, message);
  }

  /** What does not go, and what is said about it in both languages. */
  void problem(String what, Message message) {
    line("✗ " + what);
    line("  " + message.getJa());
    line("  " + message.getEn());
  }

  /** Why a date is that date. */
  void derivation(DeadlineDerivation derivation) {
    line(derivation.getRule().getJa());
    line(derivation.getRule().getEn());
    line(
        "  by %s and version %s of the calendar"
            .formatted(derivation.getClauses(), derivation.getCalendarVersion()));
    for (SkippedDay day : derivation.getSkippedDays()) {
      line("  not counted: %s %s / %s".formatted(day.getDate(), day.getJa(), day.getEn()));
    }
  }

  void historyEntry(HistoryEntry entry) {
    line(
        "%3s %-26s occurred %s  recorded %s"
            .formatted(
                entry.getStreamsequence(),
                entry.getType(),
                minute(entry.getOccurredAt()),
                minute(entry.getRecordedAt())));
  }

  static String shortened(String text) {
    return UUID_TAIL.matcher(text).replaceAll("");
  }
}
