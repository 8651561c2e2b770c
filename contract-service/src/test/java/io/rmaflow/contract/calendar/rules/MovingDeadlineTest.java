package io.rmaflow.contract.calendar.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.calendar.rules.MovingDeadline.Move;
import io.rmaflow.contract.calendar.rules.MovingDeadline.Open;
import io.rmaflow.events.Clause;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.DayName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovingDeadlineTest {

  private static final BusinessCalendar STANDARD = BusinessCalendar.standard();
  private static final Instant DELIVERED = Instant.parse("2026-04-27T03:00:00Z");

  private static BusinessCalendar closedToo(String day) {
    LocalDate date = LocalDate.parse(day);
    return new BusinessCalendar(
        2, STANDARD.companyHolidays().with(date, date, new DayName("臨時休業", "closed")));
  }

  private static Optional<LocalDate> moved(
      String name, Instant from, String due, BusinessCalendar after, String... clauses) {
    return MovingDeadline.of(
            new Open("case-1", null, name, from, LocalDate.parse(due), null, List.of(clauses)),
            STANDARD,
            after)
        .map(Move::newDue);
  }

  @Test
  @Clause({"CAL-3", "CAL-6"})
  void returnDutyAcrossANewHoliday_goesOneBusinessDayOn() {
    assertThat(moved("RETURN", DELIVERED, "2026-05-08", closedToo("2026-05-07")))
        .contains(LocalDate.of(2026, 5, 11));
  }

  @Test
  @Clause({"CAL-3", "MFR-27", "MFR-30"})
  void reminderAcrossANewHoliday_goesOneBusinessDayOn() {
    for (String reminder : List.of("LOANER_RETURN_REMINDER", "FAULTY_UNIT_REMINDER")) {
      assertThat(moved(reminder, DELIVERED, "2026-05-08", closedToo("2026-05-07")))
          .contains(LocalDate.of(2026, 5, 11));
    }
  }

  @Test
  void holidayBeforeTheCountOrAfterTheDueDay_movesNothing() {
    assertThat(moved("RETURN", DELIVERED, "2026-05-08", closedToo("2026-04-27"))).isEmpty();
    assertThat(moved("RETURN", DELIVERED, "2026-05-08", closedToo("2026-05-11"))).isEmpty();
  }

  @Test
  void dispatchOnTheSameDay_goesToTheNextOneWhereThatDayIsClosed() {
    Instant judged = Instant.parse("2026-05-07T01:00:00Z");

    assertThat(moved("DISPATCH", judged, "2026-05-07", closedToo("2026-05-07")))
        .contains(LocalDate.of(2026, 5, 8));
  }

  @Test
  @Clause({"CAL-2", "CAL-8"})
  void whatCountsNoBusinessDays_stays() {
    assertThat(moved("REPAIR_GUIDE", DELIVERED, "2026-05-27", closedToo("2026-05-07"))).isEmpty();
    assertThat(moved("ARRIVAL_TARGET", DELIVERED, "2026-04-27", closedToo("2026-04-27"), "ONS-6"))
        .isEmpty();
  }

  @Test
  void withdrawnHoliday_bringsADeadlineForward() {
    BusinessCalendar open =
        new BusinessCalendar(
            2,
            STANDARD
                .companyHolidays()
                .without(LocalDate.of(2026, 8, 13), LocalDate.of(2026, 8, 13)));

    assertThat(moved("RETURN", Instant.parse("2026-08-07T03:00:00Z"), "2026-08-19", open))
        .contains(LocalDate.of(2026, 8, 18));
  }
}
