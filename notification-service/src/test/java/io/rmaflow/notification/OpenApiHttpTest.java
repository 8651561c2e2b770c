package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.web.OpenApiDocument;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** That answers are as described, every test over HTTP finds out by the way. */
class OpenApiHttpTest extends RunningService {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyCallIsInTheDocument_andEverythingInItCanBeCalled() {
    OpenApiDocument document = OpenApiDocument.of(mappings);

    assertThat(document.documented()).isEqualTo(document.mapped());
    assertThat(document.documented()).contains("POST /api/webhooks", "GET /api/deliveries");
  }

  @Test
  void referencesLeadSomewhere_andOperationsHaveNamesAndTheVariablesOfTheirPaths() {
    assertThat(described().flaws()).isEmpty();
  }

  @Test
  void everyFieldOfARequest_isReadAndRefusedByNameWhereItIsWrong() {
    String webhookId =
        post("/api/webhooks", "{\"url\": \"http://127.0.0.1:1/\"}", 201)
            .at("/webhookId")
            .asString();
    List<String> read = new ArrayList<>();
    for (String operation : described().operationsWithBody()) {
      if (!operation.contains("{deliveryId}") && !operation.startsWith("POST /api/parked/")) {
        String path = operation.substring("POST ".length()).replace("{id}", webhookId);
        for (String field : described().requestFields(operation)) {
          JsonNode problem = post(path, "{\"%s\": 1.5}".formatted(field), 400);
          assertThat(problem.at("/errors"))
              .as(operation + " " + field)
              .anyMatch(
                  error ->
                      error.at("/field").asString().equals(field)
                          && error.at("/code").asString().equals("WRONG_TYPE"));
          read.add(operation + " " + field);
        }
      }
    }

    assertThat(read)
        .containsExactly(
            "POST /api/webhooks secret",
            "POST /api/webhooks types",
            "POST /api/webhooks url",
            "POST /api/webhooks/{id}/replay from",
            "POST /api/webhooks/{id}/secret secret");
    delete("/api/webhooks/" + webhookId, 204);
  }

  @Test
  void everyFieldIsOfOneLine_inWhichNothingTurnsTheDirectionOfWriting() {
    String webhookId =
        post("/api/webhooks", "{\"url\": \"http://127.0.0.1:1/\"}", 201)
            .at("/webhookId")
            .asString();
    for (String text : List.of("\"x\\r\\ny\"", "\"x\\u202ey\"")) {
      assertThat(
              described()
                  .fieldsThatTake(
                      text,
                      (operation, field, value) -> errors(webhookId, operation, field, value)))
          .isEmpty();
    }
    delete("/api/webhooks/" + webhookId, 204);
  }

  private List<String> errors(String webhookId, String operation, String field, String value) {
    String path =
        operation
            .substring("POST ".length())
            .replace("{id}", webhookId)
            .replace("{deliveryId}", "0");
    return post(path, "{\"%s\": %s}".formatted(field, value), 400)
        .at("/errors")
        .valueStream()
        .map(error -> error.at("/field").asString() + " " + error.at("/code").asString())
        .toList();
  }
}
