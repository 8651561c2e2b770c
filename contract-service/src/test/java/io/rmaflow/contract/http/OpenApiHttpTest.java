package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.web.OpenApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiHttpTest extends ServiceTest {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyCallIsInTheDocument_andEverythingInItCanBeCalled() {
    OpenApiDocument document = OpenApiDocument.of(mappings);

    assertThat(document.documented()).isEqualTo(document.mapped());
    assertThat(document.documented()).contains("POST /api/contracts", "GET /api/events");
  }

  @Test
  void documentIsServed_andItsReferencesLeadSomewhere() {
    Reply reply = get("/api/openapi.json");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/openapi")).isEqualTo("3.1.0");
    SortedSet<String> references = new TreeSet<>();
    collect(reply.body(), references);
    assertThat(references).hasSizeGreaterThan(30);
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(reply.body().at(reference.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void operationsHaveNamesOfTheirOwn_andNameEveryVariableOfTheirPath() {
    List<String> names = new ArrayList<>();
    get("/api/openapi.json")
        .body()
        .at("/paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          names.add(method.getValue().at("/operationId").asString());
                          assertThat(variables(method.getValue()))
                              .as(method.getKey() + " " + path.getKey())
                              .isEqualTo(variables(path.getKey()));
                        }));

    assertThat(names).doesNotHaveDuplicates().doesNotContain("");
  }

  private static SortedSet<String> variables(JsonNode operation) {
    SortedSet<String> names = new TreeSet<>();
    for (JsonNode parameter : operation.at("/parameters")) {
      if (parameter.at("/in").asString("").equals("path")) {
        names.add(parameter.at("/name").asString());
      }
    }
    return names;
  }

  private static SortedSet<String> variables(String path) {
    SortedSet<String> names = new TreeSet<>();
    for (String part : path.split("/", -1)) {
      if (part.startsWith("{")) {
        names.add(part.substring(1, part.length() - 1));
      }
    }
    return names;
  }

  private static void collect(JsonNode node, SortedSet<String> references) {
    if (node.has("$ref")) {
      references.add(node.get("$ref").asString());
    }
    node.forEach(child -> collect(child, references));
  }
}
