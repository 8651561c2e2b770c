package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.Deadline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A due time of a case and what has become of it.
 *
 * @param metAt when what was due was done; absent while it is not
 * @param inTime whether that was in time; absent while it is not done
 */
public record DueTime(
    Deadline deadline, State state, @Nullable Instant metAt, @Nullable Boolean inTime) {

  /** What can become of a due time. */
  public enum State {
    /** Still to be met, and not yet late. */
    OPEN,
    /** Done, in time or late. */
    MET,
    /** Not done, and late. */
    OVERDUE,
    /** Replaced by another one of the same name. */
    MOVED,
    /** No longer owed. */
    CANCELLED
  }

  static DueTime open(Deadline deadline) {
    return new DueTime(deadline, State.OPEN, null, null);
  }

  DueTime in(State newState) {
    return new DueTime(deadline, newState, null, null);
  }

  DueTime met(Instant at, boolean wasInTime) {
    return new DueTime(deadline, State.MET, at, wasInTime);
  }

  /** Whether it stands as met at that instant, in time or not. */
  public boolean isMetAt(Instant at, boolean wasInTime) {
    return state == State.MET && at.equals(metAt) && Objects.equals(inTime, wasInTime);
  }

  /** Whether it still waits to be met. */
  public boolean isOwed() {
    return state == State.OPEN || state == State.OVERDUE;
  }

  /** The due day, JST, of a deadline that is due on a day. */
  public LocalDate dueDay() {
    return Objects.requireNonNull(deadline.dueDate(), "due at an instant");
  }
}
