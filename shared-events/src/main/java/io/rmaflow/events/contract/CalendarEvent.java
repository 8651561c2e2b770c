package io.rmaflow.events.contract;

import io.rmaflow.events.Clause;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.TextId;
import io.rmaflow.events.Wire;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to the business calendar; stream {@code calendar}. */
public sealed interface CalendarEvent extends DomainEvent {

  /**
   * An operator added or withdrew company holidays (CAL-3, A-07); the event carries the whole
   * result so that a reader needs no other.
   *
   * @param calendarVersion the version that this change made; 1 is the calendar before any change
   * @param added every day that is closed beyond the yearly default, in order
   * @param withdrawn every day of the yearly default that is open after all, in order
   * @param reasonId why, as the operator put it
   */
  @Clause({"CAL-3", "A-07"})
  @Wire("CalendarChanged")
  record CalendarChanged(
      int calendarVersion,
      List<Holiday> added,
      List<LocalDate> withdrawn,
      @Nullable TextId reasonId)
      implements CalendarEvent {

    public CalendarChanged {
      added = List.copyOf(added);
      withdrawn = List.copyOf(withdrawn);
    }
  }

  /** One company holiday with its name. */
  record Holiday(LocalDate date, String ja, String en) {}
}
