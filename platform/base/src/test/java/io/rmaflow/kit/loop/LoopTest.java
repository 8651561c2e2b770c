package io.rmaflow.kit.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoopTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-05-01T03:00:00Z"));
  private final AtomicInteger rounds = new AtomicInteger();

  private Loop loop(Loop.Step round) {
    return new Loop(
        "test-loop",
        () -> {
          rounds.incrementAndGet();
          round.run();
        },
        () -> Thread.sleep(1),
        now::get);
  }

  @Test
  void anErrorEndsItsRoundAndNotTheLoop() {
    Loop loop =
        loop(
            () -> {
              if (rounds.get() == 1) {
                throw new NoClassDefFoundError("gone");
              }
              if (rounds.get() == 2) {
                throw new OutOfMemoryError("for a moment");
              }
              Thread.sleep(1);
            });
    loop.start();
    await().until(() -> rounds.get() > 3);

    assertThat(loop.problem()).isEmpty();
    loop.stop(() -> {}, Duration.ofSeconds(10));
    int then = rounds.get();
    loop.start();
    await().until(() -> rounds.get() > then);
    loop.stop(() -> {}, Duration.ofSeconds(10));
  }

  @Test
  void roundsThatHaveFailedForAMinuteAreAProblem_untilOneGoesWell() {
    AtomicReference<Boolean> fails = new AtomicReference<>(true);
    Loop loop =
        loop(
            () -> {
              if (fails.get()) {
                throw new IllegalStateException("a\0b");
              }
              Thread.sleep(1);
            });
    loop.start();
    await().until(() -> rounds.get() > 3);
    now.set(Instant.parse("2026-05-01T03:00:59Z"));
    assertThat(loop.problem()).isEmpty();
    now.set(Instant.parse("2026-05-01T03:01:00Z"));
    assertThat(loop.problem())
        .contains("failing since 2026-05-01T03:00:00Z: java.lang.IllegalStateException: a\\u0000b");

    fails.set(false);
    await().until(() -> loop.problem().isEmpty());
    loop.stop(() -> {}, Duration.ofSeconds(10));
  }

  @Test
  void aThreadThatEndedAlthoughNobodyStoppedItIsAProblem() {
    Loop loop = loop(() -> Thread.sleep(1));
    loop.start();
    loop.interrupt();
    await().until(() -> loop.problem().isPresent());

    assertThat(loop.problem()).contains("its thread has ended");
    loop.stop(() -> {}, Duration.ofSeconds(10));
    assertThat(loop.problem()).isEmpty();
  }
}
