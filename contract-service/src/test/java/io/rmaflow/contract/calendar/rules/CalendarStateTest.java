package io.rmaflow.contract.calendar.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.calendar.rules.CalendarCommand.AddHolidays;
import io.rmaflow.contract.calendar.rules.CalendarCommand.WithdrawHolidays;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.contract.CalendarEvent;
import io.rmaflow.events.contract.CalendarEvent.CalendarChanged;
import io.rmaflow.events.contract.CalendarEvent.Holiday;
import io.rmaflow.time.DayName;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarStateTest {

  private static final DayName FOUNDATION = new DayName("創立記念日", "Foundation Day");
  private static final LocalDate DAY = LocalDate.of(2026, 5, 7);

  @Test
  @Clause({"CAL-3", "A-07"})
  void eachChange_isTheNextVersionWithEverythingThatDiffersFromTheDefault() {
    Decision<CalendarEvent> added =
        CalendarState.INITIAL.decide(new AddHolidays(DAY, DAY, FOUNDATION, null));
    CalendarChanged second =
        new CalendarChanged(
            2, List.of(new Holiday(DAY, "創立記念日", "Foundation Day")), List.of(), null);
    assertThat(added).isEqualTo(Decision.happens((CalendarEvent) second));

    CalendarState state = CalendarState.INITIAL.evolve(second);
    LocalDate summer = LocalDate.of(2026, 8, 13);
    assertThat(state.decide(new WithdrawHolidays(summer, summer, null)))
        .isEqualTo(
            Decision.happens(
                (CalendarEvent) new CalendarChanged(3, second.added(), List.of(summer), null)));
    assertThat(state.calendar().isBusinessDay(DAY)).isFalse();
  }

  @Test
  void whatIsSoAlready_changesNothing() {
    assertThat(CalendarState.INITIAL.decide(new WithdrawHolidays(DAY, DAY, null)))
        .isEqualTo(Decision.<CalendarEvent>nothing());
  }

  @Test
  @Clause("A-07")
  void whatAChangeWouldMake_isToldWithoutMakingIt() {
    CalendarState supposed =
        CalendarState.INITIAL.supposing(new AddHolidays(DAY, DAY, FOUNDATION, null));

    assertThat(supposed.calendar().version()).isEqualTo(2);
    assertThat(supposed.calendar().isBusinessDay(DAY)).isFalse();
    assertThat(CalendarState.INITIAL.calendar().isBusinessDay(DAY)).isTrue();
    assertThat(CalendarState.INITIAL.supposing(new WithdrawHolidays(DAY, DAY, null)))
        .isEqualTo(CalendarState.INITIAL);
  }
}
