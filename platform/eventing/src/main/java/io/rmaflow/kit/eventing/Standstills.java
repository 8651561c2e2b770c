package io.rmaflow.kit.eventing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Since when things that should move have been seen at one place.
 *
 * @param <K> what should move
 * @param <P> where it is
 */
final class Standstills<K, P> {

  private final Map<K, Standing<P>> standing = new HashMap<>();

  /**
   * Compares with the last look.
   *
   * @param waiting where those are that could move on; whatever is missing has nothing to do
   * @param now real time
   * @return since when each of them has been seen where it is
   */
  Map<K, Instant> look(Map<K, P> waiting, Instant now) {
    standing.keySet().retainAll(waiting.keySet());
    Map<K, Instant> since = new HashMap<>();
    waiting.forEach(
        (each, place) -> {
          Standing<P> seen =
              standing.merge(
                  each,
                  new Standing<>(place, now),
                  (before, present) -> before.place().equals(place) ? before : present);
          since.put(each, seen.since());
        });
    return since;
  }

  private record Standing<P>(P place, Instant since) {}
}
