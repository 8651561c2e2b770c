package io.rmaflow.eventstore;

import java.util.function.UnaryOperator;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns payloads of one version into the next one while they are read; what is stored stays as it
 * is. Put the steps of an event into an {@code EventUpcasterChain} in the order of their versions.
 * A step changes the fields it knows and leaves the others, so nothing of a newer program is lost.
 */
public final class VersionUpcaster extends SingleEventUpcaster {

  private final SerializedType from;
  private final SerializedType to;
  private final UnaryOperator<ObjectNode> step;

  /**
   * @param from name and version that it takes
   * @param to name and version that it gives; the name may be another
   * @param step may change its argument
   */
  public VersionUpcaster(EventName from, EventName to, UnaryOperator<ObjectNode> step) {
    this.from = type(from);
    this.to = type(to);
    this.step = step;
  }

  @Override
  protected boolean canUpcast(IntermediateEventRepresentation event) {
    SerializedType type = event.getType();
    return from.getName().equals(type.getName()) && from.getRevision().equals(type.getRevision());
  }

  @Override
  protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
    return event.upcastPayload(to, ObjectNode.class, step);
  }

  private static SerializedType type(EventName name) {
    return new SimpleSerializedType(name.name(), Integer.toString(name.version()));
  }
}
