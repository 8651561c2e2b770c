package io.rmaflow.rma.responsibility;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.rma.responsibility.Turns.Turn;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.ClosedDay;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a case waited on each side; pure. The parts make up the whole, in business and in
 * calendar time.
 *
 * @param running on whose side the clock runs now; absent where the case has ended
 * @param whole from the submission to the end or to now, without the time in which the case was
 *     closed before it was opened again
 * @param sides every side, also one that never had to act
 * @param turns in order
 */
record CaseClock(
    @Nullable Side running,
    TimeSpent whole,
    Map<Side, TimeSpent> sides,
    List<MeasuredTurn> turns,
    Derivation derivation) {

  private static final Message RULE =
      new Message(
          "質問への回答待ちはお客様、弊社の作業待ちは弊社、お客様の作業待ちはお客様、輸送中は運送会社、その他は弊社の時間とします。" + "営業時間は営業日の9時から17時です。",
          "An unanswered question is the customer's time, work of the vendor the vendor's, work of"
              + " the customer the customer's, a shipment under way the carrier's, everything else"
              + " the vendor's. Business time is 09:00 to 17:00 on business days.");

  @Clause({"CAL-1", "CAL-3", "CAL-7", "RMA-9"})
  private static final List<String> CLAUSES = List.of("CAL-1", "CAL-3", "CAL-7", "RMA-9");

  /**
   * One turn.
   *
   * @param until exclusive; absent while it goes on
   * @param spent up to now where it goes on
   */
  record MeasuredTurn(
      Side side,
      String what,
      Instant from,
      @Nullable Instant until,
      List<String> because,
      TimeSpent spent) {}

  /**
   * How the figures came about.
   *
   * @param rule in words, Japanese and English
   * @param clauses the clauses behind it
   * @param calendarVersion the business calendar that was used
   * @param measuredAt up to when turns that go on were counted
   * @param closedDays days from the first to the last that are no business days, with their reason
   */
  record Derivation(
      Message rule,
      List<String> clauses,
      int calendarVersion,
      Instant measuredAt,
      List<NotCounted> closedDays) {}

  /**
   * A day that is no business day.
   *
   * @param date the day in Japan
   * @param ja why it is none, in Japanese
   * @param en why it is none, in English
   */
  record NotCounted(LocalDate date, String ja, String en) {}

  /** Measures turns, of which only the last may go on. */
  static CaseClock of(List<Turn> turns, Instant now, BusinessCalendar days) {
    Map<Side, TimeSpent> sides = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      sides.put(side, TimeSpent.NONE);
    }
    List<MeasuredTurn> measured =
        turns.stream()
            .map(
                turn ->
                    new MeasuredTurn(
                        turn.side(),
                        turn.what(),
                        turn.from(),
                        turn.until(),
                        turn.because(),
                        TimeSpent.between(turn.from(), end(turn, now), days)))
            .toList();
    TimeSpent whole = TimeSpent.NONE;
    for (MeasuredTurn turn : measured) {
      sides.merge(turn.side(), turn.spent(), TimeSpent::plus);
      whole = whole.plus(turn.spent());
    }
    return new CaseClock(
        turns.isEmpty() || turns.getLast().until() != null ? null : turns.getLast().side(),
        whole,
        sides,
        measured,
        new Derivation(RULE, CLAUSES, days.version(), now, closed(turns, now, days)));
  }

  private static Instant end(Turn turn, Instant now) {
    return Optional.ofNullable(turn.until()).orElse(now);
  }

  private static List<NotCounted> closed(List<Turn> turns, Instant now, BusinessCalendar days) {
    if (turns.isEmpty()) {
      return List.of();
    }
    LocalDate first = JapanTime.dateOf(turns.getFirst().from());
    LocalDate last = JapanTime.dateOf(end(turns.getLast(), now));
    return last.isBefore(first)
        ? List.of()
        : days.closures(first, last).stream().map(CaseClock::notCounted).toList();
  }

  private static NotCounted notCounted(ClosedDay day) {
    return new NotCounted(day.date(), day.ja(), day.en());
  }
}
