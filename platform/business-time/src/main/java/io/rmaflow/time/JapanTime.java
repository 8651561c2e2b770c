package io.rmaflow.time;

import io.rmaflow.events.Clause;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Wall-clock time of the vendor and its customers (CAL-7): Asia/Tokyo, without daylight saving. */
@Clause("CAL-7")
public final class JapanTime {

  /** Asia/Tokyo, UTC+9 all year. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  private JapanTime() {}

  /** The date in Japan at {@code instant}. */
  public static LocalDate dateOf(Instant instant) {
    return zoned(instant).toLocalDate();
  }

  /** Date and wall-clock time in Japan at {@code instant}, to the nanosecond. */
  public static ZonedDateTime zoned(Instant instant) {
    return instant.atZone(ZONE);
  }

  /** 00:00:00 JST of {@code date}, the first instant of that day. */
  public static Instant startOfDay(LocalDate date) {
    return date.atStartOfDay(ZONE).toInstant();
  }

  /**
   * The end of {@code date}, exclusive: 00:00:00 JST of the following day. What is due "until the
   * end of" a date is in time strictly before this instant.
   */
  @Clause("A-08")
  public static Instant endOfDay(LocalDate date) {
    return startOfDay(date.plusDays(1));
  }

  /** The instant at which clocks in Japan show {@code time} on {@code date}. */
  public static Instant at(LocalDate date, LocalTime time) {
    return date.atTime(time).atZone(ZONE).toInstant();
  }
}
