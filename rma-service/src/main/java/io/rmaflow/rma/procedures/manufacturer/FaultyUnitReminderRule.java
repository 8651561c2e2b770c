package io.rmaflow.rma.procedures.manufacturer;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReminderDue;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.DueTimeRule;
import io.rmaflow.rma.casefile.Moment;
import io.rmaflow.rma.casefile.Moment.Kind;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.time.DayCount;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

/**
 * When a customer who has a loaner is asked for the faulty unit once more (MFR-27, A-54). No clause
 * sets a day for sending it: this is a reminder and nothing is enforced.
 */
@Clause({"MFR-27", "A-54"})
public final class FaultyUnitReminderRule {

  /** asked for once; nothing is enforced. */
  @Clause({"MFR-27", "A-54"})
  public static final DueTimeRule DUE_TIME =
      DueTimeRule.of(
          Deadline.Name.FAULTY_UNIT_REMINDER,
          (deadline, policy) ->
              List.of(
                  new Moment(
                      Kind.REMINDER, reminderAt(Objects.requireNonNull(deadline.dueDate())))));

  private static final LocalTime AT = LocalTime.of(9, 0);
  private static final Message RULE =
      new Message(
          "貸出機での正常運用のご確認（未確認の場合は貸出機の到着）から所定の営業日後に障害機の送付をお願い",
          "A reminder some business days after the loaner was confirmed to run, or while it was not"
              + " after its delivery, as the settings say");

  private FaultyUnitReminderRule() {}

  /**
   * so many business days after that as {@code mfr.faultyReturn.reminderBusinessDays} says.
   */
  @Clause({"A-54", "MFR-27"})
  public static Deadline deadline(Instant wantedSince, PolicyContext policy) {
    DayCount count =
        policy
            .calendar()
            .addBusinessDays(
                JapanTime.dateOf(wantedSince), policy.faultyUnitReminderBusinessDays());
    Deadline.Derivation derivation =
        new Reckoning(wantedSince)
            .counted(count.counted())
            .step(
                Reckoning.ja(count.result()) + " 9時にお願いをお送りします（期限ではありません）",
                "The reminder goes out on "
                    + Reckoning.en(count.result())
                    + " at 09:00; it is no last day")
            .written(RULE, List.of("MFR-27", "A-54"), count.skipped(), policy);
    return new Deadline(Deadline.Name.FAULTY_UNIT_REMINDER, count.result(), null, derivation);
  }

  /** 09:00 JST of the day. */
  public static Instant reminderAt(LocalDate due) {
    return JapanTime.at(due, AT);
  }

  /** The reminder itself. */
  public static FaultyUnitReminderDue reminder(CaseFile file, LocalDate due) {
    return new FaultyUnitReminderDue(
        file.caseId(),
        file.issuedRmaNumber(),
        file.customerId(),
        file.serialNumber(),
        file.acceptance().requesterContactId(),
        due);
  }
}
