package io.rmaflow.events.wire;

import io.rmaflow.events.EventType;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step from one published version of an event to the next. Published versions are frozen: what
 * was written once is written so for ever, and read through these steps.
 *
 * @param from the older version
 * @param to the next one of the same event
 * @param step makes the newer payload of the older one; it may change what it is given
 */
public record Upcaster(EventType from, EventType to, UnaryOperator<ObjectNode> step) {

  public Upcaster {
    boolean next =
        from.context() == to.context()
            && from.name().equals(to.name())
            && to.version() == from.version() + 1;
    if (!next) {
      throw new IllegalArgumentException(
          to.wireType() + " is not the version after " + from.wireType());
    }
  }
}
