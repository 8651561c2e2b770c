package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.cover.CutOffClock;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.time.DispatchDue;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a unit would leave for a request that is accepted but not judged yet.
 *
 * @param judgedBy noon in Japan of a business day; whether noon itself is in time the setting
 *     noon.inclusive says. Null where the day does not depend on the judgement
 * @param dispatchDue by the end of which day in Japan it leaves where it is judged by then
 */
@Clause({"CSB-1", "CSB-2", "A-01", "A-02"})
public record IfJudged(@Nullable Instant judgedBy, LocalDate dispatchDue) {

  /**
   * The day of a judgement by the next noon that counts, and that of one by the noon after it.
   *
   * @param acceptedAt when the request takes effect; nothing is judged before
   * @throws io.rmaflow.time.YearOutsideCalendar where no holidays are known for a year in between
   */
  static List<IfJudged> from(
      Instant now, Instant acceptedAt, boolean versionRequested, PolicyContext policy) {
    int extra = policy.extraBusinessDays(versionRequested);
    if (policy.cutOffClock() == CutOffClock.ACCEPTED_AT) {
      return List.of(new IfJudged(null, policy.noonCutOff().dispatchDue(acceptedAt, extra).due()));
    }
    DispatchDue first =
        policy.noonCutOff().dispatchDue(now.isAfter(acceptedAt) ? now : acceptedAt, extra);
    Instant noon = noonOf(first);
    DispatchDue second = policy.noonCutOff().dispatchDue(noon.plusNanos(1), extra);
    return List.of(new IfJudged(noon, first.due()), new IfJudged(noonOf(second), second.due()));
  }

  private static Instant noonOf(DispatchDue due) {
    return JapanTime.at(due.normalDue(), LocalTime.NOON);
  }
}
