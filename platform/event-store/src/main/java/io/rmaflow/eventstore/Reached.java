package io.rmaflow.eventstore;

/**
 * Where a stream stands.
 *
 * @param state after the event with that sequence
 * @param sequence of the stream's last event; -1 where it has none
 */
public record Reached<S>(S state, long sequence) {

  /** Whether the stream has an event. */
  public boolean begun() {
    return sequence >= 0;
  }
}
