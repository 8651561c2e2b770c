package io.rmaflow.events.wire;

import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.UnreadableEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The steps from every older published version of an event to its newest. */
public final class Upcasters {

  /** All steps of the published language; none so far, every event is at its first version. */
  private static final Upcasters PUBLISHED = new Upcasters(List.of());

  private final Map<EventType, Upcaster> byOlder = new HashMap<>();

  /**
   * @throws IllegalArgumentException where two begin at the same version
   */
  public Upcasters(List<Upcaster> steps) {
    for (Upcaster step : steps) {
      if (byOlder.put(step.from(), step) != null) {
        throw new IllegalArgumentException("two steps begin at " + step.from().wireType());
      }
    }
  }

  /** Those of the published language. */
  public static Upcasters published() {
    return PUBLISHED;
  }

  /**
   * A payload in the newest version that there are steps to.
   *
   * @throws UnreadableEvent where there is a step and the payload is no JSON object
   */
  public Payload newest(EventType type, byte[] json) {
    Upcaster step = byOlder.get(type);
    if (step == null) {
      return new Payload(type, json);
    }
    try {
      EventType reached = type;
      ObjectNode payload = EventJson.mapper().readValue(json, ObjectNode.class);
      while (step != null) {
        payload = step.step().apply(payload);
        reached = step.to();
        step = byOlder.get(reached);
      }
      return new Payload(reached, EventJson.mapper().writeValueAsBytes(payload));
    } catch (JacksonException e) {
      throw new UnreadableEvent(
          "the payload of " + type.wireType() + " is no object: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * A payload with its version.
   *
   * @param json UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Payload(EventType type, byte[] json) {}
}
