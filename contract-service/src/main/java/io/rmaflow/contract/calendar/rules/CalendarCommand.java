package io.rmaflow.contract.calendar.rules;

import io.rmaflow.contract.decision.StreamCommand;
import io.rmaflow.events.TextId;
import io.rmaflow.time.DayName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What an operator may ask of the calendar; all days are days in Japan, both ends inclusive. */
public sealed interface CalendarCommand extends StreamCommand {

  /** The calendar's stream. */
  String STREAM = "calendar";

  @Override
  default String streamId() {
    return STREAM;
  }

  /** The company is closed on these days too (CAL-3). */
  record AddHolidays(LocalDate from, LocalDate to, DayName name, @Nullable TextId reasonId)
      implements CalendarCommand {}

  /** The company works on these days after all, unless they are closed for another reason. */
  record WithdrawHolidays(LocalDate from, LocalDate to, @Nullable TextId reasonId)
      implements CalendarCommand {}
}
