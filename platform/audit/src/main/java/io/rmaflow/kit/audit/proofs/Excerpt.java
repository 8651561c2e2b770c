package io.rmaflow.kit.audit.proofs;

import java.util.List;

/**
 * Events of a stream.
 *
 * @param stream the stream's ID, such as that of a case
 * @param sequences their places in it, from 0, rising
 */
public record Excerpt(String stream, List<Long> sequences) {

  /** Copies the list. */
  public Excerpt {
    sequences = List.copyOf(sequences);
  }
}
