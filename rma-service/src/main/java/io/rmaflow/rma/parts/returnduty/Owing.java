package io.rmaflow.rma.parts.returnduty;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReturnDutyOpened;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdueWithdrawn;
import io.rmaflow.events.rma.CaseEvent.ReturnReminderDue;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Deriving;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.casefile.Moment;
import io.rmaflow.rma.parts.returnduty.ReturnDuty.Settled;
import io.rmaflow.rma.parts.returnduty.ReturnDuty.Settlement;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** What follows from the delivery of an exchange unit (CSB-4, CSB-26, NOT-7). */
@Clause({"CSB-4", "CSB-26", "NOT-7"})
final class Owing {

  static final String DELIVERY_CORRECTED = "DELIVERY_CORRECTED";
  static final String SENT_IN_TIME = "SENT_IN_TIME";
  static final String BOUGHT_OUT_IN_TIME = "BOUGHT_OUT_IN_TIME";
  static final String DUE_DATE_MOVED = "DUE_DATE_MOVED";

  private Owing() {}

  static void follow(Deriving on) {
    on.file()
        .its(OwesReturn.class)
        .sending()
        .delivered()
        .ifPresent(delivered -> owed(on, delivered));
  }

  private static void owed(Deriving on, ReplacementDelivered delivered) {
    OwesReturn owing = on.file().its(OwesReturn.class);
    Deadline implied = owing.returnDue(delivered.deliveredAt(), on.policy());
    Optional<DueTime> known = on.file().dueTimes().of(Deadline.Name.RETURN);
    boolean newlyDue = true;
    if (known.isEmpty()) {
      on.record(opened(on.file(), Objects.requireNonNull(implied.dueDate())));
      on.record(new DeadlineSet(on.file().caseId(), implied));
    } else {
      newlyDue = on.moveIfChanged(known.get(), implied, DELIVERY_CORRECTED);
    }
    DueTime due = on.file().dueTimes().of(Deadline.Name.RETURN).orElseThrow();
    Optional<Settled> settled = ReturnDuty.settlement(owing);
    if (settled.isPresent()) {
      settle(on, due, settled.get());
    } else {
      stillOwed(on, due.dueDay(), newlyDue);
    }
  }

  private static void settle(Deriving on, DueTime due, Settled settled) {
    boolean inTime = ReturnRule.inTime(settled.at(), due.dueDay());
    if (inTime && on.file().dueTimes().returnOverdue()) {
      withdraw(on, settled.how() == Settlement.BOUGHT_OUT ? BOUGHT_OUT_IN_TIME : SENT_IN_TIME);
    }
    on.metEvenIfCancelled(
        on.file().dueTimes().of(Deadline.Name.RETURN).orElseThrow(), settled.at(), inTime);
  }

  private static void stillOwed(Deriving on, LocalDate due, boolean newlyDue) {
    boolean overdue = on.hasCome(ReturnRule.overdueAt(due));
    boolean told = on.file().dueTimes().returnOverdue();
    if (!overdue && told) {
      withdraw(on, DUE_DATE_MOVED);
    }
    if (overdue && !told) {
      on.record(overdue(on.file(), due), ReturnRule.overdueAt(due));
    }
    if (overdue && newlyDue) {
      latestReminder(on, due)
          .filter(_ -> !reminders(on).include(Occasion.OVERDUE, due))
          .ifPresent(time -> on.record(reminder(on.file(), Occasion.OVERDUE, due), time.at()));
    }
  }

  private static ReturnReminders reminders(Deriving on) {
    return on.file().its(OwesReturn.class).reminders();
  }

  /** Of the reminders whose time has passed already only the last of the overdue ones goes out. */
  private static Optional<Moment> latestReminder(Deriving on, LocalDate due) {
    return ReturnRule.reminders(due, on.policy()).stream()
        .filter(time -> time.kind() == Moment.Kind.REMINDER_AFTER && on.hasCome(time.at()))
        .max(Comparator.comparing(Moment::at));
  }

  private static void withdraw(Deriving on, String because) {
    CaseFile file = on.file();
    on.record(
        new ReturnOverdueWithdrawn(
            file.caseId(),
            file.issuedRmaNumber(),
            file.customerId(),
            file.serialNumber(),
            because));
  }

  private static ReturnDutyOpened opened(CaseFile file, LocalDate due) {
    return new ReturnDutyOpened(
        file.caseId(), file.issuedRmaNumber(), file.customerId(), file.serialNumber(), due);
  }

  private static ReturnOverdue overdue(CaseFile file, LocalDate due) {
    return new ReturnOverdue(
        file.caseId(), file.issuedRmaNumber(), file.customerId(), file.serialNumber(), due);
  }

  static ReturnReminderDue reminder(CaseFile file, Occasion occasion, LocalDate due) {
    return new ReturnReminderDue(
        file.caseId(),
        file.issuedRmaNumber(),
        file.customerId(),
        file.serialNumber(),
        file.acceptance().requesterContactId(),
        occasion,
        due);
  }
}
