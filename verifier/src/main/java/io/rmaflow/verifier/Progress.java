package io.rmaflow.verifier;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Says now and then how far it is, how fast, and how long it still takes. */
final class Progress implements LongConsumer {

  private static final long EACH_NANOS = 2_000_000_000L;

  private final PrintStream out;
  private final long total;
  private final long begin = System.nanoTime();
  private long told = begin;

  /**
   * @param total about how many there are
   */
  Progress(PrintStream out, long total) {
    this.out = out;
    this.total = total;
  }

  @Override
  public void accept(long done) {
    long now = System.nanoTime();
    if (now - told < EACH_NANOS) {
      return;
    }
    told = now;
    double speed = done / seconds(now);
    long remaining = speed < 1 ? 0 : Math.round(Math.max(0, total - done) / speed);
    out.println(
        String.format(
            Locale.ROOT,
            "  %,d / %,d (%d %%), %,.0f/s, 残り %d 秒 / %d s left",
            done,
            total,
            total == 0 ? 100 : Math.min(100, done * 100 / total),
            speed,
            remaining,
            remaining));
  }

  double seconds() {
    return seconds(System.nanoTime());
  }

  private double seconds(long now) {
    return (now - begin) / 1e9;
  }
}
