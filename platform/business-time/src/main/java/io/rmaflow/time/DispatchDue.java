package io.rmaflow.time;

import io.rmaflow.events.Clause;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * By which day a unit has to leave, and why by then (CSB-1, CSB-2).
 *
 * @param judgedAt when it was decided that a unit is to be sent
 * @param countsFrom when that counts as decided: {@code judgedAt}, or 09:00 JST of the
 *     business day on which it takes effect
 * @param timing where the decision lay
 * @param normalDue the day without {@code extraBusinessDays}
 * @param due the day by whose end the unit has to leave; a business day
 * @param extraBusinessDays business days added because a software version was asked for
 * @param skipped the closed days from the day of the decision (inclusive) to {@code due}
 * @param counted the business days that were counted after the day on which the decision took
 *     effect, in order; empty when the unit leaves on that day
 */
@Clause({"CSB-1", "CSB-2"})
public record DispatchDue(
    Instant judgedAt,
    Instant countsFrom,
    Timing timing,
    LocalDate normalDue,
    LocalDate due,
    int extraBusinessDays,
    List<ClosedDay> skipped,
    List<LocalDate> counted) {

  /** Copies the lists. */
  public DispatchDue {
    skipped = List.copyOf(skipped);
    counted = List.copyOf(counted);
  }

  /** Whether {@code due} is only an estimate that may be later still. */
  @Clause("A-10")
  public boolean estimate() {
    return extraBusinessDays > 0;
  }

  /** Where the decision lies, with the sentence that explains the day it leads to. */
  public enum Timing {
    /** On a business day by noon: leaves that day (CSB-1). */
    @Clause("CSB-1")
    BY_NOON("営業日の正午までの判断のため、当日の発送です", "Decided by noon on a business day: leaves the same day"),
    /** On a business day after noon, also after closing: leaves the next one (CSB-2). */
    @Clause("CSB-2")
    AFTER_NOON(
        "営業日の正午を過ぎた判断のため、翌営業日の発送です",
        "Decided after noon on a business day: leaves on the next business day"),
    /** On a business day before opening: counts as 09:00 of that day. */
    @Clause("A-04")
    BEFORE_OPENING(
        "営業時間前の判断のため、当日9時の判断とみなし、当日の発送です",
        "Decided before opening: counts as 09:00 of that day and leaves the same day"),
    /** On a closed day: counts as 09:00 of the next business day. */
    @Clause("A-04")
    CLOSED_DAY(
        "休業日の判断のため、翌営業日9時の判断とみなし、その日の発送です",
        "Decided on a closed day: counts as 09:00 of the next business day and leaves that day");

    private final String ja;
    private final String en;

    Timing(String ja, String en) {
      this.ja = ja;
      this.en = en;
    }

    /** The explanation in Japanese. */
    public String ja() {
      return ja;
    }

    /** The explanation in English. */
    public String en() {
      return en;
    }
  }
}
