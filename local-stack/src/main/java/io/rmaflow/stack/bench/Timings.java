package io.rmaflow.stack.bench;

import java.util.Collection;
import java.util.List;

/** Durations from call to answer, in nanoseconds, the shortest first. */
record Timings(List<Long> sorted) {

  static Timings of(Collection<Long> nanos) {
    return new Timings(nanos.stream().sorted().toList());
  }

  int count() {
    return sorted.size();
  }

  /**
   * The shortest duration that so many percent of all do not exceed, in milliseconds; 0 where there
   * is none.
   */
  double percentile(int percent) {
    int rank = Math.ceilDiv(sorted.size() * percent, 100);
    return rank == 0 ? 0 : sorted.get(rank - 1) / 1e6;
  }
}
