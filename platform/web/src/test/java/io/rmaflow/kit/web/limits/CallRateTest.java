package io.rmaflow.kit.web.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.bucket4j.TimeMeter;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.TooManyRequests;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who calls too often is told when to call again, and nobody else notices. */
class CallRateTest {

  private static final Caller DESK = new Caller("desk", Role.SUPPORT, Set.of());
  private static final Caller OTHER = new Caller("other", Role.SUPPORT, Set.of());

  private final AtomicLong now = new AtomicLong();
  private final CallRate rate = new CallRate(2, new Standing(now));

  @Test
  void tenSecondsWorthIsLetInAtOnce_andThenA429TellsWhenToCallAgain() {
    for (int i = 0; i < 20; i++) {
      rate.admit(DESK);
    }

    assertThatExceptionOfType(TooManyRequests.class)
        .isThrownBy(() -> rate.admit(DESK))
        .satisfies(
            refused -> {
              assertThat(refused.status()).isEqualTo(429);
              assertThat(refused.code()).isEqualTo("TOO_MANY_REQUESTS");
              assertThat(refused.headers()).containsEntry("Retry-After", "1");
              assertThat(refused.text().ja())
                  .isEqualTo("リクエストが多すぎます（1 秒あたり 2 件まで）。1 秒後にもう一度お試しください。");
            });
    assertThatNoException().isThrownBy(() -> rate.admit(OTHER));
  }

  @Test
  void asTimePassesCallsAreLetInAgain() {
    for (int i = 0; i < 20; i++) {
      rate.admit(DESK);
    }
    now.addAndGet(1_000_000_000L);

    rate.admit(DESK);
    rate.admit(DESK);
    assertThatExceptionOfType(TooManyRequests.class).isThrownBy(() -> rate.admit(DESK));
  }

  /** A clock that goes on when it is told to. */
  private record Standing(AtomicLong now) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return now.get();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
