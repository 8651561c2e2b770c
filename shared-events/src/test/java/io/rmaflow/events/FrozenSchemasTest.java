package io.rmaflow.events;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Whoever needs more makes a new version and an {@link Upcaster}. A type that is new is frozen with
 * its first publication: {@code cp -r target/received/. .}
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

  @Test
  void everyTypeIsFrozen() {
    EventTypes.all()
        .forEach(
            type -> {
              String file = type.wireType() + ".json";
              if (!Files.exists(FROZEN.resolve(file))) {
                try {
                  Approved.verify(FROZEN.resolve(file), Files.readString(SHIPPED.resolve(file)));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }
            });
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

  private static List<String> breaks(JsonNode before, JsonNode after) {
    List<String> found = new ArrayList<>();
    compare("$", before, after, found);
    return found;
  }

  private static void compare(String at, JsonNode before, JsonNode after, List<String> found) {
    same(at, "type", before, after, found);
    same(at, "format", before, after, found);
    Set<String> valuesBefore = texts(before.get("enum"));
    Set<String> valuesAfter = texts(after.get("enum"));
    if (!valuesBefore.equals(valuesAfter)) {
      found.add(at + ": values were " + valuesBefore + " and are " + valuesAfter);
    }
    Set<String> required = texts(before.get("required"));
    Set<String> requiredAfter = texts(after.get("required"));
    required.stream()
        .filter(name -> !requiredAfter.contains(name))
        .forEach(name -> found.add(at + ": " + name + " may be absent now"));
    requiredAfter.stream()
        .filter(name -> !required.contains(name))
        .forEach(name -> found.add(at + ": " + name + " has become required"));
    if (before.has("properties")) {
      before
          .get("properties")
          .properties()
          .forEach(
              property -> {
                JsonNode now = after.path("properties").get(property.getKey());
                String where = at + "." + property.getKey();
                if (now == null) {
                  found.add(where + " is gone");
                } else {
                  compare(where, property.getValue(), now, found);
                }
              });
    }
    if (before.has("items") && after.has("items")) {
      compare(at + "[]", before.get("items"), after.get("items"), found);
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
