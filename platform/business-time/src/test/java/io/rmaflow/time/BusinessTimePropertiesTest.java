package io.rmaflow.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.DateTimes;
import net.jqwik.time.api.Dates;

/** What holds on every day, for every calendar an operator can make, whatever the examples say. */
class BusinessTimePropertiesTest {

  private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2039, 6, 30);

  @Property
  @Clause("CAL-4")
  void theNextBusinessDayIsOpen_later_andNothingOpenLiesBetween(
      @ForAll("calendars") BusinessCalendar calendar, @ForAll("days") LocalDate date) {
    LocalDate next = calendar.nextBusinessDay(date).result();

    assertThat(next).isAfter(date);
    assertThat(calendar.isBusinessDay(next)).isTrue();
    assertThat(date.plusDays(1).datesUntil(next)).noneMatch(calendar::isBusinessDay);
  }

  @Property
  @Clause({"CAL-6", "A-08"})
  void aCountAccountsForEveryDayOnce_asCountedOrAsSkipped(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("days") LocalDate date,
      @ForAll @IntRange(max = 40) int n) {
    DayCount count = calendar.addBusinessDays(date, n);

    List<LocalDate> accounted = new ArrayList<>(count.counted());
    count.skipped().forEach(skipped -> accounted.add(skipped.date()));
    assertThat(accounted)
        .containsExactlyInAnyOrderElementsOf(
            date.plusDays(1).datesUntil(count.result().plusDays(1)).toList());
    assertThat(count.counted()).hasSize(n).isSorted().allMatch(calendar::isBusinessDay);
    assertThat(count.skipped()).noneMatch(skipped -> calendar.isBusinessDay(skipped.date()));
    assertThat(n == 0 ? date : count.counted().getLast()).isEqualTo(count.result());
  }

  @Property
  @Clause("CAL-6")
  void countingInTwoStepsIsCountingAtOnce(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("days") LocalDate date,
      @ForAll @IntRange(max = 20) int first,
      @ForAll @IntRange(max = 20) int then) {
    LocalDate inSteps =
        calendar.addBusinessDays(calendar.addBusinessDays(date, first).result(), then).result();

    assertThat(inSteps).isEqualTo(calendar.addBusinessDays(date, first + then).result());
  }

  @Property
  @Clause("CAL-6")
  void countingBackUndoesCountingForward_fromABusinessDay(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("days") LocalDate date,
      @ForAll @IntRange(max = 40) int n) {
    Assume.that(calendar.isBusinessDay(date));
    DayCount forward = calendar.addBusinessDays(date, n);

    assertThat(calendar.subtractBusinessDays(forward.result(), n).result()).isEqualTo(date);
    assertThat(calendar.businessDaysBetween(date, forward.result())).isEqualTo(forward);
  }

  @Property
  @Clause("CSB-4")
  void aLaterDeliveryIsNeverDueEarlier(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("days") LocalDate date,
      @ForAll @IntRange(max = 30) int daysLater) {
    assertThat(calendar.addBusinessDays(date.plusDays(daysLater), 5).result())
        .isAfterOrEqualTo(calendar.addBusinessDays(date, 5).result());
  }

  @Property
  @Clause({"CAL-3", "A-07"})
  void anAddedHolidayNeverMakesADeadlineEarlier_andWithdrawingItRestoresTheCalendar(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("days") LocalDate date,
      @ForAll @IntRange(min = 1, max = 10) int holidayAfter) {
    LocalDate holiday = date.plusDays(holidayAfter);
    Assume.that(calendar.isBusinessDay(holiday));
    CompanyHolidays more = calendar.companyHolidays().with(holiday, new DayName("臨時休業", "Closed"));
    BusinessCalendar changed = new BusinessCalendar(calendar.version() + 1, more);

    assertThat(changed.isBusinessDay(holiday)).isFalse();
    assertThat(changed.addBusinessDays(date, 5).result())
        .isAfterOrEqualTo(calendar.addBusinessDays(date, 5).result());
    assertThat(new BusinessCalendar(calendar.version() + 2, more.without(holiday)))
        .satisfies(again -> assertThat(again.isBusinessDay(holiday)).isTrue());
  }

  @Property
  @Clause({"CAL-5", "A-04"})
  void acceptanceIsNeverEarly_liesInHours_andIsSettled(
      @ForAll("calendars") BusinessCalendar calendar, @ForAll("instants") Instant submitted) {
    BusinessHours hours = BusinessHours.of(calendar);
    Acceptance acceptance = hours.acceptance(submitted);

    assertThat(acceptance.acceptedAt()).isAfterOrEqualTo(submitted);
    assertThat(hours.includes(acceptance.acceptedAt())).isTrue();
    assertThat(hours.acceptance(acceptance.acceptedAt()).acceptedAt())
        .isEqualTo(acceptance.acceptedAt());
    assertThat(acceptance.deferred()).isEqualTo(!hours.includes(submitted));
  }

  @Property
  @Clause({"CSB-1", "CSB-2"})
  void aUnitLeavesOnABusinessDay_neverBeforeTheJudgement_andOneDayLaterAtMost(
      @ForAll("calendars") BusinessCalendar calendar, @ForAll("instants") Instant judged) {
    DispatchDue dispatch = NoonCutOff.of(calendar).dispatchDue(judged, 0);
    LocalDate judgedOn = JapanTime.dateOf(judged);

    assertThat(calendar.isBusinessDay(dispatch.due())).isTrue();
    assertThat(dispatch.due())
        .isBetween(judgedOn, calendar.nextBusinessDay(judgedOn).result())
        .isEqualTo(dispatch.normalDue());
    assertThat(dispatch.countsFrom()).isAfterOrEqualTo(judged);
  }

  @Property
  @Clause({"CSB-3", "A-10"})
  void extraDaysAreBusinessDaysOnTopOfTheNormalDay(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("instants") Instant judged,
      @ForAll @IntRange(max = 10) int extra) {
    DispatchDue dispatch = NoonCutOff.of(calendar).dispatchDue(judged, extra);

    assertThat(calendar.businessDaysBetween(dispatch.normalDue(), dispatch.due()).counted())
        .hasSize(extra);
  }

  @Property
  @Clause({"CSB-1", "CSB-2"})
  void aLaterJudgementNeverLeavesEarlier(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("instants") Instant judged,
      @ForAll @IntRange(max = 400_000) int secondsLater) {
    NoonCutOff cutOff = NoonCutOff.of(calendar);

    assertThat(cutOff.dispatchDue(judged.plusSeconds(secondsLater), 0).due())
        .isAfterOrEqualTo(cutOff.dispatchDue(judged, 0).due());
  }

  @Property
  @Clause({"A-11", "A-12"})
  void aTermFollowedByAnotherIsAsLongAsBothTogether_unlessItBeginsOnALeapDay(
      @ForAll("days") LocalDate start,
      @ForAll @IntRange(min = 1, max = 7) int first,
      @ForAll @IntRange(min = 1, max = 7) int then) {
    Assume.that(!(start.getMonthValue() == 2 && start.getDayOfMonth() == 29));
    LocalDate renewal = Durations.lastDayOfYears(start, first).plusDays(1);

    assertThat(Durations.lastDayOfYears(renewal, then))
        .isEqualTo(Durations.lastDayOfYears(start, first + then));
  }

  @Property
  @Clause("CAL-3")
  void aHolidayIsOnlySubstitutedWhereASundayWasLost(@ForAll("days") LocalDate date) {
    NationalHolidays.on(date)
        .filter(holiday -> holiday.basis() == NationalHoliday.Basis.SUBSTITUTE)
        .ifPresent(
            substitute ->
                assertThat(
                        Stream.iterate(date.minusDays(1), day -> day.minusDays(1))
                            .takeWhile(day -> NationalHolidays.on(day).isPresent()))
                    .anyMatch(day -> day.getDayOfWeek() == DayOfWeek.SUNDAY));
  }

  @Provide
  Arbitrary<LocalDate> days() {
    return Dates.dates().between(FIRST, LAST);
  }

  @Provide
  Arbitrary<Instant> instants() {
    return DateTimes.instants()
        .between(JapanTime.startOfDay(FIRST), JapanTime.startOfDay(LAST))
        .ofPrecision(ChronoUnit.MILLIS);
  }

  /** The standard calendar with up to 20 days added and up to 20 withdrawn, in any years. */
  @Provide
  Arbitrary<BusinessCalendar> calendars() {
    Arbitrary<List<LocalDate>> someDays = days().list().ofMaxSize(20);
    return Combinators.combine(Arbitraries.integers().between(1, 1000), someDays, someDays)
        .as(
            (version, added, withdrawn) -> {
              CompanyHolidays holidays = CompanyHolidays.STANDARD;
              for (LocalDate day : withdrawn) {
                holidays = holidays.without(day);
              }
              for (LocalDate day : added) {
                holidays = holidays.with(day, new DayName("臨時休業", "Closed"));
              }
              return new BusinessCalendar(version, holidays);
            })
        .withoutEdgeCases();
  }
}
