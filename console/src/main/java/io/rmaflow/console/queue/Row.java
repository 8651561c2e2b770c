package io.rmaflow.console.queue;

import io.rmaflow.client.rma.model.DueTimeState;
import io.rmaflow.client.rma.model.OpenWork;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work.
 *
 * @param work as the service has it
 * @param day by the end of which it is due, in Japan; null where it is an instant or nothing
 * @param instant by which it is due; null where it is a day or nothing
 * @param urgency null where nothing says by when
 * @param daysLeft business days after today; 0 where that says nothing
 */
record Row(
    OpenWork work,
    @Nullable LocalDate day,
    @Nullable OffsetDateTime instant,
    @Nullable Urgency urgency,
    long daysLeft) {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final int SOON = 2;

  /** How much business time is left, and the colour of that. */
  enum Urgency {
    LATE("late"),
    TODAY("soon"),
    SOON("soon"),
    LATER("good"),
    FAR("");

    private final String colour;

    Urgency(String colour) {
      this.colour = colour;
    }

    /** The class of the frame's styles. */
    public String colour() {
      return colour;
    }
  }

  static Row of(OpenWork work, Workdays days) {
    String due = work.getDue();
    if (due == null) {
      return new Row(work, null, null, null, 0);
    }
    boolean isInstant = due.contains("T");
    OffsetDateTime instant = isInstant ? OffsetDateTime.parse(due) : null;
    LocalDate day =
        instant == null ? LocalDate.parse(due) : instant.atZoneSameInstant(JAPAN).toLocalDate();
    long left = days.until(day).orElse(0);
    return new Row(work, isInstant ? null : day, instant, urgency(work, day, days), left);
  }

  /** Late is what the service calls late, or what was due on a day that is over. */
  private static Urgency urgency(OpenWork work, LocalDate day, Workdays days) {
    if (work.getState() == DueTimeState.OVERDUE || day.isBefore(days.today())) {
      return Urgency.LATE;
    }
    if (days.until(day).isEmpty()) {
      return Urgency.FAR;
    }
    long left = days.until(day).getAsLong();
    if (left == 0) {
      return Urgency.TODAY;
    }
    return left <= SOON ? Urgency.SOON : Urgency.LATER;
  }
}
