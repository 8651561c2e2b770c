package io.rmaflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.events.wire.Upcaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Published versions are frozen: a schema may gain fields that may be absent, and nothing else.
 * Whoever needs more makes a new version and an {@link Upcaster}. What is new, a type or a field,
 * is frozen with its first publication: {@code cp -r target/received/. .}
 */
class FrozenSchemasTest {

  private static final Path FROZEN = Path.of("src/test/resources/frozen");
  private static final Path SHIPPED = Path.of("src/main/resources/rmaflow/schemas");

  static Stream<Path> frozen() throws IOException {
    try (Stream<Path> files = Files.list(FROZEN)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("frozen")
  void aPublishedSchemaIsNotBroken(Path frozen) throws IOException {
    Path shipped = SHIPPED.resolve(frozen.getFileName());

    assertThat(shipped).as("a published version is there for ever").exists();
    assertThat(breaks(read(frozen), read(shipped))).isEmpty();
  }

  /** What breaks a schema is never offered to be approved. */
  @ParameterizedTest
  @MethodSource("everyType")
  void everyTypeIsFrozenWithAllItsFields(EventType type) throws IOException {
    String file = type.wireType() + ".json";
    Path frozen = FROZEN.resolve(file);
    Path shipped = SHIPPED.resolve(file);
    if (!Files.exists(frozen) || breaks(read(frozen), read(shipped)).isEmpty()) {
      Approved.verify(frozen, Files.readString(shipped));
    }
  }

  static Stream<EventType> everyType() {
    return EventTypes.all().stream();
  }

  @Test
  void whatBreaksReadersOrStoredEventsIsFound() {
    JsonNode before =
        json(
            """
            {"type": "object", "required": ["a"], "properties": {
              "a": {"type": "string"}, "b": {"type": "string", "enum": ["X", "Y"]},
              "c": {"type": "array", "items": {"type": "integer"}}}}
            """);
    JsonNode after =
        json(
            """
            {"type": "object", "required": ["d"], "properties": {
              "a": {"type": "integer"}, "b": {"type": "string", "enum": ["X", "Z"]},
              "d": {"type": "string"}, "e": {"type": "string"}}}
            """);

    assertThat(breaks(before, before)).isEmpty();
    assertThat(breaks(before, after))
        .containsExactlyInAnyOrder(
            "$: d has become required",
            "$: a may be absent now",
            "$.a: type was string and is integer",
            "$.b: values were [X, Y] and are [X, Z]",
            "$.c is gone");
  }

  @Test
  void whatBreaksThemInsideAListOrADefinitionIsFound() {
    JsonNode before =
        json(
            """
            {"$defs": {"Node": {"type": "object", "required": ["id"], "properties": {
                "id": {"type": "string"}, "next": {"$ref": "#/$defs/Node"}}}},
             "type": "object", "properties": {
              "a": {"$ref": "#/$defs/Node"}, "b": {"type": "string", "const": "X"},
              "c": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
              "d": {"type": "array", "items": {"type": "string"}}}}
            """);
    JsonNode inlined =
        json(
            """
            {"type": "object", "properties": {
              "a": {"type": "object", "required": ["id"], "properties": {
                "id": {"type": "string"}, "next": {"type": "object", "required": ["id"],
                  "properties": {"id": {"type": "string"}, "next": {"type": "object"}}}}},
              "b": {"type": "string", "const": "Y"},
              "c": {"type": "array", "items": {"type": "object", "properties": {
                "id": {"type": "string"}}}},
              "d": {"type": "array"}}}
            """);

    assertThat(breaks(before, before)).isEmpty();
    assertThat(breaks(before, inlined))
        .contains(
            "$.b: const was X and is Y",
            "$.c[]: id may be absent now",
            "$.c[].next is gone",
            "$.d: nothing is said of its items any more")
        .noneMatch(found -> found.startsWith("$.a: ") || found.startsWith("$.a.id"));
  }

  private static List<String> breaks(JsonNode before, JsonNode after) {
    List<String> found = new ArrayList<>();
    new Comparison(before, after, found).compare("$", before, after, Set.of());
    return found;
  }

  /** Of two schemas, whose definitions are looked up where they are referred to. */
  private record Comparison(JsonNode root, JsonNode rootAfter, List<String> found) {

    /**
     * @param inside the definitions that this is a part of, so that one that holds itself ends
     */
    void compare(String at, JsonNode refBefore, JsonNode refAfter, Set<String> inside) {
      String definition = refBefore.path("$ref").asString("");
      if (inside.contains(definition)) {
        return;
      }
      JsonNode before = resolved(root, refBefore);
      JsonNode after = resolved(rootAfter, refAfter);
      Set<String> now = new TreeSet<>(inside);
      if (!definition.isEmpty()) {
        now.add(definition);
      }
      same(at, "type", before, after, found);
      same(at, "format", before, after, found);
      same(at, "const", before, after, found);
      Set<String> valuesBefore = texts(before.get("enum"));
      Set<String> valuesAfter = texts(after.get("enum"));
      if (!valuesBefore.equals(valuesAfter)) {
        found.add(at + ": values were " + valuesBefore + " and are " + valuesAfter);
      }
      required(at, texts(before.get("required")), texts(after.get("required")));
      before
          .path("properties")
          .properties()
          .forEach(
              property -> {
                JsonNode present = after.path("properties").get(property.getKey());
                String where = at + "." + property.getKey();
                if (present == null) {
                  found.add(where + " is gone");
                } else {
                  compare(where, property.getValue(), present, now);
                }
              });
      if (before.has("items") && after.has("items")) {
        compare(at + "[]", before.get("items"), after.get("items"), now);
      } else if (before.has("items")) {
        found.add(at + ": nothing is said of its items any more");
      }
    }

    private void required(String at, Set<String> before, Set<String> after) {
      before.stream()
          .filter(name -> !after.contains(name))
          .forEach(name -> found.add(at + ": " + name + " may be absent now"));
      after.stream()
          .filter(name -> !before.contains(name))
          .forEach(name -> found.add(at + ": " + name + " has become required"));
    }

    /** Definitions stand in the same document, as {@code #/$defs/Name}. */
    private static JsonNode resolved(JsonNode root, JsonNode schema) {
      String reference = schema.path("$ref").asString("");
      return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }
  }

  private static void same(
      String at, String what, JsonNode before, JsonNode after, List<String> found) {
    String was = before.path(what).toString();
    String is = after.path(what).toString();
    if (!was.equals(is)) {
      found.add(
          "%s: %s was %s and is %s"
              .formatted(at, what, was.replace("\"", ""), is.replace("\"", "")));
    }
  }

  private static Set<String> texts(@org.jspecify.annotations.Nullable JsonNode list) {
    Set<String> texts = new TreeSet<>();
    if (list != null) {
      list.forEach(text -> texts.add(text.asString()));
    }
    return texts;
  }

  private static JsonNode read(Path file) throws IOException {
    return json(Files.readString(file));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
