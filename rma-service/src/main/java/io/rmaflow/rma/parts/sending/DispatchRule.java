package io.rmaflow.rma.parts.sending;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.DueTimeRule;
import io.rmaflow.rma.casefile.Moment;
import io.rmaflow.rma.casefile.Moment.Kind;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.cover.CutOffClock;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.time.DispatchDue;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** By when the vendor hands the exchange unit to the carrier (CSB-1, CSB-2, CSB-3). */
@Clause({"CSB-1", "CSB-2", "CSB-3"})
public final class DispatchRule {

  /** CSB-2, MFR-3, DOA-7: what has not left by the end of the day is told of. */
  @Clause({"CSB-2", "MFR-3", "DOA-7"})
  public static final DueTimeRule DUE_TIME =
      DueTimeRule.of(
          Deadline.Name.DISPATCH,
          (deadline, policy) ->
              List.of(
                  new Moment(Kind.OVER, overdueAt(Objects.requireNonNull(deadline.dueDate())))));

  private static final Message RULE =
      new Message(
          "12時以前の判断は当日発送、12時を過ぎた判断は翌営業日発送",
          "Judged by noon: leaves the same day; later: the next business day");

  @Clause({"CSB-2", "CAL-3", "CAL-4", "A-01", "A-02", "A-04"})
  private static final List<String> CLAUSES =
      List.of("CSB-2", "CAL-3", "CAL-4", "A-01", "A-02", "A-04");

  @Clause({"MFR-3", "CAL-3", "CAL-4", "A-01", "A-02", "A-04"})
  private static final List<String> LOANER_CLAUSES =
      List.of("MFR-3", "CAL-3", "CAL-4", "A-01", "A-02", "A-04");

  @Clause({"MFR-3", "MFR-4", "CAL-3", "CAL-4", "A-01", "A-02", "A-04", "A-10"})
  private static final List<String> LOANER_CLAUSES_WITH_VERSION =
      List.of("MFR-3", "MFR-4", "CAL-3", "CAL-4", "A-01", "A-02", "A-04", "A-10");

  @Clause({"CSB-2", "CSB-3", "CAL-3", "CAL-4", "A-01", "A-02", "A-04", "A-10"})
  private static final List<String> CLAUSES_WITH_VERSION =
      List.of("CSB-2", "CSB-3", "CAL-3", "CAL-4", "A-01", "A-02", "A-04", "A-10");

  private DispatchRule() {}

  /**
   * CSB-2: same day until noon, else the next business day; one estimated business day more where
   * the customer asked for a software version (A-10, or as the setting says).
   *
   * @param clock the instant that the cut-off looks at: the judgement
   * @param versionRequested whether the customer asked for a software version
   * @param loaner whether it is a loaner that leaves (MFR-3, MFR-4), counted alike
   * @throws io.rmaflow.time.YearOutsideCalendar where no holidays are known for a year in between
   */
  @Clause({"CSB-2", "A-10"})
  public static Deadline deadline(
      Instant clock, boolean versionRequested, boolean loaner, PolicyContext policy) {
    int extra = policy.extraBusinessDays(versionRequested);
    DispatchDue due = policy.noonCutOff().dispatchDue(clock, extra);
    Reckoning reckoning =
        new Reckoning(clock)
            .step("判断時刻: " + Reckoning.ja(clock), "Judged at " + Reckoning.en(clock) + " JST")
            .step(due.timing().ja(), due.timing().en());
    if (extra > 0) {
      reckoning.step(
          "ソフトウェアバージョンの指定により、通常の " + Reckoning.ja(due.normalDue()) + " に" + extra + "営業日を加えた目安です",
          "A software version was asked for: an estimate of "
              + extra
              + " business day(s) after the normal "
              + Reckoning.en(due.normalDue()));
    }
    return reckoning.dueOn(
        Deadline.Name.DISPATCH,
        due.due(),
        RULE,
        clauses(versionRequested, loaner),
        due.skipped(),
        policy);
  }

  /**
   * The instant that the cut-off looks at. Where the customer had to consent to an
   * equivalent product first, or a person had to decline an initial failure, the vendor's clock
   * begins with that (CSB-17, CSB-18, RMA-10): nothing could be sent before.
   */
  @Clause({"A-02", "CSB-17", "CSB-18", "RMA-10"})
  static Instant clock(CaseFile file, Sending sending, PolicyContext policy) {
    Instant accepted = file.acceptance().acceptedAt();
    Instant clock =
        policy.cutOffClock() == CutOffClock.ACCEPTED_AT
            ? accepted
            : file.judgement().at().orElseThrow();
    Optional<Instant> consent = sending.equivalent().flatMap(Equivalent::acceptedAt);
    return Stream.of(
            Optional.of(clock),
            consent,
            Optional.of(file.begunAt()).filter(at -> !at.equals(accepted)))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static List<String> clauses(boolean versionRequested, boolean loaner) {
    if (loaner) {
      return versionRequested ? LOANER_CLAUSES_WITH_VERSION : LOANER_CLAUSES;
    }
    return versionRequested ? CLAUSES_WITH_VERSION : CLAUSES;
  }

  /** The first instant that is too late: 00:00 JST of the calendar day after the due day. */
  public static Instant overdueAt(LocalDate dispatchDue) {
    return JapanTime.endOfDay(dispatchDue);
  }

  /** Whether a hand-over to the carrier at this instant is in time. */
  public static boolean inTime(Instant dispatchedAt, LocalDate dispatchDue) {
    return dispatchedAt.isBefore(overdueAt(dispatchDue));
  }
}
