package io.rmaflow.kit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.Unavailable;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockMoverTest {

  private static final Instant START = Instant.parse("2026-05-01T03:00:00Z");

  private final Database kept = TestServers.postgres().createDatabase("sandbox");
  private final SandboxDatabase database = open();
  private final FakeService contract = new FakeService("contract-service", database::now);
  private final FakeService rma = new FakeService("rma-service", database::now);
  private final FakeService notification = new FakeService("notification-service", database::now);

  private SandboxDatabase open() {
    return new SandboxDatabase(
        new SandboxSettings(
            true, kept.jdbcUrl(), kept.user(), kept.password(), null, Duration.ofSeconds(30)));
  }

  @BeforeEach
  void begin() {
    database.prepare(START);
  }

  @AfterEach
  void end() {
    database.close();
  }

  private ClockMover mover(Duration patience) {
    return new ClockMover(database, List.of(contract, rma, notification), patience);
  }

  private Instant moveTo(String target) {
    return mover(Duration.ofSeconds(30)).moveTo(Instant.parse(target));
  }

  @Test
  void standsStillBetweenMoves() {
    assertThat(database.now()).isEqualTo(START);
    assertThat(database.now()).isEqualTo(START);
  }

  @Test
  void beginsWhereItIsToldOnlyWhileItHasNoInstantYet() {
    moveTo("2026-05-02T00:00:00Z");

    try (SandboxDatabase second = open()) {
      second.prepare(START);
      assertThat(second.now()).isEqualTo(Instant.parse("2026-05-02T00:00:00Z"));
    }
  }

  @Test
  void isPreparedByWhoeverComesFirstEvenWhenAllComeAtOnce() throws Exception {
    Database fresh = TestServers.postgres().createDatabase("sandbox");
    SandboxSettings settings =
        new SandboxSettings(
            true, fresh.jdbcUrl(), fresh.user(), fresh.password(), null, Duration.ofSeconds(30));
    List<CompletableFuture<Instant>> all =
        List.of(START, START.plusSeconds(1), START.plusSeconds(2)).stream()
            .map(
                start ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try (SandboxDatabase one = new SandboxDatabase(settings)) {
                            one.prepare(start);
                            return one.now();
                          }
                        }))
            .toList();

    Instant first = all.getFirst().get(30, TimeUnit.SECONDS);
    for (CompletableFuture<Instant> one : all) {
      assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(first);
    }
  }

  @Test
  void goesFromOneDueTimeToTheNext() {
    rma.plan("2026-05-11T00:00:00Z", "reminder").plan("2026-05-13T00:00:00Z", "due day");
    contract.plan("2026-05-12T15:00:00Z", "expiry notice");

    assertThat(moveTo("2026-05-13T00:00:00Z")).isEqualTo(Instant.parse("2026-05-13T00:00:00Z"));

    assertThat(rma.done())
        .containsExactly("reminder at 2026-05-11T00:00:00Z", "due day at 2026-05-13T00:00:00Z");
    assertThat(contract.done()).containsExactly("expiry notice at 2026-05-12T15:00:00Z");
  }

  @Test
  void waitsForWhatADueTimeCausesInOtherServices() {
    rma.plan("2026-05-11T00:00:00Z", "reminder", () -> notification.arrives("mail", 5))
        .plan("2026-05-11T00:00:00.001Z", "next");

    moveTo("2026-05-12T00:00:00Z");

    assertThat(notification.done()).containsExactly("mail at 2026-05-11T00:00:00Z");
    assertThat(rma.done()).last().isEqualTo("next at 2026-05-11T00:00:00.001Z");
  }

  @Test
  void stopsAtADueTimeThatWasPlannedOnTheWay() {
    rma.plan(
        "2026-05-11T00:00:00Z",
        "delivered",
        () -> contract.plan("2026-05-11T12:00:00Z", "follows"));

    moveTo("2026-05-12T00:00:00Z");

    assertThat(contract.done()).containsExactly("follows at 2026-05-11T12:00:00Z");
  }

  @Test
  void worksOffWhatIsDueWhereItStandsBeforeItMoves() {
    rma.plan("2026-04-30T00:00:00Z", "left over");

    moveTo("2026-05-01T03:00:00Z");

    assertThat(rma.done()).containsExactly("left over at 2026-05-01T03:00:00Z");
  }

  @Test
  void goesForwardOnly() {
    StateConflict conflict =
        catchThrowableOfType(StateConflict.class, () -> moveTo("2026-05-01T02:59:59.999Z"));

    assertThat(conflict.code()).isEqualTo("CLOCK_GOES_FORWARD_ONLY");
    assertThat(database.now()).isEqualTo(START);
  }

  @Test
  void waitsForAServiceThatIsDown() {
    notification.isDownFor(20);
    rma.plan("2026-05-11T00:00:00Z", "reminder");

    moveTo("2026-05-12T00:00:00Z");

    assertThat(rma.done()).containsExactly("reminder at 2026-05-11T00:00:00Z");
  }

  @Test
  void tellsHowFarItHasComeWhereAServiceTakesTooLong_andGoesOnFromThere() {
    rma.plan("2026-05-11T00:00:00Z", "reminder", () -> notification.isDownFor(Integer.MAX_VALUE));

    Unavailable late =
        catchThrowableOfType(
            Unavailable.class,
            () -> mover(Duration.ofMillis(300)).moveTo(Instant.parse("2026-05-12T00:00:00Z")));

    assertThat(late.headers()).containsKey("Retry-After");
    assertThat(late.members())
        .containsEntry("now", Instant.parse("2026-05-11T00:00:00Z"))
        .containsEntry("waitingFor", List.of("notification-service"));
    notification.isDownFor(0);
    assertThat(moveTo("2026-05-12T00:00:00Z")).isEqualTo(Instant.parse("2026-05-12T00:00:00Z"));
    assertThat(rma.done()).containsExactly("reminder at 2026-05-11T00:00:00Z");
  }

  @Test
  void isMovedByOneCallAtATime() {
    SandboxDatabase.MoveLock other = database.lockMoves().orElseThrow();
    Unavailable busy =
        catchThrowableOfType(
            Unavailable.class,
            () -> mover(Duration.ofMillis(200)).moveTo(Instant.parse("2026-05-12T00:00:00Z")));
    other.close();

    assertThat(busy.code()).isEqualTo("CLOCK_IS_MOVING");
    assertThat(moveTo("2026-05-12T00:00:00Z")).isEqualTo(Instant.parse("2026-05-12T00:00:00Z"));
  }
}
