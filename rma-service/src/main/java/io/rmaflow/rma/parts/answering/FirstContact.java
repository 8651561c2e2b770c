package io.rmaflow.rma.parts.answering;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FirstContactDue;
import io.rmaflow.events.rma.CaseEvent.FirstContactOverdue;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.Deriving;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.casefile.Moment.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The first contact of an inquiry: set with the acceptance, met, missed, reminded of (NOT-11). */
@Clause("NOT-11")
public final class FirstContact {

  /** TEC-3: by when, and when somebody was in touch. */
  @Clause("TEC-3")
  public static final Consequence DUE = FirstContact::due;

  /** NOT-11: missed, in an inquiry that goes on. */
  @Clause("NOT-11")
  public static final Consequence MISSED = FirstContact::missed;

  private FirstContact() {}

  private static void due(Deriving on) {
    on.setOnce(FirstContactRule.deadline(on.file().acceptance().acceptedAt(), on.policy()));
    DueTime due = present(on.file());
    // a contact may become known only after the end that took the due time away
    on.file()
        .its(Answers.class)
        .inTouchAt()
        .ifPresent(at -> on.metEvenIfCancelled(due, at, !at.isAfter(dueAt(due))));
  }

  private static void missed(Deriving on) {
    if (!on.file().isOpen()) {
      return;
    }
    DueTime due = present(on.file());
    Instant overdueAt = FirstContactRule.overdueAt(dueAt(due));
    if (due.state() == DueTime.State.OPEN && on.hasCome(overdueAt)) {
      on.record(
          new FirstContactOverdue(on.file().caseId(), on.file().customerId(), dueAt(due)),
          overdueAt);
    }
  }

  /** The desk's reminder, where nobody has been in touch and the inquiry goes on. */
  public static List<CaseEvent> owed(CaseFile file, DueTimePassed passed) {
    Answers answers = file.its(Answers.class);
    if (!passed.is(Deadline.Name.FIRST_CONTACT, Kind.REMINDER)
        || !file.isOpen()
        || answers.reminded()
        || answers.inTouchAt().isPresent()
        || !passed.isOf(present(file).deadline())) {
      return List.of();
    }
    return List.of(new FirstContactDue(file.caseId(), file.customerId(), dueAt(present(file))));
  }

  private static DueTime present(CaseFile file) {
    return file.dueTimes().of(Deadline.Name.FIRST_CONTACT).orElseThrow();
  }

  private static Instant dueAt(DueTime due) {
    return Objects.requireNonNull(due.deadline().dueAt());
  }
}
