package io.rmaflow.rma.parts.loan;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.LoanerReturnReminderDue;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.casefile.DueTimeRule;
import io.rmaflow.rma.casefile.Moment;
import io.rmaflow.rma.casefile.Moment.Kind;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.repair.RepairGuideRule;
import io.rmaflow.time.DayCount;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When the customer is asked for the loaner once more. No clause sets a day for its return:
 * both are reminders and nothing is enforced.
 */
@Clause("A-54")
public final class LoanerReturnRule {

  /** asked for twice; nothing is enforced. */
  @Clause({"MFR-30", "A-54"})
  public static final DueTimeRule DUE_TIME =
      DueTimeRule.of(
          Deadline.Name.LOANER_RETURN_REMINDER,
          (deadline, policy) ->
              List.of(
                  new Moment(
                      Kind.REMINDER,
                      JapanTime.at(
                          Objects.requireNonNull(deadline.dueDate()), LoanerReturnRule.AT)),
                  new Moment(Kind.REMINDER_AFTER, overdueAt(deadline, policy))));

  private static final LocalTime AT = LocalTime.of(9, 0);
  private static final Message RULE =
      new Message(
          "正常運用のご確認から所定の営業日後に貸出機の返却をお願い",
          "A reminder some business days after normal operation, as the settings say");

  private LoanerReturnRule() {}

  /**
   * so many business days after the loaner was asked back as {@code
   * mfr.loanerReturn.reminderBusinessDays} says.
   */
  @Clause({"A-54", "MFR-30"})
  public static Deadline deadline(Instant requestedAt, PolicyContext policy) {
    LocalDate requested = JapanTime.dateOf(requestedAt);
    DayCount count =
        policy.calendar().addBusinessDays(requested, policy.loanerReminderBusinessDays());
    LocalDate again = again(count.result(), policy);
    return new Reckoning(requestedAt)
        .counted(count.counted())
        .step(
            "再度のお願い: " + Reckoning.ja(again) + " 9時",
            "Asked once more on " + Reckoning.en(again) + " at 09:00")
        .dueOn(
            Deadline.Name.LOANER_RETURN_REMINDER,
            count.result(),
            RULE,
            List.of("MFR-30", "A-54"),
            count.skipped(),
            policy)
        .repeatedOn(again);
  }

  /** As many business days after the reminder as it comes after the request. */
  private static LocalDate again(LocalDate due, PolicyContext policy) {
    return policy.calendar().addBusinessDays(due, policy.loanerReminderBusinessDays()).result();
  }

  /**
   * About when a loaner that is out is free again. No clause sets a day, so this is a guide: the
   * day of its hand-over, else of the reminder, else of the end of the repair (MFR-10).
   *
   * @param since when it came to be where it is
   */
  @Clause("MFR-10")
  public static LocalDate expectedBack(CaseFile file, Instant since) {
    return file.its(Lends.class)
        .loan()
        .handedOver()
        .map(handedOver -> JapanTime.dateOf(handedOver.customerShippedAt()))
        .or(
            () ->
                file.dueTimes()
                    .of(Deadline.Name.LOANER_RETURN_REMINDER)
                    .or(() -> file.dueTimes().of(Deadline.Name.REPAIR_GUIDE))
                    .map(DueTime::dueDay))
        .orElseGet(() -> expectedBack(since));
  }

  /** The same while the faulty unit is not in repair yet: as if it came in now. */
  public static LocalDate expectedBack(Instant since) {
    return RepairGuideRule.guide(JapanTime.dateOf(since));
  }

  /**
   * 09:00 JST of the day on which it is repeated; where it was recorded before that day was told,
   * as the present policy says.
   */
  public static Instant overdueAt(Deadline reminder, PolicyContext policy) {
    LocalDate again = reminder.secondReminderDate();
    return JapanTime.at(
        again == null ? again(Objects.requireNonNull(reminder.dueDate()), policy) : again, AT);
  }

  /** The reminder that a due time brings, where the loaner is still out and none was sent. */
  static Optional<CaseEvent> reminder(CaseFile file, Loan loan, DueTimePassed passed) {
    boolean owed =
        loan.isOutstanding()
            && loan.handedOver().isEmpty()
            && file.dueTimes()
                .of(Deadline.Name.LOANER_RETURN_REMINDER)
                .filter(due -> due.isOwed() && passed.isOf(due.deadline()))
                .isPresent();
    if (!owed) {
      return Optional.empty();
    }
    LocalDate due = Objects.requireNonNull(passed.dueDate());
    Optional<LocalDate> thisDay = Optional.of(due);
    return switch (passed.moment()) {
      case REMINDER ->
          loan.remindedFor().equals(thisDay)
              ? Optional.empty()
              : Optional.of(
                  new LoanerReturnReminderDue(
                      file.caseId(),
                      file.issuedRmaNumber(),
                      file.customerId(),
                      loan.serialNumber().orElse(null),
                      file.acceptance().requesterContactId(),
                      due));
      case REMINDER_AFTER ->
          loan.remindedAgainFor().equals(thisDay)
              ? Optional.empty()
              : Optional.of(overdue(file, loan, due));
      case REMINDER_BEFORE, OVER -> Optional.empty();
    };
  }

  /** The later reminder of the two. */
  @Clause("A-54")
  static LoanerReturnOverdue overdue(CaseFile file, Loan loan, LocalDate due) {
    return new LoanerReturnOverdue(
        file.caseId(),
        file.issuedRmaNumber(),
        file.customerId(),
        loan.serialNumber().orElse(null),
        file.acceptance().requesterContactId(),
        due);
  }
}
