package io.rmaflow.proof.verify;

import io.rmaflow.proof.log.Leaf;
import io.rmaflow.proof.log.LogRow;
import java.util.Optional;

/**
 * Where something is wrong.
 *
 * @param index place in the log, from 0; for an event that the log does not have, that of the first
 *     row behind it
 * @param stream the event's stream, where it is known
 * @param sequence the event's place in its stream, where it is known; -1 elsewhere
 */
public record Place(long index, Optional<String> stream, long sequence) {

  Place(long index, String stream, long sequence) {
    this(index, Optional.of(stream), sequence);
  }

  static Place of(LogRow row) {
    return of(row.index(), row.leaf());
  }

  static Place of(long index, Leaf leaf) {
    return new Place(index, Optional.of(leaf.stream()), leaf.sequence());
  }

  static Place of(long index, Optional<Leaf> leaf) {
    return leaf.map(known -> of(index, known))
        .orElseGet(() -> new Place(index, Optional.empty(), -1));
  }

  /** {@code stream#sequence}, or the place in the log. */
  public String event() {
    return stream.map(name -> name + "#" + sequence).orElseGet(() -> "#" + index);
  }
}
