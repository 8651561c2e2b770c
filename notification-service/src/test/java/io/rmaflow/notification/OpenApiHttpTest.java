package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.web.Access;
import io.rmaflow.testkit.DescribedApi;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls as they are described. That answers are as described, every test over HTTP finds out by
 * the way; docs/api/notification-service.json is written where {@code write.docs} is set.
 */
class OpenApiHttpTest extends RunningService {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyCallIsInTheDocument_andEverythingInItCanBeCalled() {
    assertThat(described().operationNames())
        .isEqualTo(DescribedApi.callsAmong(Access.of(mappings).keySet()))
        .contains("POST /api/webhooks", "GET /api/deliveries");
  }

  @Test
  void theDocumentThatClientsAreMadeOf_isTheOneThatTheServiceServes() {
    assertThat(described().isKeptIn(Path.of("../docs/api/notification-service.json")))
        .as("docs/api/notification-service.json is up to date; write it: ./rma docs")
        .isTrue();
  }

  @Test
  void peopleFindAPageThatShowsTheCalls_andRunsNothingThatIsNotOfTheService() {
    HttpResponse<String> page = asAnybody("/api/docs");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.uri().getPath()).isEqualTo("/api/swagger-ui/index.html");
    assertThat(page.body()).contains("swagger-ui-bundle.js").doesNotContain("http://", "https://");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(text("/api/swagger-ui/swagger-initializer.js"))
        .contains("/api/openapi.json/swagger-config")
        .doesNotContain("petstore");
    assertThat(text("/api/swagger-ui/swagger-ui-bundle.js")).contains("Swagger");
    assertThat(text("/api/openapi.json/swagger-config")).contains("\"/api/openapi.json\"");
  }

  @Test
  void theDocumentIsTheSameForEverybody() {
    assertThat(text("/api/openapi.json")).isEqualTo(text("/api/openapi.json"));
    assertThat(get("/api/openapi.json", 200))
        .isEqualTo(JsonMapper.shared().readTree(text("/api/openapi.json")));
  }

  @Test
  void everyExample_isTaken() {
    String webhookId =
        post("/api/webhooks", "{\"url\": \"http://127.0.0.1:1/\"}", 201)
            .at("/webhookId")
            .asString();

    assertThat(described().examples().keySet())
        .containsExactly(
            "POST /api/republications", "POST /api/webhooks", "POST /api/webhooks/{id}/replay");
    described()
        .examples()
        .forEach(
            (operation, bodies) ->
                bodies.forEach(
                    body ->
                        post(
                            operation.substring("POST ".length()).replace("{id}", webhookId),
                            body,
                            switch (operation) {
                              case "POST /api/republications" -> 202;
                              case "POST /api/webhooks" -> 201;
                              default -> 200;
                            })));
    for (JsonNode webhook : get("/api/webhooks", 200).at("/items")) {
      delete("/api/webhooks/" + webhook.at("/webhookId").asString(), 204);
    }
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
            "POST /api/proofs/cosignatures cosignature",
            "POST /api/proofs/cosignatures size",
            "POST /api/replays compare",
            "POST /api/replays projection",
            "POST /api/republications from",
            "POST /api/republications stream",
            "POST /api/republications to",
            "POST /api/republications types",
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
