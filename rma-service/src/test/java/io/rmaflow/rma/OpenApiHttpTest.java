package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.kit.web.Access;
import io.rmaflow.rma.RunningService.Reply;
import io.rmaflow.testkit.DescribedApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls as they are described. That answers are as described, every test over HTTP finds out by
 * the way; docs/api/rma-service.json is written where {@code write.docs} is set.
 */
class OpenApiHttpTest {

  /** Fields that are read only where another has this value. */
  private static final Map<String, String> BESIDE =
      Map.of("POST /api/cases/{caseId}/exchange part", "\"kind\": \"PART\"");

  private final RunningService service = RunningService.shared();

  @Test
  void everyCallIsInTheDocument_andEverythingInItCanBeCalled() {
    assertThat(service.described().operationNames())
        .isEqualTo(DescribedApi.callsAmong(Access.of(service.mappings()).keySet()))
        .contains("POST /api/cases", "POST /api/cases/{caseId}/judgement", "GET /api/events");
  }

  @Test
  void theDocumentThatClientsAreMadeOf_isTheOneThatTheServiceServes() {
    assertThat(service.described().isKeptIn(Path.of("../docs/api/rma-service.json")))
        .as("docs/api/rma-service.json is up to date; write it: ./rma docs")
        .isTrue();
  }

  @Test
  void referencesLeadSomewhere_andOperationsHaveNamesAndTheVariablesOfTheirPaths() {
    assertThat(service.described().flaws()).isEmpty();
  }

  @Test
  void everyFieldAndEveryParameterIsSaidInWords() {
    JsonNode document = document();
    List<String> unsaid = new ArrayList<>();
    document
        .at("/components/schemas")
        .forEachEntry(
            (name, schema) ->
                schema
                    .path("properties")
                    .forEachEntry(
                        (field, said) -> {
                          if (!said.has("description")) {
                            unsaid.add(name + "." + field);
                          }
                        }));
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        for (JsonNode parameter : operation.path("parameters")) {
          if (!parameter.has("$ref") && !parameter.has("description")) {
            unsaid.add(operation.path("operationId").asString() + " " + parameter.path("name"));
          }
        }
      }
    }

    // the text in both languages, which its own schema describes
    assertThat(unsaid).isSubsetOf("Problem.message");
    assertThat(document.at("/components/schemas/Case/properties/returnDue/description").asString())
        .isEqualTo("By when the faulty unit leaves the customer, JST, inclusive (CSB-26)");
  }

  @Test
  void aCodeThatTheOperationDoesNotName_isFoundByTheTestThatReceivesIt() {
    String caseId = service.post("/api/cases", "{}").body().path("caseId").asString();
    String json = "{\"rule\": \"GEN-2\", \"reason\": \"x\"}";
    Reply refused = service.post("/api/cases/" + caseId + "/override", json);
    ObjectNode silent = document();
    silent
        .withObject("/paths/~1api~1cases~1{caseId}~1override/post/responses/400")
        .withArrayProperty("x-codes")
        .removeAll();

    assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("NOT_OVERRIDABLE");
    assertThatThrownBy(
            () ->
                DescribedApi.withCodes(silent)
                    .check(refused.response(), json, refused.response().body()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the code NOT_OVERRIDABLE is not described");
  }

  private ObjectNode document() {
    return (ObjectNode) service.get("/api/openapi.json").body();
  }

  @Test
  void everyFieldOfARequest_isReadAndRefusedByNameWhereItIsWrong() {
    String caseId = service.post("/api/cases", "{}").body().path("caseId").asString();
    List<String> notRead = new ArrayList<>();
    for (String operation : service.described().operationsWithBody()) {
      if (!operation.startsWith("POST /api/parked/")) {
        for (String field : service.described().requestFields(operation)) {
          String path =
              operation
                  .substring("POST ".length())
                  .replace("{caseId}", caseId)
                  .replace("{receiptId}", "none");
          String[] beside = beside(operation, field);
          if (!isRefused(path, field, "1.5", beside) && !isRefused(path, field, "{}", beside)) {
            notRead.add(operation + " " + field);
          }
        }
      }
    }

    assertThat(notRead).isEmpty();
    assertThat(service.described().operationsWithBody()).hasSizeGreaterThan(40);
    assertThat(service.described().requestFields("POST /api/cases"))
        .contains("requester.email", "declarations.openedOrModified");
  }

  @Test
  void everyFieldIsOfOneLine_butWhereSomebodyWritesAText() {
    String caseId = service.post("/api/cases", "{}").body().path("caseId").asString();
    DescribedApi.Probe probe = (operation, field, value) -> errors(caseId, operation, field, value);

    assertThat(service.described().fieldsThatTake("\"x\\r\\n\\ty\"", probe))
        .containsExactlyInAnyOrder(
            "POST /api/cases faultDescription",
            "POST /api/cases inquiry.question",
            "POST /api/cases isolation.selfDiagnosisReason",
            "POST /api/cases/{caseId}/answer text",
            "POST /api/cases/{caseId}/doa-certification basis",
            "POST /api/cases/{caseId}/exclusion found",
            "POST /api/cases/{caseId}/information text",
            "POST /api/cases/{caseId}/information-request text",
            "POST /api/cases/{caseId}/note text",
            "POST /api/report-checks faultDescription",
            "POST /api/report-checks inquiry.question",
            "POST /api/report-checks isolation.selfDiagnosisReason");
    assertThat(service.described().fieldsThatTake("\"x\\u202ey\"", probe)).isEmpty();
  }

  /** What a field is read with: why something lies far back, only where it does. */
  private String[] beside(String operation, String field) {
    boolean dated = service.described().requestFields(operation).contains("occurredAt");
    String needed =
        dated && field.equals("reason")
            ? "\"occurredAt\": \"2020-01-01T00:00:00+09:00\""
            : BESIDE.get(operation + " " + field);
    return Stream.ofNullable(needed).toArray(String[]::new);
  }

  private List<String> errors(String caseId, String operation, String field, String value) {
    String path = operation.substring("POST ".length()).replace("{caseId}", caseId);
    String[] beside = beside(operation, field);
    return service
        .post(
            path.replace("{id}", "0").replace("{receiptId}", "none"),
            DescribedApi.bodyWith(field, value, beside))
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("field").asString() + " " + error.path("code").asString())
        .toList();
  }

  private boolean isRefused(String path, String field, String wrong, String... beside) {
    Reply reply = service.post(path, DescribedApi.bodyWith(field, wrong, beside));
    if (reply.status() != 400) {
      return false;
    }
    for (JsonNode error : reply.body().path("errors")) {
      if (error.path("field").asString().equals(field)
          && error.path("code").asString().equals("WRONG_TYPE")) {
        return true;
      }
    }
    return false;
  }
}
