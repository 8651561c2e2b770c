package io.rmaflow.rma.procedures.manufacturer;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.Deriving;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.casefile.Moment.Kind;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The customer who has a loaner is asked for the faulty unit once more (MFR-27, A-54). */
@Clause({"MFR-27", "A-54"})
final class FaultyUnitReminders {

  /** Set or moved; sent at once where its time has passed by then. */
  static final Consequence DUE = FaultyUnitReminders::due;

  private static final String WANTED_SINCE_ANOTHER_TIME = "WANTED_SINCE_ANOTHER_TIME";
  private static final String EQUIVALENT_OFFERED = "EQUIVALENT_OFFERED";
  private static final String UNIT_IS_WITH_THE_VENDOR = "UNIT_IS_WITH_THE_VENDOR";

  /** Why the customer is asked on another day, or no more. */
  static final Map<String, Message> REASONS =
      Map.of(
          WANTED_SINCE_ANOTHER_TIME,
          new Message("障害機をお送りいただく起算日が変わったため", "the faulty unit is wanted since another time"),
          UNIT_IS_WITH_THE_VENDOR,
          new Message("障害機が弊社にあるため", "the faulty unit is with the vendor"));

  private FaultyUnitReminders() {}

  private static void due(Deriving on) {
    ManufacturerState state = on.file().its(ManufacturerState.class);
    Optional<DueTime> known = on.file().dueTimes().of(Deadline.Name.FAULTY_UNIT_REMINDER);
    state
        .faultyUnitWantedSince(on.file())
        .ifPresentOrElse(
            since -> wanted(on, state, known, since),
            () -> known.ifPresent(due -> noLongerWanted(on, state, due)));
  }

  private static void wanted(
      Deriving on, ManufacturerState state, Optional<DueTime> known, Instant since) {
    Deadline implied = FaultyUnitReminderRule.deadline(since, on.policy());
    LocalDate day = Objects.requireNonNull(implied.dueDate());
    Optional<DueTime> standing = known.filter(due -> due.state() != DueTime.State.CANCELLED);
    boolean newlyDue = standing.map(due -> isAnother(due, implied, state)).orElse(true);
    if (standing.isEmpty()) {
      on.record(new DeadlineSet(on.file().caseId(), implied));
    } else if (newlyDue) {
      on.move(standing.get(), implied, WANTED_SINCE_ANOTHER_TIME);
    }
    Instant at = FaultyUnitReminderRule.reminderAt(day);
    if (newlyDue && on.hasCome(at) && !state.wasRemindedFor(day)) {
      on.record(FaultyUnitReminderRule.reminder(on.file(), day), at);
    }
  }

  /** No change of the rules brings a second one. */
  private static boolean isAnother(DueTime due, Deadline implied, ManufacturerState state) {
    Deadline before = due.deadline();
    return !before.derivation().from().equals(implied.derivation().from())
        || (!Objects.equals(before.dueDate(), implied.dueDate())
            && !state.wasRemindedFor(due.dueDay()));
  }

  /** It has come, also where that is known only later, or it is not wanted any more. */
  private static void noLongerWanted(Deriving on, ManufacturerState state, DueTime due) {
    state
        .faultyUnit()
        .leftAt()
        .ifPresentOrElse(
            at -> on.metEvenIfCancelled(due, at, at.isBefore(JapanTime.endOfDay(due.dueDay()))),
            () -> calledOff(on, state, due));
  }

  private static void calledOff(Deriving on, ManufacturerState state, DueTime due) {
    if (due.isOwed() && on.file().isOpen()) {
      on.record(
          new DeadlineCancelled(
              on.file().caseId(),
              Deadline.Name.FAULTY_UNIT_REMINDER,
              state.sending().equivalent().isPresent()
                  ? EQUIVALENT_OFFERED
                  : UNIT_IS_WITH_THE_VENDOR));
    }
  }

  /** The reminder that the day brings; none where the unit has come, or the day has moved. */
  static List<CaseEvent> owed(CaseFile file, ManufacturerState state, DueTimePassed passed) {
    boolean owed =
        passed.is(Deadline.Name.FAULTY_UNIT_REMINDER, Kind.REMINDER)
            && state.faultyUnitWantedSince(file).isPresent()
            && file.dueTimes()
                .of(Deadline.Name.FAULTY_UNIT_REMINDER)
                .filter(due -> due.isOwed() && passed.isOf(due.deadline()))
                .isPresent();
    LocalDate day = passed.dueDate();
    return owed && day != null && !state.wasRemindedFor(day)
        ? List.of(FaultyUnitReminderRule.reminder(file, day))
        : List.of();
  }
}
