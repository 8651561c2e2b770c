package io.rmaflow.rma.parts.visit;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.DueTimeRule;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.time.BusinessHours;
import io.rmaflow.time.JapanTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** When the engineer aims to arrive (ONS-2, ONS-4, ONS-6): a goal, never a breach (ONS-3). */
@Clause({"ONS-2", "ONS-4", "ONS-6", "ONS-3"})
public final class ArrivalTargetRule {

  /** ONS-2: hours from the acceptance, where the site has no target of its own (ONS-7). */
  @Clause({"ONS-2", "ONS-7"})
  public static final int HOURS = 4;

  /** ONS-3: a goal. */
  @Clause("ONS-3")
  public static final DueTimeRule DUE_TIME =
      DueTimeRule.nothingHappens(Deadline.Name.ARRIVAL_TARGET);

  private static final Message WEEKDAY =
      new Message(
          "12時以前の受付は当日、12時を過ぎた受付は翌営業日。平日9時-17時の時間内で数えます",
          "Accepted by noon: the same day; later: the next business day. Hours count from 9 to 17");
  private static final Message ALWAYS =
      new Message("24時間365日、受付から数えます", "Hours count from the acceptance, day and night");

  private ArrivalTargetRule() {}

  /**
   * The target.
   *
   * @param acceptedAt when the request counts as accepted
   * @param weekdayPlan whether hours count only from 09:00 to 17:00 JST of business days, what is
   *     left at 17:00 carrying over; else the wall clock decides (CAL-2)
   * @param hours the site's target (ONS-7)
   */
  @Clause({"ONS-2", "ONS-6", "CAL-2", "A-41", "ONS-4", "A-01", "A-40"})
  public static Deadline deadline(
      Instant acceptedAt, boolean weekdayPlan, int hours, PolicyContext policy) {
    Reckoning reckoning =
        new Reckoning(acceptedAt)
            .step(
                "受付: " + Reckoning.ja(acceptedAt) + "、目標 " + hours + " 時間",
                "Accepted at " + Reckoning.en(acceptedAt) + " JST, target " + hours + " hours");
    if (!weekdayPlan) {
      return reckoning.dueAt(
          Deadline.Name.ARRIVAL_TARGET,
          acceptedAt.plus(Duration.ofHours(hours)),
          ALWAYS,
          List.of("ONS-2", "ONS-6", "CAL-2", "A-41"),
          List.of(),
          policy);
    }
    Instant from = countsFrom(acceptedAt, policy);
    if (!from.equals(acceptedAt)) {
      reckoning.step("起算: " + Reckoning.ja(from), "Counts from " + Reckoning.en(from) + " JST");
    }
    LocalDate day = JapanTime.dateOf(from);
    Instant at = from;
    Duration left = Duration.ofHours(hours);
    Duration today = Duration.between(at, JapanTime.at(day, BusinessHours.CLOSE));
    while (left.compareTo(today) > 0) {
      left = left.minus(today);
      day = policy.calendar().nextBusinessDay(day).result();
      at = JapanTime.at(day, BusinessHours.OPEN);
      today = Duration.between(at, JapanTime.at(day, BusinessHours.CLOSE));
      reckoning.step(
          "17時を超える分は " + Reckoning.ja(at) + " へ繰り越します",
          "What passes 17:00 carries over to " + Reckoning.en(at) + " JST");
    }
    return reckoning.dueAt(
        Deadline.Name.ARRIVAL_TARGET,
        at.plus(left),
        WEEKDAY,
        List.of("ONS-2", "ONS-4", "A-01", "A-40", "A-41"),
        policy.calendar().closures(JapanTime.dateOf(acceptedAt), day),
        policy);
  }

  /** ONS-4: the earliest day of a visit, JST. */
  @Clause("ONS-4")
  public static LocalDate earliestDate(
      Instant acceptedAt, boolean weekdayPlan, PolicyContext policy) {
    return JapanTime.dateOf(weekdayPlan ? countsFrom(acceptedAt, policy) : acceptedAt);
  }

  /** Whether the cover is the plan for weekdays from 9 to 17 (ONS-1). */
  @Clause("ONS-1")
  public static boolean isWeekdayPlan(Entitlement cover) {
    return cover.service().equals(Plan.ONSITE_WEEKDAY.name());
  }

  /** ONS-5: whether a visit on the weekday plan lies in 09:00-17:00 of a business day. */
  @Clause("ONS-5")
  public static boolean inVisitingHours(Instant plannedFor, PolicyContext policy) {
    return policy.hours().includes(plannedFor);
  }

  /**
   * By noon at once, after noon from 09:00 of the next business day (ONS-4, A-01); outside the
   * hours from the next opening (CAL-5), which an acceptance has behind it and the decline of an
   * initial failure has not.
   */
  @Clause({"ONS-4", "A-01", "CAL-5"})
  private static Instant countsFrom(Instant clock, PolicyContext policy) {
    Instant acceptedAt = policy.hours().acceptance(clock).acceptedAt();
    LocalTime time = JapanTime.zoned(acceptedAt).toLocalTime();
    boolean byNoon =
        time.isBefore(LocalTime.NOON) || (time.equals(LocalTime.NOON) && policy.noonInclusive());
    return byNoon
        ? acceptedAt
        : JapanTime.at(
            policy.calendar().nextBusinessDay(JapanTime.dateOf(acceptedAt)).result(),
            BusinessHours.OPEN);
  }
}
