package io.rmaflow.kit.web.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.TooManyRequests;
import java.time.Duration;

/**
 * How often one account, or one address, may call this process: so often a second for long, and ten
 * seconds' worth at once. Real time, whatever the business clock does; each instance counts for
 * itself.
 */
public final class CallRate {

  private static final int BURST_SECONDS = 10;

  /** Longer than a bucket takes to fill, so that none is forgotten before it is full. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private static final int MOST_ACCOUNTS = 100_000;

  private final long callsPerSecond;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).maximumSize(MOST_ACCOUNTS).build();

  /**
   * Knows nobody yet.
   *
   * @param callsPerSecond of one account or address, for long; at least 1
   * @param time real time
   */
  public CallRate(long callsPerSecond, TimeMeter time) {
    if (callsPerSecond < 1) {
      throw new IllegalArgumentException("at least 1 call a second, not " + callsPerSecond);
    }
    this.callsPerSecond = callsPerSecond;
    this.time = time;
  }

  /**
   * Counts a call of an account.
   *
   * @throws TooManyRequests where its calls are used up
   */
  public void admit(Caller caller) {
    admit(caller.role() + "/" + caller.subject());
  }

  /**
   * Counts a call.
   *
   * @param who calls
   * @throws TooManyRequests where his calls are used up
   */
  public void admit(String who) {
    ConsumptionProbe probe = buckets.get(who, key -> full()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = Math.ceilDiv(probe.getNanosToWaitForRefill(), 1_000_000_000L);
      throw new TooManyRequests(Math.max(1, seconds), callsPerSecond);
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(callsPerSecond * BURST_SECONDS)
                .refillGreedy(callsPerSecond, Duration.ofSeconds(1))
                .build())
        .withCustomTimePrecision(time)
        .build();
  }
}
