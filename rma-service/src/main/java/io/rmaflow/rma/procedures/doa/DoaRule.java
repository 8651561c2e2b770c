package io.rmaflow.rma.procedures.doa;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.time.DayCount;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What is particular to the exchange of an initial failure (DOA-6, DOA-7). */
@Clause({"DOA-6", "DOA-7"})
public final class DoaRule {

  /** DOA-7: within one to two business days (1~2営業日以内). */
  @Clause("DOA-7")
  public static final int BUSINESS_DAYS = 2;

  private static final Message RULE =
      new Message(
          "初期不良と認定後、1~2営業日以内に交換機を発送", "Leaves within 1-2 business days after the certification");

  private DoaRule() {}

  /**
   * DOA-7, A-51: the second business day after the day of the certification in Japan, whatever the
   * hour; the noon cut-off does not apply.
   *
   * @throws io.rmaflow.time.YearOutsideCalendar where no holidays are known for a year in between
   */
  @Clause({"DOA-7", "A-51", "CAL-6"})
  public static Deadline deadline(Instant certifiedAt, PolicyContext policy) {
    LocalDate certified = JapanTime.dateOf(certifiedAt);
    DayCount count = policy.calendar().addBusinessDays(certified, BUSINESS_DAYS);
    return new Reckoning(certifiedAt)
        .step(
            "認定日 " + Reckoning.ja(certified) + " は数えません",
            "The day of the certification, " + Reckoning.en(certified) + ", is not counted")
        .counted(count.counted())
        .dueOn(
            Deadline.Name.DISPATCH,
            count.result(),
            RULE,
            List.of("DOA-7", "CAL-6", "A-51"),
            count.skipped(),
            policy);
  }

  /** The first day of the window in which the new unit leaves: the next business day (DOA-7). */
  @Clause("DOA-7")
  public static LocalDate dispatchFrom(Instant certifiedAt, PolicyContext policy) {
    return policy.calendar().nextBusinessDay(JapanTime.dateOf(certifiedAt)).result();
  }

  /** DOA-6: an initial failure is exchanged for a new unit and no other. */
  @Clause("DOA-6")
  public static Refusal requiresNewUnit(Condition condition) {
    return new Refusal(
        "DOA_REQUIRES_NEW_UNIT",
        List.of("DOA-6"),
        new Message(
            "初期不良の交換機は新品に限ります。[DOA-6]",
            "An initial failure is exchanged for a brand-new unit only. [DOA-6]"),
        Map.of("condition", condition.name()));
  }

  /** DOA-1, A-50: a person decided that the conditions are not met. */
  @Clause({"DOA-1", "A-50", "DOA-2"})
  public static Refusal conditionsNotMet() {
    return new Refusal(
        "DOA_CONDITIONS_NOT_MET",
        List.of("DOA-1", "DOA-2"),
        new Message(
            "製品初期不良交換扱いの条件を満たしていないと判断しました。ほかに対象となるサービスがある場合は、そのサービスとして対応を続けます。" + "[DOA-1, DOA-2]",
            "The conditions of an initial-failure exchange are not met. Where another service covers"
                + " the unit, the case goes on under it. [DOA-1, DOA-2]"),
        Map.of());
  }
}
