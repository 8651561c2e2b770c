package io.rmaflow.rma.casefile;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By when something is due. */
public sealed interface Due {

  /**
   * Until the end of a day.
   *
   * @param day the last day in time, JST, inclusive
   */
  record OnDay(@JsonValue LocalDate day) implements Due {}

  /**
   * Until an instant.
   *
   * @param instant the last one in time
   */
  record AtInstant(@JsonValue Instant instant) implements Due {}

  /** Of a deadline, which always has one. */
  static Due of(Deadline deadline) {
    return Objects.requireNonNull(of(deadline.dueDate(), deadline.dueAt()));
  }

  /** The day where there is one, else the instant; null where nothing says by when. */
  static @Nullable Due of(@Nullable LocalDate day, @Nullable Instant instant) {
    if (day != null) {
      return new OnDay(day);
    }
    return instant == null ? null : new AtInstant(instant);
  }

  /** From when on it is too late: the end of the day in Japan, or the instant itself. */
  static Instant by(Due due) {
    return switch (due) {
      case OnDay(LocalDate day) -> JapanTime.endOfDay(day);
      case AtInstant(Instant instant) -> instant;
    };
  }
}
