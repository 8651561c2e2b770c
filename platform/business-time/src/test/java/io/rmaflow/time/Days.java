package io.rmaflow.time;

import java.time.LocalDate;
import java.util.List;

/** Short literals for the tests: dates, and closed days with both their names. */
final class Days {

  private Days() {}

  static LocalDate day(String isoDate) {
    return LocalDate.parse(isoDate);
  }

  static List<LocalDate> days(String... isoDates) {
    return List.of(isoDates).stream().map(LocalDate::parse).toList();
  }

  /** Each day as "date Japanese / English". */
  static List<String> named(List<ClosedDay> closedDays) {
    return closedDays.stream()
        .map(closed -> closed.date() + " " + closed.ja() + " / " + closed.en())
        .toList();
  }
}
