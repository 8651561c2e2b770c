package io.rmaflow.rma.parts.repair;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.DueTimeRule;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.time.Durations;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** About how long manufacturer maintenance repairs (MFR-10): a guide, never a breach. */
@Clause("MFR-10")
public final class RepairGuideRule {

  /** MFR-10: a guide. */
  @Clause("MFR-10")
  public static final DueTimeRule DUE_TIME = DueTimeRule.nothingHappens(Deadline.Name.REPAIR_GUIDE);

  private static final int MONTHS = 1;
  private static final Message RULE =
      new Message("修理期間は1ヶ月程度が目安", "A repair takes about a month, as a guide");

  private RepairGuideRule() {}

  /** The day on which a repair that began on this day may be expected to be done (MFR-10). */
  @Clause("MFR-10")
  public static LocalDate guide(LocalDate received) {
    return Durations.deadlineAfterMonths(received, MONTHS);
  }

  /** MFR-10, A-55: a month after the day on which the faulty unit was received, JST. */
  @Clause({"MFR-10", "A-55"})
  public static Deadline deadline(Instant receivedAt, PolicyContext policy) {
    LocalDate received = JapanTime.dateOf(receivedAt);
    return new Reckoning(receivedAt)
        .step(
            "故障機の受領日: " + Reckoning.ja(received),
            "The faulty unit was received on " + Reckoning.en(received))
        .dueOn(
            Deadline.Name.REPAIR_GUIDE,
            guide(received),
            RULE,
            List.of("MFR-10", "A-55"),
            List.of(),
            policy);
  }
}
