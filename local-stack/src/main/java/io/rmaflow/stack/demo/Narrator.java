package io.rmaflow.stack.demo;

import io.rmaflow.stack.server.StoredMail;
import java.io.PrintStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

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

  void step(String now, String title) {
    step++;
    out.println();
    out.printf("━━ %2d. %s JST  %s%n", step, minute(now), title);
  }

  void line(String text) {
    Columns.wrapped(text, WIDTH).forEach(line -> out.println("      " + line));
  }

  /** An instant to the minute, in Japan. */
  static String minute(String instant) {
    return MINUTE.format(OffsetDateTime.parse(instant));
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

  void mailNotSent(String status, String subject) {
    out.printf("   ✉  %s: %s%n", status, subject);
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
  void refusal(JsonNode refusal) {
    problem(
        refusal.path("code").asString() + " " + texts(refusal.path("clauses")),
        refusal.path("message"));
  }

  /** What does not go, and what is said about it in both languages. */
  void problem(String what, JsonNode message) {
    line("✗ " + what);
    line("  " + message.path("ja").asString());
    line("  " + message.path("en").asString());
  }

  /** Why a date is that date. */
  void derivation(JsonNode derivation) {
    line(derivation.path("rule").path("ja").asString());
    line(derivation.path("rule").path("en").asString());
    line(
        "  by %s and version %s of the calendar"
            .formatted(
                texts(derivation.path("clauses")), derivation.path("calendarVersion").asString()));
    for (JsonNode day : derivation.path("skippedDays")) {
      line(
          "  not counted: %s %s / %s"
              .formatted(
                  day.path("date").asString(),
                  day.path("ja").asString(),
                  day.path("en").asString()));
    }
  }

  void historyEntry(JsonNode entry) {
    line(
        "%3s %-26s occurred %s  recorded %s"
            .formatted(
                entry.path("streamsequence").asString(),
                entry.path("type").asString(),
                minute(entry.path("occurredAt").asString()),
                minute(entry.path("recordedAt").asString())));
  }

  private static String texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asString)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static String shortened(String text) {
    return UUID_TAIL.matcher(text).replaceAll("");
  }
}
