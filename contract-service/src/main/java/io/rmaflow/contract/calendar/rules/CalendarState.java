package io.rmaflow.contract.calendar.rules;

import io.rmaflow.contract.calendar.rules.CalendarCommand.AddHolidays;
import io.rmaflow.contract.calendar.rules.CalendarCommand.WithdrawHolidays;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.CalendarEvent;
import io.rmaflow.events.contract.CalendarEvent.CalendarChanged;
import io.rmaflow.events.contract.CalendarEvent.Holiday;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.CompanyHolidays;
import io.rmaflow.time.DayName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The business calendar as its events tell it, and the rules for changing it (CAL-3, A-07). */
@Clause({"CAL-3", "A-07"})
public record CalendarState(BusinessCalendar calendar) {

  /** Version 1: the yearly default. */
  public static final CalendarState INITIAL = new CalendarState(BusinessCalendar.standard());

  /** The calendar after these events. */
  public static CalendarState of(List<CalendarEvent> events) {
    CalendarState state = INITIAL;
    for (CalendarEvent event : events) {
      state = state.evolve(event);
    }
    return state;
  }

  /** Decides a command; days that are so already change nothing. */
  public Decision<CalendarEvent> decide(CalendarCommand command) {
    return switch (command) {
      case AddHolidays(var from, var to, var name, var reasonId) ->
          change(calendar.companyHolidays().with(from, to, name), reasonId);
      case WithdrawHolidays(var from, var to, var reasonId) ->
          change(calendar.companyHolidays().without(from, to), reasonId);
    };
  }

  /** The calendar as a command would make it, where nobody has recorded it. */
  public CalendarState supposing(CalendarCommand command) {
    CalendarState state = this;
    if (decide(command) instanceof Decision.Happens<CalendarEvent>(var events)) {
      for (CalendarEvent event : events) {
        state = state.evolve(event);
      }
    }
    return state;
  }

  /** The state after one more event. */
  public CalendarState evolve(CalendarEvent event) {
    return switch (event) {
      case CalendarChanged changed -> new CalendarState(calendarOf(changed));
    };
  }

  /** The calendar that an event describes whole. */
  public static BusinessCalendar calendarOf(CalendarChanged changed) {
    Map<LocalDate, DayName> added = new TreeMap<>();
    for (Holiday holiday : changed.added()) {
      added.put(holiday.date(), new DayName(holiday.ja(), holiday.en()));
    }
    Set<LocalDate> withdrawn = new TreeSet<>(changed.withdrawn());
    return new BusinessCalendar(
        changed.calendarVersion(),
        new CompanyHolidays(CompanyHolidays.STANDARD.yearly(), added, withdrawn));
  }

  private Decision<CalendarEvent> change(CompanyHolidays wanted, @Nullable TextId reasonId) {
    if (wanted.equals(calendar.companyHolidays())) {
      return Decision.nothing();
    }
    List<Holiday> added =
        wanted.added().entrySet().stream()
            .map(day -> new Holiday(day.getKey(), day.getValue().ja(), day.getValue().en()))
            .toList();
    return Decision.happens(
        new CalendarChanged(
            calendar.version() + 1, added, List.copyOf(wanted.withdrawn()), reasonId));
  }
}
