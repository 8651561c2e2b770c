package io.rmaflow.client.promises;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document of OpenAPI 3.1 in the words of 3.0, the only ones that the comparison understands: of
 * a {@code type} that is a list it sees nothing, nor of what may be {@code null} or excludes its
 * bound.
 */
final class OlderDialect {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String OR_NULL = "OrNull";

  private OlderDialect() {}

  static String of(JsonNode document) {
    ObjectNode copy = (ObjectNode) document.deepCopy();
    joined(copy, document);
    orNull(copy.withObject("/components").withObjectProperty("schemas"));
    translate(copy);
    copy.put("openapi", "3.0.3");
    return JSON.writeValueAsString(copy);
  }

  /** Beside each schema one of which nothing differs but that there may be none. */
  private static void orNull(ObjectNode schemas) {
    for (String name : List.copyOf(schemas.propertyNames())) {
      schemas.set(
          name + OR_NULL, ((ObjectNode) schemas.path(name)).deepCopy().put("nullable", true));
    }
  }

  /**
   * An object with all fields of its parts, as which the comparison takes only one with one part.
   */
  private static void joined(JsonNode node, JsonNode document) {
    if (node instanceof ObjectNode schema && schema.path("allOf").size() > 1) {
      ObjectNode whole = JSON.createObjectNode();
      schema.path("allOf").forEach(part -> join(part, whole, document));
      schema.remove("allOf");
      join(schema, whole, document);
      schema.removeAll();
      schema.setAll(whole);
    }
    node.forEach(each -> joined(each, document));
  }

  private static void join(JsonNode part, ObjectNode whole, JsonNode document) {
    String reference = part.path("$ref").asString("");
    if (!reference.isEmpty()) {
      join(document.at(reference.substring(1)), whole, document);
    }
    part.path("allOf").forEach(each -> join(each, whole, document));
    for (Map.Entry<String, JsonNode> word : part.properties()) {
      switch (word.getKey()) {
        case "$ref", "allOf" -> {}
        case "properties" ->
            word.getValue()
                .properties()
                .forEach(
                    field ->
                        whole
                            .withObjectProperty("properties")
                            .set(field.getKey(), field.getValue().deepCopy()));
        case "required" ->
            word.getValue().forEach(each -> whole.withArrayProperty("required").add(each));
        default -> whole.set(word.getKey(), word.getValue());
      }
    }
  }

  private static void translate(JsonNode node) {
    if (node instanceof ObjectNode schema) {
      typesOf(schema);
      alternatives(schema, "anyOf");
      alternatives(schema, "oneOf");
      exclusive(schema, "exclusiveMaximum", "maximum");
      exclusive(schema, "exclusiveMinimum", "minimum");
      constant(schema);
    }
    node.forEach(OlderDialect::translate);
  }

  private static void typesOf(ObjectNode schema) {
    if (schema.path("type").isArray()) {
      List<String> types = schema.path("type").valueStream().map(JsonNode::asString).toList();
      if (types.contains("null")) {
        schema.put("nullable", true);
      }
      List<String> others = types.stream().filter(type -> !type.equals("null")).toList();
      if (others.size() == 1) {
        schema.put("type", others.getFirst());
      } else {
        // several of them: the name of their whole is compared
        schema.put("type", "string").put("format", String.join(" or ", others));
      }
    }
  }

  private static void alternatives(ObjectNode schema, String word) {
    if (schema.path(word).isArray()) {
      ArrayNode others = JSON.createArrayNode();
      for (JsonNode each : schema.path(word)) {
        if (!each.path("type").asString("").equals("null")) {
          others.add(each);
        }
      }
      boolean nullable = others.size() < schema.path(word).size();
      schema.set(word, others);
      if (others.size() == 1) {
        schema.remove(word);
        schema.setAll((ObjectNode) others.get(0));
      }
      if (nullable && schema.has("$ref")) {
        schema.put("$ref", schema.path("$ref").asString() + OR_NULL);
      } else if (nullable) {
        schema.put("nullable", true);
      }
    }
  }

  private static void exclusive(ObjectNode schema, String word, String bound) {
    if (schema.path(word).isNumber()) {
      schema.set(bound, schema.path(word));
      schema.put(word, true);
    }
  }

  private static void constant(ObjectNode schema) {
    if (schema.path("const").isString()) {
      schema.withArrayProperty("enum").add(schema.path("const"));
      schema.remove("const");
    }
  }
}
