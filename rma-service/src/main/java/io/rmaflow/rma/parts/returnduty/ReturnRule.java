package io.rmaflow.rma.parts.returnduty;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.DueTimeRule;
import io.rmaflow.rma.casefile.Moment;
import io.rmaflow.rma.casefile.Moment.Kind;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ReminderSchedule;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.DayCount;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the faulty unit has to be on its way back (CSB-4), and when its holder hears of it (NOT-7).
 */
@Clause({"CSB-4", "NOT-7"})
public final class ReturnRule {

  /** CSB-4: within five business days after the replacement arrived (5営業日以内). */
  @Clause("CSB-4")
  public static final int BUSINESS_DAYS = 5;

  /** CSB-4, CSB-26, NOT-7: three reminders, and the end of the last day. */
  @Clause({"CSB-4", "CSB-26", "NOT-7"})
  public static final DueTimeRule DUE_TIME =
      DueTimeRule.of(
          Deadline.Name.RETURN,
          (deadline, policy) -> moments(Objects.requireNonNull(deadline.dueDate()), policy));

  private static final Message RULE =
      new Message("交換機到着後5営業日以内に障害機を発送", "Send the faulty unit within 5 business days of delivery");

  private ReturnRule() {}

  /**
   * CSB-4, DOA-8, A-08: the day of delivery in Japan is day 0 whatever the hour; the unit is due
   * until the end of the fifth business day after it.
   *
   * @param initialFailure whether the unit failed initially (DOA-8)
   * @throws io.rmaflow.time.YearOutsideCalendar where no holidays are known for a year in between
   */
  @Clause({"CSB-4", "DOA-8", "A-08", "CAL-6", "A-09"})
  public static Deadline deadline(
      Instant deliveredAt, boolean initialFailure, PolicyContext policy) {
    LocalDate delivered = JapanTime.dateOf(deliveredAt);
    DayCount count = policy.calendar().addBusinessDays(delivered, BUSINESS_DAYS);
    return new Reckoning(deliveredAt)
        .step(
            "到着日 " + Reckoning.ja(delivered) + " は数えません",
            "The day of delivery, " + Reckoning.en(delivered) + ", is not counted")
        .counted(count.counted())
        .dueOn(
            Deadline.Name.RETURN,
            count.result(),
            RULE,
            List.of(initialFailure ? "DOA-8" : "CSB-4", "CAL-6", "A-08", "A-09"),
            count.skipped(),
            policy);
  }

  /** The first instant that is too late: 00:00 JST of the calendar day after the due day. */
  public static Instant overdueAt(LocalDate returnDue) {
    return JapanTime.endOfDay(returnDue);
  }

  /** whether a hand-over to the carrier at this instant is in time. */
  @Clause("A-09")
  public static boolean inTime(Instant handedOverAt, LocalDate returnDue) {
    return handedOverAt.isBefore(overdueAt(returnDue));
  }

  private static List<Moment> moments(LocalDate returnDue, PolicyContext policy) {
    return Stream.concat(
            reminders(returnDue, policy).stream(),
            Stream.of(new Moment(Kind.OVER, overdueAt(returnDue))))
        .sorted(Comparator.comparing(Moment::at))
        .toList();
  }

  /** Which of the reminders of NOT-7 comes at such a moment; empty where none does. */
  @Clause("NOT-7")
  public static Optional<Occasion> occasion(Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case REMINDER_BEFORE -> Occasion.BEFORE;
          case REMINDER -> Occasion.DUE_DAY;
          case REMINDER_AFTER -> Occasion.OVERDUE;
          case OVER -> null;
        });
  }

  /** NOT-7: the reminders for a due day, in the order of their days. */
  @Clause("NOT-7")
  public static List<Moment> reminders(LocalDate returnDue, PolicyContext policy) {
    ReminderSchedule schedule = policy.returnReminders();
    BusinessCalendar calendar = policy.calendar();
    LocalDate before =
        calendar.subtractBusinessDays(returnDue, schedule.businessDaysBefore()).result();
    LocalDate after = calendar.addBusinessDays(returnDue, schedule.businessDaysAfter()).result();
    return List.of(
        new Moment(Kind.REMINDER_BEFORE, JapanTime.at(before, schedule.at())),
        new Moment(Kind.REMINDER, JapanTime.at(returnDue, schedule.at())),
        new Moment(Kind.REMINDER_AFTER, JapanTime.at(after, schedule.at())));
  }
}
