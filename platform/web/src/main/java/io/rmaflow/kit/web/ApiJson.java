package io.rmaflow.kit.web;

import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** JSON as the REST resources write it: instants with the offset of Japan. */
public final class ApiJson {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JsonMapper mapper;

  ApiJson(JsonMapper base) {
    this.mapper =
        base.rebuild()
            .addModule(
                new SimpleModule("rmaflow-api").addSerializer(Instant.class, new InstantInJapan()))
            .build();
  }

  /** The mapper behind it. */
  public JsonMapper mapper() {
    return mapper;
  }

  /** UTF-8. */
  byte[] bytes(Object value) {
    return mapper.writeValueAsBytes(value);
  }

  String text(Map<String, String> texts) {
    return mapper.writeValueAsString(texts);
  }

  Map<String, String> texts(String json) {
    return mapper.readValue(json, TEXTS);
  }

  /** Such as {@code 2026-05-01T10:30:00+09:00}. */
  private static final class InstantInJapan extends ValueSerializer<Instant> {

    @Override
    public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
      generator.writeString(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value.atZone(JapanTime.ZONE)));
    }
  }
}
