package io.rmaflow.rma.casefile;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rmaflow.events.Message;
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

  /** What is due under that name, for people. */
  static Message called(Deadline.Name name) {
    return switch (name) {
      case DISPATCH -> new Message("交換機の発送期限", "dispatch of the replacement");
      case RETURN -> new Message("障害機の返却期限", "return of the faulty unit");
      case ARRIVAL_TARGET -> new Message("技術員の到着目標", "arrival of the engineer (target)");
      case FIRST_CONTACT -> new Message("初回連絡の期限", "first contact");
      case REPAIR_GUIDE -> new Message("修理完了の目安", "end of the repair (guide)");
      case LOANER_RETURN_REMINDER -> new Message("貸出機返却のご案内日", "reminder of the loaner");
      case FAULTY_UNIT_REMINDER -> new Message("障害機送付のご案内日", "reminder of the faulty unit");
    };
  }

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
