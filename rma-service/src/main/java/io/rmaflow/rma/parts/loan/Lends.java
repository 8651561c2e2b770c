package io.rmaflow.rma.parts.loan;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnRequested;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrderCancelled;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.Deriving;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.parts.sending.Sends;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A case in which the vendor lends a loaner while the unit is away (MFR-5). */
@Clause("MFR-5")
public interface Lends extends Sends {

  /** What is known of the loaner. */
  Loan loan();

  /** Since when the customer does without it: it runs on its own unit again (MFR-29). */
  @Clause("MFR-29")
  Optional<Instant> runsAgainSince();

  /** Whether a loaner is to be sent and has not left yet. */
  static boolean isNeededBy(CaseFile file) {
    return file.isOpen()
        && file.part(Lends.class)
            .filter(lends -> lends.isOrdered() && !lends.loan().wasSent())
            .isPresent();
  }

  private boolean isOrdered() {
    return sending().order().filter(order -> order.leg() == Leg.LOANER).isPresent();
  }

  /** It runs on its own unit before a loaner ever left: none is sent any more. */
  Consequence NO_LONGER_NEEDED =
      on -> {
        Lends lends = on.file().its(Lends.class);
        if (lends.isOrdered() && !lends.loan().wasSent() && lends.runsAgainSince().isPresent()) {
          on.record(
              new ShipmentOrderCancelled(
                  on.file().caseId(),
                  on.file().issuedRmaNumber(),
                  Leg.LOANER,
                  "OPERATION_CONFIRMED"));
        }
      };

  /** Which loaner was sent became known, or was corrected, after another seemed to have come. */
  Consequence CAME_AFTER_ALL =
      on -> {
        Loan loan = on.file().its(Lends.class).loan();
        loan.shipped()
            .filter(_ -> loan.returned().isEmpty())
            .flatMap(shipped -> on.file().findings().openOn(Leg.LOANER, shipped.serialNumber()))
            .ifPresent(unit -> on.record(Loan.returned(on.file(), unit), unit.receivedAt()));
      };

  /** MFR-30, A-54, A-76: asked back, with a reminder to come, or late already. */
  @Clause({"MFR-30", "A-54", "A-76"})
  Consequence RETURN = Lends::askedBack;

  private static void askedBack(Deriving on) {
    Optional<Instant> wantedBack =
        on.file()
            .its(Lends.class)
            .runsAgainSince()
            .or(
                () ->
                    on.file()
                        .ending()
                        .cancelled()
                        .filter(_ -> on.file().isCancelled())
                        .map(CaseEvent.CaseCancelled::cancelledAt));
    Loan before = on.file().its(Lends.class).loan();
    wantedBack
        .filter(
            _ ->
                before.isOutstanding()
                    && before.handedOver().isEmpty()
                    && before.askedBackAt().isEmpty())
        .ifPresent(since -> on.record(request(on.file(), before, since)));
    Loan loan = on.file().its(Lends.class).loan();
    loan.askedBackAt().ifPresent(asked -> remind(on, loan, wantedBack.orElse(asked)));
  }

  private static void remind(Deriving on, Loan loan, Instant wantedBackSince) {
    boolean newlyDue = on.setOnce(LoanerReturnRule.deadline(wantedBackSince, on.policy()));
    DueTime due = on.file().dueTimes().of(Deadline.Name.LOANER_RETURN_REMINDER).orElseThrow();
    Optional<Instant> left = loan.leftCustomerAt();
    if (left.isPresent()) {
      boolean inTime = left.get().isBefore(JapanTime.endOfDay(due.dueDay()));
      on.met(Deadline.Name.LOANER_RETURN_REMINDER, left.get(), inTime);
    } else if (newlyDue) {
      lateAlready(on, loan, due.deadline());
    }
  }

  /** Of the reminders whose time has passed already only the last goes out. */
  private static void lateAlready(Deriving on, Loan loan, Deadline reminder) {
    LocalDate due = Objects.requireNonNull(reminder.dueDate());
    Instant at = LoanerReturnRule.overdueAt(reminder, on.policy());
    if (on.hasCome(at) && !loan.remindedAgainFor().equals(Optional.of(due))) {
      on.record(LoanerReturnRule.overdue(on.file(), loan, due), at);
    }
  }

  private static LoanerReturnRequested request(CaseFile file, Loan loan, Instant since) {
    return new LoanerReturnRequested(
        file.caseId(),
        file.issuedRmaNumber(),
        file.customerId(),
        loan.shipped().map(LoanerShipped::serialNumber).orElse(null),
        since);
  }

  /** The reminder of A-54 that a due time brings, where the loaner is out and none was sent. */
  @Clause("A-54")
  default List<CaseEvent> owed(CaseFile file, DueTimePassed passed) {
    return LoanerReturnRule.reminder(file, loan(), passed).stream().toList();
  }
}
