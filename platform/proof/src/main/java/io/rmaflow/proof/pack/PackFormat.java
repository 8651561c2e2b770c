package io.rmaflow.proof.pack;

import io.rmaflow.proof.merkle.Hash;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads lines as strictly as they are written, so that two readers cannot read them differently.
 */
final class PackFormat {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final byte[] BEGIN = "{\"line\":".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_NUMBER = 18;

  private PackFormat() {}

  /** A line, or something in it, is not as it is written. */
  static final class Wrong extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  record Line(String kind, JsonNode body) {}

  static Line read(byte[] bytes, long line) {
    JsonNode read;
    try {
      read = STRICT.readTree(bytes);
    } catch (JacksonException e) {
      throw new Wrong("it is not JSON");
    }
    fields(read, List.of("line", "kind", "body", "sha256"), List.of());
    String kind = text(read, "kind");
    JsonNode body = read.path("body");
    String begin = PackLine.begin(line, kind);
    if (!body.isObject()
        || !new String(bytes, 0, Math.min(bytes.length, begin.length()), StandardCharsets.UTF_8)
            .equals(begin)) {
      throw new Wrong("it is not written as line " + line);
    }
    return new Line(kind, body);
  }

  /** The number that a line says it has; 0 where it says none. */
  static long number(byte[] bytes) {
    long number = 0;
    for (int i = 0; i < BEGIN.length; i++) {
      if (i >= bytes.length || bytes[i] != BEGIN[i]) {
        return 0;
      }
    }
    for (int i = BEGIN.length;
        i < bytes.length && i < BEGIN.length + LONGEST_NUMBER && bytes[i] >= '0' && bytes[i] <= '9';
        i++) {
      number = 10 * number + (bytes[i] - '0');
    }
    return number;
  }

  static void fields(JsonNode object, Collection<String> needed, Collection<String> possible) {
    if (!object.isObject()) {
      throw new Wrong("it is no object");
    }
    for (String name : needed) {
      if (!object.has(name)) {
        throw new Wrong(name + " is missing");
      }
    }
    for (String name : object.propertyNames()) {
      if (!needed.contains(name) && !possible.contains(name)) {
        throw new Wrong(name + " does not belong here");
      }
    }
  }

  static PackHeader header(JsonNode body) {
    fields(body, List.of("format", "origin", "subject", "made", "attributes"), List.of());
    if (!text(body, "format").equals(PackLine.FORMAT)) {
      throw new Wrong("the format is not " + PackLine.FORMAT);
    }
    Map<String, String> attributes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> attribute : body.path("attributes").properties()) {
      attributes.put(attribute.getKey(), text(body.path("attributes"), attribute.getKey()));
    }
    return new PackHeader(
        text(body, "origin"), text(body, "subject"), instant(body, "made"), attributes);
  }

  static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isString()) {
      throw new Wrong(name + " is no text");
    }
    return value.stringValue();
  }

  static @Nullable String textOrNone(JsonNode object, String name) {
    return object.has(name) ? text(object, name) : null;
  }

  static List<String> texts(JsonNode object, String name) {
    JsonNode values = object.path(name);
    if (!values.isArray()) {
      throw new Wrong(name + " is no list");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      if (!value.isString()) {
        throw new Wrong(name + " is no list of texts");
      }
      texts.add(value.stringValue());
    }
    return texts;
  }

  static long number(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new Wrong(name + " is no number");
    }
    return value.longValue();
  }

  static Instant instant(JsonNode object, String name) {
    try {
      return Instant.parse(text(object, name));
    } catch (DateTimeException e) {
      throw new Wrong(name + " is no instant");
    }
  }

  static Hash hash(JsonNode object, String name) {
    return hash(name, text(object, name));
  }

  static List<Hash> hashes(JsonNode object, String name) {
    return texts(object, name).stream().map(text -> hash(name, text)).toList();
  }

  private static Hash hash(String name, String text) {
    try {
      return Hash.ofBase64(text);
    } catch (IllegalArgumentException e) {
      throw new Wrong(name + " is no hash");
    }
  }

  static byte[] json(JsonNode value) {
    return STRICT.writeValueAsBytes(value);
  }
}
