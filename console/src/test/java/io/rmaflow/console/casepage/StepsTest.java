package io.rmaflow.console.casepage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of steps says what rma-service's own description of its calls says. */
class StepsTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "api", "rma-service.json");
  private static final String CASE = "/api/cases/{caseId}/";

  /** Files come with a form of their own. */
  private static final String FILES = "attachments";

  private final JsonNode api = read();

  @Test
  void everyCallThatRecordsAStepOfACaseHasItsForm() {
    Set<String> calls = new TreeSet<>();
    api.get("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getKey().startsWith(CASE) && path.getValue().has("post")) {
                calls.add(path.getKey().substring(CASE.length()));
              }
            });
    assertThat(calls).hasSize(40).contains(FILES);
    calls.remove(FILES);
    assertThat(Steps.EVERY.stream().map(Step::path)).containsExactlyInAnyOrderElementsOf(calls);
  }

  @Test
  void everyFieldOfACallIsAskedFor_andWhatIsRequiredThereIsRequiredHere() {
    Map<String, Map<String, Boolean>> said = new TreeMap<>();
    Map<String, Map<String, Boolean>> asked = new TreeMap<>();
    for (Step step : Steps.EVERY) {
      JsonNode body = body(step);
      Set<String> required = new HashSet<>();
      body.path("required").forEach(name -> required.add(name.asString()));
      Map<String, Boolean> fields = new TreeMap<>();
      body.get("properties")
          .propertyNames()
          .forEach(name -> fields.put(name, required.contains(name)));
      said.put(step.path(), fields);
      Map<String, Boolean> form = new TreeMap<>();
      step.fields().forEach(field -> form.put(field.name(), field.required()));
      asked.put(step.path(), form);
    }
    assertThat(asked).isEqualTo(said);
  }

  @Test
  void everyChoiceOffersWhatTheServiceTakes_andNothingElse() {
    for (Step step : Steps.EVERY) {
      for (Field field : step.fields()) {
        List<String> values = values(body(step).get("properties").get(field.name()));
        if (!values.isEmpty()) {
          assertThat(field.choices()).as(step.path() + " " + field.name()).isEqualTo(values);
        }
      }
    }
    assertThat(Steps.named("demand").orElseThrow().field("requestedWork").choices()).hasSize(24);
    assertThat(Steps.named("faulty-unit-return").orElseThrow().field("condition").choices())
        .containsExactly("NEW", "REFURBISHED", "USED", "DAMAGED");
  }

  @Test
  void everyFieldIsTypedAsWhatTheServiceReads() {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Step step : Steps.EVERY) {
      for (Field field : step.fields()) {
        JsonNode schema = resolved(body(step).get("properties").get(field.name()));
        String type = schema.path("type").asString("");
        String format = schema.path("format").asString("");
        boolean fits =
            switch (field.kind()) {
              case INSTANT -> format.equals("date-time");
              case NUMBER -> type.equals("integer");
              case YES_NO, FLAG -> type.equals("boolean");
              case CHOICES, LINES, FILES -> type.equals("array");
              case CHOICE, LINE, TEXT, RECEIVED_UNIT, RMA_NUMBER ->
                  (type.equals("string") && format.isEmpty()) || schema.has("anyOf");
            };
        if (!fits) {
          kinds.put(step.path() + "." + field.name(), field.kind() + " for " + schema);
        }
      }
    }
    assertThat(kinds).isEmpty();
  }

  @Test
  void whoMayRecordAStepIsWhoTheServiceAllows() {
    Map<String, Set<String>> said = new TreeMap<>();
    Map<String, Set<String>> here = new TreeMap<>();
    for (Step step : Steps.EVERY) {
      Set<String> roles = new TreeSet<>();
      call(step).get("x-roles").forEach(role -> roles.add(role.asString()));
      said.put(step.path(), roles);
      here.put(step.path(), new TreeSet<>(step.roles()));
    }
    assertThat(here).isEqualTo(said);
  }

  @Test
  void everyStepFieldAndChoiceHasItsWordsInBothLanguages() {
    Properties japanese = words("ja");
    Properties english = words("en");
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
    List<String> keys = new ArrayList<>();
    for (Step step : Steps.EVERY) {
      keys.add(step.label());
      step.duties().forEach(duty -> keys.add("casepage.duty." + duty));
      for (Field field : step.fields()) {
        keys.add(field.label());
        field.choices().forEach(value -> keys.add(field.words() + value));
      }
    }
    assertThat(keys)
        .hasSizeGreaterThan(200)
        .allSatisfy(key -> assertThat(japanese).containsKey(key));
    assertThat(japanese.values()).noneMatch(value -> value.toString().isBlank());
  }

  @Test
  void everyStateProcedureAndDuetimeOfTheServiceHasItsWords() {
    Properties japanese = words("ja");
    for (Map.Entry<String, String> each :
        Map.of(
                "CaseStatus", "status",
                "Procedure", "procedure",
                "Who", "who",
                "DueTimeState", "due-state",
                "Leg", "leg",
                "Direction", "direction",
                "Payer", "payer",
                "BuyOutAnswer", "buy-out",
                "SubmittedBy", "by",
                "AttachmentKind", "choice.file")
            .entrySet()) {
      for (JsonNode value : schema(each.getKey()).get("enum")) {
        assertThat(japanese).containsKey("casepage." + each.getValue() + "." + value.asString());
      }
    }
  }

  private List<String> values(JsonNode schema) {
    JsonNode whole = resolved(schema);
    JsonNode one = whole.has("items") ? resolved(whole.get("items")) : whole;
    List<String> values = new ArrayList<>();
    one.path("enum").forEach(value -> values.add(value.asString()));
    return values;
  }

  private JsonNode call(Step step) {
    return api.get("paths").get(CASE + step.path()).get("post");
  }

  private JsonNode body(Step step) {
    return resolved(
        call(step).get("requestBody").get("content").get("application/json").get("schema"));
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? schema(schema.get("$ref").asString().replaceFirst(".*/", ""))
        : schema;
  }

  private JsonNode schema(String name) {
    return api.get("components").get("schemas").get(name);
  }

  static Properties words(String language) {
    Properties words = new Properties();
    try (InputStream in =
            Objects.requireNonNull(
                StepsTest.class.getResourceAsStream(
                    "/messages/casepage_" + language + ".properties"));
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  private static JsonNode read() {
    try {
      return JsonMapper.shared().readTree(Files.readString(DOCUMENT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
