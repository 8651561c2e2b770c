package io.rmaflow.rma.responsibility;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.rma.casefile.CaseMoments;
import io.rmaflow.rma.cover.Cover;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/cases/{caseId}/clock}: who had the clock, from the case's events. */
@RestController
@Tag(name = "cases")
class ClockResource {

  private final CaseMoments moments;
  private final Cover cover;
  private final BusinessClock clock;

  ClockResource(CaseMoments moments, Cover cover, BusinessClock clock) {
    this.moments = moments;
    this.cover = cover;
    this.clock = clock;
  }

  /**
   * Time in whole seconds, counted twice.
   *
   * @param calendarSeconds by the wall clock
   * @param businessSeconds within 09:00 to 17:00 JST of business days (CAL-1, CAL-3)
   */
  record Seconds(long calendarSeconds, long businessSeconds) {

    static Seconds of(TimeSpent spent) {
      return new Seconds(spent.calendar().toSeconds(), spent.business().toSeconds());
    }
  }

  /**
   * The time of one side.
   *
   * @param who which side
   * @param time how long it had the clock, over all its turns
   */
  record SideTime(Side who, Seconds time) {}

  /**
   * One turn, as it is read: a time during which one side had to act.
   *
   * @param who which side
   * @param what what it had to do, as in {@code openDuties}; {@code NEXT_STEP} where nobody in
   *     particular had to act
   * @param from since when, inclusive
   * @param until exclusive; null while it goes on
   * @param because the names of the events that turned the clock over
   * @param time how long it took; up to now where it goes on
   */
  record TurnView(
      Side who,
      String what,
      Instant from,
      @Nullable Instant until,
      List<String> because,
      Seconds time) {}

  /**
   * The clock of a case, as it is read.
   *
   * @param caseId the case
   * @param running on whose side the clock runs now; null where the case has ended
   * @param whole from the submission to the end or to now, without the time in which the case was
   *     closed before it was opened again
   * @param sides every side, also one that never had to act
   * @param turns in order
   * @param derivation how the figures came about
   */
  record ClockView(
      CaseId caseId,
      @Nullable Side running,
      Seconds whole,
      List<SideTime> sides,
      List<TurnView> turns,
      CaseClock.Derivation derivation) {}

  /**
   * Who had the case for how long.
   *
   * @param caseId the case's ID
   * @throws io.rmaflow.kit.web.NotFound where there is no such case
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases/{caseId}/clock")
  @InJapanese("案件を誰がどれだけの時間持っていたか。")
  ClockView caseClock(@PathVariable String caseId) {
    Instant now = clock.now();
    CaseClock measured =
        CaseClock.of(Turns.of(moments.of(caseId, now)), now, cover.policy().calendar());
    List<SideTime> sides = new ArrayList<>();
    for (Map.Entry<Side, TimeSpent> side : measured.sides().entrySet()) {
      sides.add(new SideTime(side.getKey(), Seconds.of(side.getValue())));
    }
    return new ClockView(
        new CaseId(caseId),
        measured.running(),
        Seconds.of(measured.whole()),
        sides,
        measured.turns().stream()
            .map(
                turn ->
                    new TurnView(
                        turn.side(),
                        turn.what(),
                        turn.from(),
                        turn.until(),
                        turn.because(),
                        Seconds.of(turn.spent())))
            .toList(),
        measured.derivation());
  }
}
