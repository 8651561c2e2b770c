package io.rmaflow.testkit.calls;

import static io.rmaflow.testkit.calls.Nonsense.any;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that a schema of the document allows, out of what is known and what is usual. */
final class SchemaValues {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int DEEPEST = 6;

  /** What somebody may write where the schema asks for a text and says nothing else. */
  private static final List<String> TEXTS =
      List.of(
          "起動しない",
          "電源ランプが赤く点滅している",
          "x",
          "does not start",
          "O'Hara \"x\" <b>&amp;</b>",
          "100% _like_ \\ this",
          "ﾊﾝｶｸ カナ",
          "𠮷野家",
          "e\u0301",
          "👨‍👩‍👧",
          "2026-05-01",
          "1",
          "AB-1",
          "=1+1");

  /** What is usual for fields of these names. */
  private static final Map<String, List<String>> USUAL =
      Map.ofEntries(
          Map.entry("email", List.of("yamada@example.com", "o'hara+rma@mail.example.co.jp")),
          Map.entry("phone", List.of("03-0000-0001", "+81 3 0000 0001 ext 12")),
          Map.entry("postalcode", List.of("100-0001", "〒1500001")),
          Map.entry("language", List.of("ja", "en")),
          Map.entry("softwareversion", List.of("4.10.1-2201", "1.1.1-1111")),
          Map.entry("version", List.of("4.10.1-2201", "1.1.1-1111", "1.1.1-1112")),
          Map.entry("url", List.of("http://127.0.0.1:1/hook", "http://127.0.0.1:1/other?x=1")),
          Map.entry("position", List.of("0")),
          Map.entry("after", List.of("0")),
          Map.entry("usedincountry", List.of("JP", "US")));

  private static final List<String> DAYS =
      List.of("2026-04-10", "2026-05-01", "2026-05-07", "2025-11-10", "2026-12-31", "2028-02-29");

  private static final List<String> INSTANTS =
      List.of(
          "2026-04-09T10:00:00+09:00",
          "2026-04-30T10:00:00+09:00",
          "2026-05-01T00:00:00Z",
          "2026-05-20T09:00:00+09:00",
          "2025-12-01T00:00:00.123456Z");

  private final JsonNode document;
  private final KnownThings known;
  private final Random random;

  SchemaValues(JsonNode document, KnownThings known, Random random) {
    this.document = document;
    this.known = known;
    this.random = random;
  }

  /** Follows a reference. */
  JsonNode resolved(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = document.at(found.get("$ref").asString().substring(1));
    }
    return found;
  }

  /**
   * A value that the schema allows.
   *
   * @param name of the field
   */
  JsonNode valid(String name, JsonNode described) {
    return valid(name, described, 0);
  }

  private JsonNode valid(String name, JsonNode described, int depth) {
    JsonNode schema = resolved(described);
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      if (schema.path(choice).isArray() && !schema.path(choice).isEmpty()) {
        return valid(
            name, schema.get(choice).get(random.nextInt(schema.get(choice).size())), depth);
      }
    }
    Optional<JsonNode> example = example(schema);
    if (example.isPresent() && random.nextInt(3) == 0) {
      return example.get();
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(name, schema, depth);
      case "boolean" -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
      case "integer" -> number(schema, true);
      case "number" -> number(schema, random.nextBoolean());
      case "null" -> JsonNodeFactory.instance.nullNode();
      default -> JsonNodeFactory.instance.stringNode(text(name, schema));
    };
  }

  private String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray() && !type.isEmpty()) {
      List<String> types = new ArrayList<>();
      type.forEach(one -> types.add(one.asString()));
      if (types.size() > 1 && random.nextInt(6) > 0) {
        types.remove("null");
      }
      return any(types, random);
    }
    if (type.isString()) {
      return type.asString();
    }
    return schema.has("properties") || schema.has("allOf") ? "object" : "string";
  }

  private static Optional<JsonNode> example(JsonNode schema) {
    if (schema.has("example")) {
      return Optional.of(schema.get("example"));
    }
    return schema.path("examples").isArray() && !schema.path("examples").isEmpty()
        ? Optional.of(schema.get("examples").get(0))
        : Optional.empty();
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.createObjectNode();
    Set<String> required = required(schema);
    properties(schema)
        .forEach(
            (name, property) -> {
              boolean wanted = required.contains(name) || (depth < DEEPEST && random.nextBoolean());
              if (wanted) {
                object.set(name, valid(name, property, depth + 1));
              }
            });
    return object;
  }

  private ArrayNode array(String name, JsonNode schema, int depth) {
    ArrayNode array = JSON.createArrayNode();
    int least = schema.path("minItems").asInt(0);
    int items = depth >= DEEPEST ? least : least + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      String singular = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
      array.add(valid(singular, schema.path("items"), depth + 1));
    }
    return array;
  }

  private JsonNode number(JsonNode schema, boolean whole) {
    long least = schema.path("minimum").asLong(schema.path("exclusiveMinimum").asLong(0));
    long most = schema.path("maximum").asLong(least + 10);
    long value = least + (long) (random.nextDouble() * (Math.max(most - least, 0) + 1));
    return whole
        ? JsonNodeFactory.instance.numberNode(Math.min(value, most))
        : JsonNodeFactory.instance.numberNode(BigDecimal.valueOf(value).movePointLeft(1));
  }

  private String text(String name, JsonNode schema) {
    String format = schema.path("format").asString("");
    String made =
        switch (format) {
          case "date" -> any(DAYS, random);
          case "date-time" -> any(INSTANTS, random);
          case "uuid" -> "00000000-0000-4000-8000-%012d".formatted(random.nextInt(1_000_000));
          default -> word(name);
        };
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (made.codePointCount(0, made.length()) > most) {
      made = made.substring(0, made.offsetByCodePoints(0, most));
    }
    int least = schema.path("minLength").asInt(0);
    while (made.codePointCount(0, made.length()) < least) {
      made += "x";
    }
    String pattern = schema.path("pattern").asString("");
    if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(made).find()) {
      made = example(schema).map(JsonNode::asString).orElse(made);
    }
    return made;
  }

  private String word(String name) {
    List<String> usual = USUAL.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    Optional<String> before = known.any(name, random);
    if (before.isPresent() && random.nextInt(4) > 0) {
      return before.get();
    }
    if (!usual.isEmpty() && random.nextInt(8) > 0) {
      return any(usual, random);
    }
    if (name.endsWith("Number") || name.endsWith("Id") || name.endsWith("Code")) {
      return "GEN-%05d".formatted(random.nextInt(100_000));
    }
    return any(TEXTS, random);
  }

  /** The fields of an object, those of all its parts together. */
  Map<String, JsonNode> properties(JsonNode described) {
    JsonNode schema = resolved(described);
    Map<String, JsonNode> found = new LinkedHashMap<>();
    schema.path("allOf").forEach(part -> found.putAll(properties(part)));
    schema.path("properties").properties().forEach(p -> found.put(p.getKey(), p.getValue()));
    return found;
  }

  private Set<String> required(JsonNode described) {
    JsonNode schema = resolved(described);
    Set<String> names = new TreeSet<>();
    schema.path("required").forEach(name -> names.add(name.asString()));
    schema.path("allOf").forEach(part -> names.addAll(required(part)));
    return names;
  }
}
