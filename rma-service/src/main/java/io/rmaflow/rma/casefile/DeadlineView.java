package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.Deadline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A due time with its derivation.
 *
 * @param name what is due: {@code DISPATCH}, {@code RETURN}, {@code ARRIVAL_TARGET}, {@code
 *     FIRST_CONTACT}, {@code REPAIR_GUIDE}, {@code LOANER_RETURN_REMINDER} or {@code
 *     FAULTY_UNIT_REMINDER}; others may come
 * @param due a day in Japan, inclusive, or an instant
 * @param state what has become of it
 * @param metAt when what was due was done; null while it is not
 * @param inTime whether that was in time; null while it is not met, and of the reminder that is no
 *     last day (MFR-27)
 * @param derivation how it came about
 */
public record DeadlineView(
    String name,
    Due due,
    DueTime.State state,
    @Nullable Instant metAt,
    @Nullable Boolean inTime,
    Deadline.Derivation derivation) {

  /** Every due time that was ever set, in order; of the one that is no last day, the present. */
  static List<DeadlineView> of(CaseState state) {
    return state.accepted().stream()
        .flatMap(file -> file.dueTimes().all().stream())
        .filter(due -> !isNoLastDay(due) || due.state() != DueTime.State.MOVED)
        .map(DeadlineView::of)
        .toList();
  }

  /** MFR-27: nothing is late by it. */
  private static boolean isNoLastDay(DueTime due) {
    return due.deadline().name() == Deadline.Name.FAULTY_UNIT_REMINDER;
  }

  private static DeadlineView of(DueTime due) {
    Deadline deadline = due.deadline();
    return new DeadlineView(
        deadline.name().name(),
        Due.of(deadline),
        due.state(),
        due.metAt(),
        isNoLastDay(due) ? null : due.inTime(),
        deadline.derivation());
  }
}
