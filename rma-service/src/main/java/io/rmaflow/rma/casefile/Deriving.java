package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the facts of a case. Compares what is recorded (due times, overdue, closed)
 * with what the facts imply now and says which events are missing. Asked again after these, it has
 * nothing to add, so that late, repeated and corrected facts need no rules of their own.
 */
public final class Deriving {

  static final String CALENDAR_CHANGED = "CALENDAR_CHANGED";
  static final String SETTINGS_CHANGED = "SETTINGS_CHANGED";
  static final String FACT_CORRECTED = "FACT_CORRECTED";

  private final PolicyContext policy;
  private final Instant now;
  private final List<Recorded> recorded = new ArrayList<>();
  private CaseFile file;

  private Deriving(CaseFile file, PolicyContext policy, Instant now) {
    this.file = file;
    this.policy = policy;
    this.now = now;
  }

  /**
   * The events that the recorded facts imply and that are not recorded.
   *
   * @param policy calendar and settings for what is derived anew; what is met or unchanged stays
   *     pinned to those that it was derived under
   * @param now decides what is overdue
   */
  static List<Recorded> consequences(CaseState state, PolicyContext policy, Instant now) {
    return state
        .accepted()
        .map(file -> new Deriving(file, policy, now).followed())
        .orElse(List.of());
  }

  private List<Recorded> followed() {
    file.procedure().consequences().forEach(consequence -> consequence.follow(this));
    return recorded;
  }

  /** The case with all that has been derived so far. */
  public CaseFile file() {
    return file;
  }

  /** The calendar and the settings now. */
  public PolicyContext policy() {
    return policy;
  }

  /** Whether this instant has come. */
  public boolean hasCome(Instant instant) {
    return !now.isBefore(instant);
  }

  /** One more event, which happened together with what caused it. */
  public void record(CaseEvent event) {
    record(event, null);
  }

  /**
   * One more event.
   *
   * @param occurredAt where it happened at another time than what caused it
   */
  public void record(CaseEvent event, @Nullable Instant occurredAt) {
    recorded.add(new Recorded(event, occurredAt));
    file = file.evolve(event);
  }

  // ---- due times

  /**
   * Sets a due time that was never set, or moves it.
   *
   * @return whether it was set or moved now
   */
  public boolean setOnce(Deadline implied) {
    Optional<DueTime> known = file.dueTimes().of(implied.name());
    if (known.isEmpty()) {
      record(new DeadlineSet(file.caseId(), implied));
      return true;
    }
    return known.get().state() != DueTime.State.CANCELLED
        && moveIfChanged(known.get(), implied, FACT_CORRECTED);
  }

  /** Records when what was due was done, unless it stands so or nothing is due any more. */
  public void met(Deadline.Name name, Instant at, boolean inTime) {
    file.dueTimes().standing(name).ifPresent(due -> metEvenIfCancelled(due, at, inTime));
  }

  /** The same where what becomes known after the end still counts. */
  public void metEvenIfCancelled(DueTime due, Instant at, boolean inTime) {
    if (!due.isMetAt(at, inTime)) {
      record(new DeadlineMet(file.caseId(), due.deadline().name(), at, inTime));
    }
  }

  /**
   * Records the move where the fact that a due time is counted from lies on another day, or where
   * an open one is another day under today's calendar and settings.
   *
   * @param factBecause the reason where it is the fact: a code
   */
  public boolean moveIfChanged(DueTime known, Deadline implied, String factBecause) {
    Deadline before = known.deadline();
    boolean otherDay =
        !Objects.equals(before.dueDate(), implied.dueDate())
            || !Objects.equals(before.dueAt(), implied.dueAt())
            || repeatedOnAnotherDay(before, implied);
    Instant from = implied.derivation().from();
    boolean otherFact = !before.derivation().from().equals(from);
    boolean countedFromOtherDay =
        !JapanTime.dateOf(before.derivation().from()).equals(JapanTime.dateOf(from));
    boolean moves = otherFact ? otherDay || countedFromOtherDay : otherDay && known.isOwed();
    if (moves) {
      move(known, implied, factBecause);
    }
    return moves;
  }

  /** Records the move. */
  public void move(DueTime known, Deadline implied, String factBecause) {
    Deadline before = known.deadline();
    record(
        new DeadlineMoved(
            file.caseId(),
            before,
            implied,
            because(before.derivation(), implied.derivation().from(), factBecause)));
  }

  /** What was recorded before that day was told is told it with the next change of the rules. */
  private static boolean repeatedOnAnotherDay(Deadline before, Deadline implied) {
    return before.secondReminderDate() == null
        ? implied.secondReminderDate() != null
            && (before.derivation().calendarVersion() != implied.derivation().calendarVersion()
                || before.derivation().settingsVersion() != implied.derivation().settingsVersion())
        : !before.secondReminderDate().equals(implied.secondReminderDate());
  }

  private String because(Deadline.Derivation before, Instant from, String factBecause) {
    if (!before.from().equals(from)) {
      return factBecause;
    }
    return before.calendarVersion() == policy.calendarVersion()
        ? SETTINGS_CHANGED
        : CALENDAR_CHANGED;
  }
}
