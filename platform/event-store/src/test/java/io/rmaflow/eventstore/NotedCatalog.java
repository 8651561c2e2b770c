package io.rmaflow.eventstore;

import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Knows {@link Noted} as {@code test.Noted}, version 1. */
final class NotedCatalog implements EventCatalog {

  static final EventName NOTED = new EventName("test.Noted", 1);

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  @Override
  public Optional<EventName> nameOf(Class<?> payloadType) {
    return payloadType == Noted.class ? Optional.of(NOTED) : Optional.empty();
  }

  @Override
  public Optional<Class<?>> typeOf(EventName name) {
    return name.equals(NOTED) ? Optional.of(Noted.class) : Optional.empty();
  }

  @Override
  public byte[] write(Object payload) {
    return JSON.writeValueAsBytes(payload);
  }

  @Override
  public Object read(byte[] json, Class<?> type) {
    return JSON.readValue(json, type);
  }
}
