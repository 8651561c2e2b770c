package io.rmaflow.eventstore;

/**
 * What a stored event is called, whatever its Java class is called today.
 *
 * @param name such as {@code rma.ReplacementShipped}
 * @param version of the payload's form, from 1
 */
public record EventName(String name, int version) {

  /** Refuses an empty name and a version below 1. */
  public EventName {
    if (name.isEmpty() || version < 1) {
      throw new IllegalArgumentException("Not the name of an event: " + name + " v" + version);
    }
  }

  @Override
  public String toString() {
    return name + " v" + version;
  }
}
