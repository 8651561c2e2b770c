package io.rmaflow.rma.whatif;

import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.DeadlineView;
import io.rmaflow.rma.casefile.Due;
import io.rmaflow.rma.casefile.DueTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case that would have gone otherwise, or that cannot be told.
 *
 * @param kind what is the matter with it
 * @param caseId the case
 * @param before the answer to its report as it was; null where it cannot be told
 * @param after the answer as it would be; null where it cannot be told
 * @param dates the due times that differ, by their names
 * @param problem why it cannot be told; null where it can
 */
record Finding(
    Kind kind,
    String caseId,
    @Nullable Verdict before,
    @Nullable Verdict after,
    List<Moved> dates,
    @Nullable String problem) {

  Finding {
    dates = List.copyOf(dates);
  }

  /** What can be the matter with a case. */
  enum Kind {
    /** It would have been decided otherwise, or a date would differ. */
    DIFFERENT,
    /**
     * What was recorded does not come out again with nothing changed, as more is known of that time
     * now than was then. Before is what was recorded, after what comes out.
     */
    NOT_REPRODUCED,
    /** It cannot be decided again. */
    UNDECIDABLE
  }

  /**
   * A due time that differs; each side with its derivation, which says why.
   *
   * @param name what is due
   * @param before as it was; null where nothing was due
   * @param after as it would be; null where nothing would be due
   */
  record Moved(String name, @Nullable DueThen before, @Nullable DueThen after) {}

  /**
   * A due time and what has become of it.
   *
   * @param dueDate a day in Japan, inclusive; null where it is an instant
   * @param dueAt the last instant in time; null where it is a day
   * @param state what has become of it
   * @param metAt when what was due was done; null while it is not
   * @param inTime whether that was in time; null while it is not met
   * @param derivation how it came about
   */
  record DueThen(
      @Nullable LocalDate dueDate,
      @Nullable Instant dueAt,
      DueTime.State state,
      @Nullable Instant metAt,
      @Nullable Boolean inTime,
      Deadline.Derivation derivation) {

    static @Nullable DueThen of(@Nullable DeadlineView view) {
      return view == null
          ? null
          : new DueThen(
              view.due() instanceof Due.OnDay(LocalDate day) ? day : null,
              view.due() instanceof Due.AtInstant(Instant instant) ? instant : null,
              view.state(),
              view.metAt(),
              view.inTime(),
              view.derivation());
    }
  }
}
