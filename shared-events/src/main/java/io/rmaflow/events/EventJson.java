package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How payloads are written: ISO 8601 dates and instants, what is absent is left out, what a reader
 * does not know is passed over.
 */
public final class EventJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private EventJson() {}

  /** The mapper itself, for whoever stores events. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The payload as UTF-8 JSON. */
  public static byte[] write(DomainEvent event) {
    return MAPPER.writeValueAsBytes(event);
  }

  /**
   * Reads a payload.
   *
   * @throws UnreadableEvent where it is not JSON or does not fit the type
   */
  public static <E extends DomainEvent> E read(byte[] json, Class<E> type) {
    try {
      E event = MAPPER.readValue(json, type);
      if (event == null) {
        throw new UnreadableEvent("the payload of " + type.getSimpleName() + " is empty", null);
      }
      return event;
    } catch (JacksonException e) {
      throw new UnreadableEvent(
          "the payload does not fit " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }
}
