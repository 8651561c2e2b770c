package io.rmaflow.kit.eventing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of a parked event as it came from its topic.
 *
 * @param key absent where it has none
 * @param headers in their order, a name as often as it came
 * @param body absent where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // only handed through, never compared
public record ParkedRecord(byte @Nullable [] key, List<Header> headers, byte @Nullable [] body) {

  /**
   * A header.
   *
   * @param value absent where it has none
   */
  public record Header(String name, byte @Nullable [] value) {}
}
