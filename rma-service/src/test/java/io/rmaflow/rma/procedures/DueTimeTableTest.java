package io.rmaflow.rma.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.DueTimeRule;
import io.rmaflow.rma.casefile.DueTimeTable;
import io.rmaflow.rma.casefile.Moment;
import io.rmaflow.rma.casefile.Moment.Kind;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ReminderSchedule;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.DayName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens before, at and after each due time; of days that are due on Friday 2026-05-15. */
class DueTimeTableTest {

  private final DueTimeTable table = new DueTimeConfiguration().dueTimes();

  @Test
  @Clause("CSB-2")
  void aDispatch_isOverAtTheEndOfItsDay() {
    assertThat(moments(day(Deadline.Name.DISPATCH))).containsExactly(over("2026-05-16T00:00:00"));
  }

  @Test
  @Clause({"CSB-4", "CSB-26", "NOT-7"})
  void aReturn_isRemindedOfBeforeItsDayAndOnIt_isOverAtTheEndOfIt_andIsRemindedOfAgain() {
    assertThat(moments(day(Deadline.Name.RETURN)))
        .containsExactly(
            new Moment(Kind.REMINDER_BEFORE, at("2026-05-13T09:00:00")),
            new Moment(Kind.REMINDER, at("2026-05-15T09:00:00")),
            over("2026-05-16T00:00:00"),
            new Moment(Kind.REMINDER_AFTER, at("2026-05-18T09:00:00")));
  }

  @Test
  @Clause({"NOT-7", "CAL-3"})
  void theRemindersOfAReturn_lieWhereTheCalendarAndTheSettingSay_inTheOrderOfTime() {
    BusinessCalendar standard = PolicyContext.STANDARD.calendar();
    PolicyContext policy =
        reminding(new ReminderSchedule(3, 0, LocalTime.of(8, 30)))
            .withCalendar(
                new BusinessCalendar(
                    2,
                    standard
                        .companyHolidays()
                        .with(
                            LocalDate.parse("2026-05-13"), new DayName("創立記念日", "Founding Day"))));

    assertThat(table.moments(day(Deadline.Name.RETURN), policy))
        .containsExactly(
            new Moment(Kind.REMINDER_BEFORE, at("2026-05-11T08:30:00")),
            new Moment(Kind.REMINDER, at("2026-05-15T08:30:00")),
            new Moment(Kind.REMINDER_AFTER, at("2026-05-15T08:30:00")),
            over("2026-05-16T00:00:00"));
  }

  @Test
  @Clause("NOT-11")
  void aFirstContact_isRemindedOfAtNine_andIsOverOneSecondAfterFive() {
    Deadline due = deadline(Deadline.Name.FIRST_CONTACT, null, at("2026-05-15T17:00:00"));

    assertThat(moments(due))
        .containsExactly(
            new Moment(Kind.REMINDER, at("2026-05-15T09:00:00")), over("2026-05-15T17:00:01"));
  }

  @Test
  @Clause("A-54")
  void aLoaner_isAskedForTwice_andWhereTheSecondDayWasNeverTold_asTheSettingSays() {
    Deadline told =
        day(Deadline.Name.LOANER_RETURN_REMINDER).repeatedOn(LocalDate.parse("2026-05-25"));

    assertThat(moments(told))
        .containsExactly(
            new Moment(Kind.REMINDER, at("2026-05-15T09:00:00")),
            new Moment(Kind.REMINDER_AFTER, at("2026-05-25T09:00:00")));
    assertThat(moments(day(Deadline.Name.LOANER_RETURN_REMINDER)))
        .containsExactly(
            new Moment(Kind.REMINDER, at("2026-05-15T09:00:00")),
            new Moment(Kind.REMINDER_AFTER, at("2026-05-22T09:00:00")));
  }

  @Test
  @Clause({"MFR-27", "A-54"})
  void aFaultyUnitThatARepairWaitsFor_isAskedForOnce() {
    assertThat(moments(day(Deadline.Name.FAULTY_UNIT_REMINDER)))
        .containsExactly(new Moment(Kind.REMINDER, at("2026-05-15T09:00:00")));
  }

  @Test
  @Clause({"ONS-3", "MFR-10"})
  void ofAGoalAndOfAGuide_nothingHappensByItself() {
    assertThat(moments(deadline(Deadline.Name.ARRIVAL_TARGET, null, at("2026-05-15T14:00:00"))))
        .isEmpty();
    assertThat(moments(day(Deadline.Name.REPAIR_GUIDE))).isEmpty();
  }

  @Test
  void aNameWithoutARule_orWithTwo_keepsTheServiceFromStarting() {
    List<DueTimeRule> all =
        Stream.of(Deadline.Name.values()).map(DueTimeRule::nothingHappens).toList();

    assertThatThrownBy(() -> new DueTimeTable(all.subList(1, all.size())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no rule for the due times [DISPATCH]");
    assertThatThrownBy(
            () -> new DueTimeTable(Stream.concat(all.stream(), all.stream().limit(1)).toList()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two rules for the due time DISPATCH");
  }

  private List<Moment> moments(Deadline deadline) {
    return table.moments(deadline, PolicyContext.STANDARD);
  }

  private static Deadline day(Deadline.Name name) {
    return deadline(name, LocalDate.parse("2026-05-15"), null);
  }

  private static Deadline deadline(
      Deadline.Name name, @Nullable LocalDate day, @Nullable Instant instant) {
    return new Deadline(
        name,
        day,
        instant,
        new Deadline.Derivation(
            at("2026-05-08T10:00:00"),
            new Message("規則", "rule"),
            List.of(),
            1,
            1,
            List.of(),
            List.of()));
  }

  private static Moment over(String japanTime) {
    return new Moment(Kind.OVER, at(japanTime));
  }

  private static PolicyContext reminding(ReminderSchedule schedule) {
    PolicyContext standard = PolicyContext.STANDARD;
    return new PolicyContext(
        standard.calendar(),
        2,
        standard.noonInclusive(),
        standard.cutOffClock(),
        standard.openInclusive(),
        standard.closeInclusive(),
        standard.versionSpecifiedExtraBusinessDays(),
        schedule,
        standard.loanerReminderBusinessDays(),
        standard.faultyUnitReminderBusinessDays(),
        standard.doaWindowDays(),
        standard.waitForCustomerBusinessDays(),
        standard.designatedHypervisors());
  }

  private static Instant at(String japanTime) {
    return OffsetDateTime.parse(japanTime + "+09:00").toInstant();
  }
}
