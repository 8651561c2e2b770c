package io.rmaflow.client.promises;

import java.util.List;
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

  private OlderDialect() {}

  static String of(JsonNode document) {
    ObjectNode copy = (ObjectNode) document.deepCopy();
    translate(copy);
    copy.put("openapi", "3.0.3");
    return JSON.writeValueAsString(copy);
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
      if (others.size() < schema.path(word).size()) {
        schema.put("nullable", true);
      }
      if (others.size() == 1) {
        schema.remove(word);
        schema.set("allOf", others);
      } else {
        schema.set(word, others);
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
