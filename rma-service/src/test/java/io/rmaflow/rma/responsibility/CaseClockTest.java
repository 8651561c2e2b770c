package io.rmaflow.rma.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.casefile.CaseMoments.Moment;
import io.rmaflow.rma.casefile.CaseMoments.Waiting;
import io.rmaflow.rma.responsibility.Turns.Turn;
import io.rmaflow.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CaseClockTest {

  private static final BusinessCalendar DAYS = BusinessCalendar.standard();

  @Test
  @Clause({"RMA-9", "CAL-1", "CAL-3"})
  void anExchangeIsMeasuredOnEverySide_inBusinessAndInCalendarTime() {
    CaseClock clock =
        clock(
            "2026-06-01T10:00:00",
            moment("2026-05-01T10:30:00", "FailureReported", vendor("JUDGEMENT")),
            moment("2026-05-01T11:40:00", "HardwareFaultJudged", vendor("REPLACEMENT_SHIPMENT")),
            moment("2026-05-01T15:00:00", "ReplacementShipped", carrier("REPLACEMENT_DELIVERY")),
            moment("2026-05-02T11:00:00", "ReplacementDelivered", customer("FAULTY_UNIT_RETURN")),
            moment("2026-05-08T10:00:00", "FaultyUnitDispatched", carrier("FAULTY_UNIT_DELIVERY")),
            ended("2026-05-11T09:30:00", "FaultyUnitReturned"));

    assertThat(clock.running()).isNull();
    // 10:30 to 15:00 of a Friday
    assertThat(clock.sides().get(Side.VENDOR)).isEqualTo(spent("PT4H30M", "PT4H30M"));
    // Saturday 11:00 to Friday 10:00: the holidays end on Wednesday, 2026-05-06
    assertThat(clock.sides().get(Side.CUSTOMER)).isEqualTo(spent("PT143H", "PT9H"));
    // Friday 15:00 to Saturday 11:00, and Friday 10:00 to Monday 09:30
    assertThat(clock.sides().get(Side.CARRIER)).isEqualTo(spent("PT91H30M", "PT9H30M"));
    assertThat(clock.whole()).isEqualTo(spent("PT239H", "PT23H"));
    assertThat(clock.turns())
        .extracting(CaseClock.MeasuredTurn::what)
        .containsExactly(
            "JUDGEMENT",
            "REPLACEMENT_SHIPMENT",
            "REPLACEMENT_DELIVERY",
            "FAULTY_UNIT_RETURN",
            "FAULTY_UNIT_DELIVERY");
    assertThat(clock.derivation().closedDays())
        .extracting(day -> day.date() + " " + day.en())
        .contains("2026-05-04 Greenery Day", "2026-05-05 Children's Day")
        .hasSize(7);
  }

  @Test
  @Clause("CSB-10")
  void aQuestionToTheCustomer_stopsTheVendorsClock_untilItIsAnswered() {
    CaseClock clock =
        clock(
            "2026-05-12T12:00:00",
            moment("2026-05-11T09:00:00", "FailureReported", vendor("JUDGEMENT")),
            moment(
                "2026-05-11T10:00:00",
                "InformationRequested",
                customer("INFORMATION"),
                vendor("JUDGEMENT")),
            moment("2026-05-11T16:00:00", "InformationProvided", vendor("JUDGEMENT")));

    assertThat(clock.running()).isEqualTo(Side.VENDOR);
    assertThat(clock.sides().get(Side.CUSTOMER)).isEqualTo(spent("PT6H", "PT6H"));
    assertThat(clock.sides().get(Side.VENDOR)).isEqualTo(spent("PT21H", "PT5H"));
  }

  @Test
  void workOfTheVendor_goesBeforeWhatOthersHaveToDoBesides() {
    CaseClock clock =
        clock(
            "2026-05-11T12:00:00",
            moment(
                "2026-05-11T09:00:00",
                "BuyOutRequested",
                carrier("FAULTY_UNIT_DELIVERY"),
                customer("FAULTY_UNIT_RETURN"),
                vendor("BUY_OUT_DECISION")));

    assertThat(clock.running()).isEqualTo(Side.VENDOR);
    assertThat(clock.turns().getFirst().what()).isEqualTo("BUY_OUT_DECISION");
  }

  @Test
  void aCaseInWhichNobodyHasToActIsTheVendors() {
    assertThat(
            clock("2026-05-11T12:00:00", moment("2026-05-11T09:00:00", "SomethingHappened"))
                .running())
        .isEqualTo(Side.VENDOR);
  }

  @Test
  void whileACaseWasClosed_noClockRan() {
    CaseClock clock =
        clock(
            "2026-05-15T09:00:00",
            moment("2026-05-11T09:00:00", "FailureReported", vendor("JUDGEMENT")),
            ended("2026-05-11T10:00:00", "ExclusionFound"),
            moment("2026-05-13T09:00:00", "ReplacementShipped", carrier("REPLACEMENT_DELIVERY")),
            moment("2026-05-13T12:00:00", "ReplacementDelivered", customer("FAULTY_UNIT_RETURN")));

    assertThat(clock.whole().calendar()).isEqualTo(Duration.ofHours(1 + 45 + 3));
    assertThat(clock.sides().get(Side.CARRIER)).isEqualTo(spent("PT3H", "PT3H"));
  }

  @Test
  void aRefusedRequestWaitedForNobody() {
    CaseClock clock = clock("2026-05-15T09:00:00", ended("2026-05-11T09:00:00", "RequestRefused"));

    assertThat(clock.turns()).isEmpty();
    assertThat(clock.running()).isNull();
    assertThat(clock.whole()).isEqualTo(TimeSpent.NONE);
  }

  @Test
  @Clause({"CAL-1", "CAL-3"})
  void onlyNineToFiveOfBusinessDaysIsBusinessTime() {
    assertThat(between("2026-05-01T08:59:59", "2026-05-01T09:00:01").business())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(between("2026-05-01T16:59:59", "2026-05-01T17:00:01").business())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(between("2026-05-01T17:00:00", "2026-05-07T09:00:00").business())
        .isEqualTo(Duration.ZERO);
    assertThat(between("2026-12-28T16:00:00", "2027-01-04T10:00:00").business())
        .isEqualTo(Duration.ofHours(2));
    assertThat(between("2026-05-07T10:00:00", "2026-05-07T09:00:00")).isEqualTo(TimeSpent.NONE);
  }

  @Property(tries = 300)
  void thePartsMakeUpTheWhole_andTheTurnsFollowEachOtherWithoutGapsWhileTheCaseIsOpen(
      @ForAll("stories") List<Moment> moments) {
    Instant now = moments.getLast().at().plusSeconds(86_400 * 3);
    CaseClock clock = CaseClock.of(Turns.of(moments), now, DAYS);

    TimeSpent sum = clock.sides().values().stream().reduce(TimeSpent.NONE, TimeSpent::plus);
    assertThat(sum).isEqualTo(clock.whole());
    assertThat(clock.whole().business()).isLessThanOrEqualTo(clock.whole().calendar());
    boolean neverEnded = moments.stream().noneMatch(Moment::ended);
    if (neverEnded) {
      assertThat(clock.whole()).isEqualTo(TimeSpent.between(moments.getFirst().at(), now, DAYS));
    }
    List<Turn> turns = Turns.of(moments);
    for (int i = 1; i < turns.size(); i++) {
      assertThat(turns.get(i).from()).isAfterOrEqualTo(turns.get(i - 1).until());
    }
  }

  @Provide
  Arbitrary<List<Moment>> stories() {
    Arbitrary<List<Waiting>> waiting =
        Arbitraries.of(
                vendor("JUDGEMENT"),
                vendor("BUY_OUT_DECISION"),
                customer("INFORMATION"),
                customer("FAULTY_UNIT_RETURN"),
                carrier("REPLACEMENT_DELIVERY"))
            .list()
            .ofMaxSize(3);
    return net.jqwik.api.Combinators.combine(
            Arbitraries.longs().between(0, 400_000_000L).list().ofMinSize(1).ofMaxSize(10),
            waiting.list().ofSize(10),
            Arbitraries.of(false, false, false, true).list().ofSize(10))
        .as(
            (millis, duties, ends) -> {
              List<Long> times = millis.stream().sorted().distinct().toList();
              return java.util.stream.IntStream.range(0, times.size())
                  .mapToObj(
                      i ->
                          new Moment(
                              at("2026-04-28T10:00:00").plusMillis(times.get(i)),
                              List.of("E" + i),
                              ends.get(i),
                              duties.get(i)))
                  .toList();
            });
  }

  private static CaseClock clock(String now, Moment... moments) {
    return CaseClock.of(Turns.of(Arrays.asList(moments)), at(now), DAYS);
  }

  private static Moment moment(String at, String because, Waiting... waiting) {
    return new Moment(at(at), List.of(because), false, Arrays.asList(waiting));
  }

  private static Moment ended(String at, String because) {
    return new Moment(at(at), List.of(because), true, List.of());
  }

  private static Waiting vendor(String what) {
    return new Waiting("VENDOR", what);
  }

  private static Waiting customer(String what) {
    return new Waiting("CUSTOMER", what);
  }

  private static Waiting carrier(String what) {
    return new Waiting("CARRIER", what);
  }

  private static TimeSpent spent(String calendar, String business) {
    return new TimeSpent(Duration.parse(calendar), Duration.parse(business));
  }

  private static TimeSpent between(String from, String until) {
    return TimeSpent.between(at(from), at(until), DAYS);
  }

  private static Instant at(String japanTime) {
    return OffsetDateTime.parse(japanTime + "+09:00").toInstant();
  }
}
