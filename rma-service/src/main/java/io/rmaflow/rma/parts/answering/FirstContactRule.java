package io.rmaflow.rma.parts.answering;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.DueTimeRule;
import io.rmaflow.rma.casefile.Moment;
import io.rmaflow.rma.casefile.Moment.Kind;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.time.BusinessHours;
import io.rmaflow.time.DayCount;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

/** By when the vendor gets in touch (TEC-3, VA-3); the answer itself has no due time (TEC-4). */
@Clause({"TEC-3", "VA-3", "TEC-4"})
public final class FirstContactRule {

  /** NOT-11: the desk is reminded on the day, and told when it was missed. */
  @Clause("NOT-11")
  public static final DueTimeRule DUE_TIME =
      DueTimeRule.of(
          Deadline.Name.FIRST_CONTACT,
          (deadline, policy) -> moments(Objects.requireNonNull(deadline.dueAt())));

  private static final LocalTime REMINDED_AT = LocalTime.of(9, 0);
  private static final Message RULE =
      new Message("当日~1営業日以内に連絡", "First contact on the same day or within 1 business day");

  private FirstContactRule() {}

  /** TEC-3, A-46: 17:00 JST of the business day after the day of acceptance. */
  @Clause({"TEC-3", "A-46", "VA-3"})
  public static Deadline deadline(Instant acceptedAt, PolicyContext policy) {
    LocalDate accepted = JapanTime.dateOf(acceptedAt);
    DayCount count = policy.calendar().nextBusinessDay(accepted);
    return new Reckoning(acceptedAt)
        .step(
            "受付日 " + Reckoning.ja(accepted) + " は数えません",
            "The day of acceptance, " + Reckoning.en(accepted) + ", is not counted")
        .counted(count.counted())
        .dueAt(
            Deadline.Name.FIRST_CONTACT,
            JapanTime.at(count.result(), BusinessHours.CLOSE),
            RULE,
            List.of("TEC-3", "VA-3", "A-46"),
            count.skipped(),
            policy);
  }

  private static List<Moment> moments(Instant firstContactDue) {
    LocalDate day = JapanTime.dateOf(firstContactDue);
    return List.of(
        new Moment(Kind.REMINDER, JapanTime.at(day, REMINDED_AT)),
        new Moment(Kind.OVER, overdueAt(firstContactDue)));
  }

  /** NOT-11: the first second that is too late; 17:00:00 JST of the due day is in time. */
  @Clause("NOT-11")
  public static Instant overdueAt(Instant firstContactDue) {
    return firstContactDue.plusSeconds(1);
  }
}
