package io.rmaflow.proof.pack;

import java.time.Instant;
import java.util.Map;

/**
 * What a pack is about.
 *
 * @param origin the log that its events are proved by
 * @param subject what was asked for, such as the ID of a case
 * @param made when it was made
 * @param attributes anything else that a reader should know, such as who asked; names and texts
 */
public record PackHeader(
    String origin, String subject, Instant made, Map<String, String> attributes) {

  /** Makes the map its own. */
  public PackHeader {
    attributes = Map.copyOf(attributes);
  }
}
