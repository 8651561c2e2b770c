package io.rmaflow.kit.audit.retention;

import java.time.Instant;

/**
 * A thing was forgotten because its time was over. Kept by the service for itself; the erasure of a
 * person or a file is told to others as well, by the owner's event.
 *
 * @param kind as in {@link Keeping#kind}
 * @param id of the thing
 * @param of what it belonged to, such as {@code case/…}
 * @param restingSince business time
 * @param setting which said so
 * @param days what it said
 */
record Forgotten(
    String kind, String id, String of, Instant restingSince, String setting, int days) {

  /** As it is stored. */
  static final String NAME = "retention.Forgotten";
}
