package io.rmaflow.contract.calendar.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change of the calendar would do to open deadlines of cases (CAL-3, CAL-6). */
@Clause({"CAL-3", "CAL-6"})
public final class MovingDeadline {

  /**
   * Counted in business days (CAL-2 is not); a repair guide counts a month and on-site at all hours
   * none.
   */
  @Clause("CAL-2")
  private static final Set<String> BY_BUSINESS_DAYS =
      Set.of(
          "DISPATCH",
          "RETURN",
          "FIRST_CONTACT",
          "ARRIVAL_TARGET",
          "LOANER_RETURN_REMINDER",
          "FAULTY_UNIT_REMINDER");

  private MovingDeadline() {}

  /**
   * An open deadline of a case.
   *
   * @param name such as {@code RETURN}
   * @param from the instant that it is counted from
   * @param dueDate the day it is due on, JST; of an instant its day
   * @param dueAt the time of that day, absent where the whole day counts
   * @param clauses the clauses that it was derived by
   */
  public record Open(
      String caseId,
      @Nullable String rmaNumber,
      String name,
      Instant from,
      LocalDate dueDate,
      @Nullable LocalTime dueAt,
      List<String> clauses) {
    public Open {
      clauses = List.copyOf(clauses);
    }
  }

  /**
   * Where a deadline would go to; an instant's time of day stays.
   *
   * @param caseId of the case
   * @param rmaNumber of the case; null where it is not known
   * @param name such as {@code RETURN}
   * @param due the day it is due on now, in Japan
   * @param newDue the day it would be due on, in Japan
   */
  public record Move(
      String caseId, @Nullable String rmaNumber, String name, LocalDate due, LocalDate newDue) {}

  /**
   * The new due day by as many business days as before; nothing where it stays.
   *
   * <p>A deadline that is due on the day it is counted from goes to the next business day where
   * that day is closed.
   */
  @Clause("ONS-6")
  public static Optional<Move> of(Open open, BusinessCalendar before, BusinessCalendar after) {
    LocalDate from = JapanTime.dateOf(open.from());
    if (!BY_BUSINESS_DAYS.contains(open.name())
        || open.clauses().contains("ONS-6")
        || from.isAfter(open.dueDate())) {
      return Optional.empty();
    }
    int days = before.businessDaysBetween(from, open.dueDate()).counted().size();
    LocalDate due =
        days > 0
            ? after.addBusinessDays(from, days).result()
            : after.isBusinessDay(open.dueDate()) || !before.isBusinessDay(open.dueDate())
                ? open.dueDate()
                : after.nextBusinessDay(open.dueDate()).result();
    return due.equals(open.dueDate())
        ? Optional.empty()
        : Optional.of(new Move(open.caseId(), open.rmaNumber(), open.name(), open.dueDate(), due));
  }
}
