package io.rmaflow.console.queue;

import io.rmaflow.client.contract.model.Day;
import io.rmaflow.client.contract.model.Days;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/**
 * The days from today on, as the services' clock and calendar have them.
 *
 * @param today in Japan
 * @param last the last day that is known
 * @param working the business days among them, in order
 */
record Workdays(LocalDate today, LocalDate last, List<LocalDate> working) {

  /** Where no day is asked about. */
  static final Workdays NONE = new Workdays(LocalDate.MIN, LocalDate.MIN, List.of());

  /** From what the calendar answers when no day is named. */
  static Workdays of(Days days) {
    return new Workdays(
        days.getFrom(),
        days.getTo(),
        days.getDays().stream().filter(Day::getBusinessDay).map(Day::getDate).toList());
  }

  /** Business days after today up to this day, inclusive; empty beyond what is known. */
  OptionalLong until(LocalDate day) {
    return day.isAfter(last)
        ? OptionalLong.empty()
        : OptionalLong.of(
            working.stream().filter(one -> one.isAfter(today) && !one.isAfter(day)).count());
  }

  /** The day that is so many business days after today, or the last that is known. */
  LocalDate after(int businessDays) {
    return working.stream()
        .filter(one -> one.isAfter(today))
        .skip(businessDays - 1L)
        .findFirst()
        .orElse(last);
  }
}
