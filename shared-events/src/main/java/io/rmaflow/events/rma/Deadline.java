package io.rmaflow.events.rma;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A due time that carries its own derivation, so that "why 13 May?" is answered from the record.
 *
 * @param name what is due
 * @param dueDate the last day in time, JST, to its end; absent where an instant is due
 * @param dueAt the last instant in time; absent where a day is due
 * @param secondReminderDate of a reminder, the day on which it is repeated, JST; absent
 *     where it is not, and in events of before it was told
 */
public record Deadline(
    Name name,
    @Nullable LocalDate dueDate,
    @Nullable Instant dueAt,
    Derivation derivation,
    @Nullable LocalDate secondReminderDate) {

  public Deadline {
    if ((dueDate == null) == (dueAt == null)) {
      throw new IllegalArgumentException("a deadline is due on a day or at an instant");
    }
  }

  /** One that is not repeated. */
  public Deadline(
      Name name, @Nullable LocalDate dueDate, @Nullable Instant dueAt, Derivation derivation) {
    this(name, dueDate, dueAt, derivation, null);
  }

  /** The same, repeated on this day. */
  public Deadline repeatedOn(LocalDate day) {
    return new Deadline(name, dueDate, dueAt, derivation, day);
  }

  /** What can be due. */
  public enum Name {
    /** The exchange unit, or the loaner of manufacturer maintenance, leaves the vendor. */
    DISPATCH,
    /** The faulty unit leaves the customer (CSB-26). */
    RETURN,
    /** The engineer arrives on site; an instant. */
    ARRIVAL_TARGET,
    /** The vendor gets in touch about an inquiry; an instant. */
    FIRST_CONTACT,
    /** The repaired unit is to be expected; a guide. */
    REPAIR_GUIDE,
    /** The customer is reminded of the loaner (MFR-26). */
    LOANER_RETURN_REMINDER,
    /** The customer is asked for the faulty unit once more (MFR-27); no last day for sending it. */
    FAULTY_UNIT_REMINDER
  }

  /**
   * How a due time came about.
   *
   * @param from the instant that it was counted from
   * @param rule in words, Japanese and English
   * @param clauses the clauses and A-decisions behind it
   * @param calendarVersion the business calendar that was used
   * @param settingsVersion the settings that were used
   * @param skippedDays the days between that did not count, in order, by name
   * @param steps the calculation step by step, for people
   */
  public record Derivation(
      Instant from,
      io.rmaflow.events.Message rule,
      List<String> clauses,
      int calendarVersion,
      int settingsVersion,
      List<SkippedDay> skippedDays,
      List<io.rmaflow.events.Message> steps) {

    public Derivation {
      clauses = List.copyOf(clauses);
      skippedDays = List.copyOf(skippedDays);
      steps = List.copyOf(steps);
    }
  }

  /**
   * A day that is not a business day, with its name.
   *
   * @param date the day in Japan
   * @param ja its name in Japanese, such as 憲法記念日
   * @param en its name in English, such as Constitution Memorial Day
   */
  public record SkippedDay(LocalDate date, String ja, String en) {}
}
