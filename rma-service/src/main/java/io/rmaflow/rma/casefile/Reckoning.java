package io.rmaflow.rma.casefile;

import io.rmaflow.events.Message;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.time.ClosedDay;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down how a due day came about, for people and in both languages. */
public final class Reckoning {

  private static final DateTimeFormatter DAY_JA =
      DateTimeFormatter.ofPattern("uuuu-MM-dd（E）", Locale.JAPANESE);
  private static final DateTimeFormatter DAY_EN =
      DateTimeFormatter.ofPattern("E uuuu-MM-dd", Locale.ENGLISH);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Instant from;
  private final List<Message> steps = new ArrayList<>();

  /** Counted from this instant. */
  public Reckoning(Instant from) {
    this.from = from;
  }

  /** One more step of the calculation. */
  public Reckoning step(String ja, String en) {
    steps.add(new Message(ja, en));
    return this;
  }

  /** The business days that were counted, one step each. */
  public Reckoning counted(List<LocalDate> businessDays) {
    int n = 0;
    for (LocalDate day : businessDays) {
      n++;
      step(n + "営業日目: " + ja(day), "Business day " + n + ": " + en(day));
    }
    return this;
  }

  /** The deadline, due until the end of a day, JST. */
  public Deadline dueOn(
      Deadline.Name name,
      LocalDate due,
      Message rule,
      List<String> clauses,
      List<ClosedDay> skipped,
      PolicyContext policy) {
    step("期限: " + ja(due) + " 24時まで", "Due until the end of " + en(due));
    return new Deadline(name, due, null, written(rule, clauses, skipped, policy));
  }

  /** The deadline, due at an instant, that instant included. */
  public Deadline dueAt(
      Deadline.Name name,
      Instant due,
      Message rule,
      List<String> clauses,
      List<ClosedDay> skipped,
      PolicyContext policy) {
    step("期限: " + ja(due), "Due at " + en(due) + " JST");
    return new Deadline(name, null, due, written(rule, clauses, skipped, policy));
  }

  /** The derivation of a day that is no deadline. */
  public Deadline.Derivation written(
      Message rule, List<String> clauses, List<ClosedDay> skipped, PolicyContext policy) {
    return new Deadline.Derivation(
        from,
        rule,
        clauses,
        policy.calendarVersion(),
        policy.settingsVersion(),
        skipped.stream()
            .map(day -> new Deadline.SkippedDay(day.date(), day.ja(), day.en()))
            .toList(),
        steps);
  }

  /** A day, for people. */
  public static String ja(LocalDate day) {
    return DAY_JA.format(day);
  }

  /** A day, for people. */
  public static String en(LocalDate day) {
    return DAY_EN.format(day);
  }

  /** An instant in Japan, for people. */
  public static String ja(Instant instant) {
    return DAY_JA.format(JapanTime.zoned(instant)) + " " + TIME.format(JapanTime.zoned(instant));
  }

  /** An instant in Japan, for people. */
  public static String en(Instant instant) {
    return DAY_EN.format(JapanTime.zoned(instant)) + " " + TIME.format(JapanTime.zoned(instant));
  }
}
