package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.web.Access;
import io.rmaflow.testkit.DescribedApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** That answers are as described, every test over HTTP finds out by the way. */
class OpenApiHttpTest extends ServiceTest {

  /** When a reason is read that is needed only for what is dated far back. */
  private static final String LONG_AGO = "\"occurredAt\": \"2020-01-01T00:00:00+09:00\"";

  /** Fields of which another one may stand in the place. */
  private static final Map<String, Set<String>> ONE_OF_SEVERAL =
      Map.of(
          "PATCH /api/units/{serial}", Set.of("site"),
          "PATCH /api/contacts/{contactId}", Set.of("name"),
          "POST /api/calendar/company-holidays", Set.of("from", "to"),
          "DELETE /api/calendar/company-holidays", Set.of("from", "to"),
          "POST /api/products/{productCode}/end-of-sale", Set.of("announcedOn"));

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  private Map<String, String> known = Map.of();

  @BeforeEach
  void somethingOfEachKind() {
    Registered unit = register();
    JsonNode registered = get("/api/customers/" + unit.customerId()).body();
    post(
        "/api/products",
        "{\"productCode\": \"openapi-box\", \"name\": \"openapi-box\", \"family\": \"NETREGIO\"}");
    post(
        "/api/products/openapi-box/releases",
        "{\"version\": \"1.1.1-1111\", \"kind\": \"PERIODIC\", \"containsFix\": true}");
    post(
        "/api/products/openapi-box/releases",
        """
        {"version": "1.1.1-1112", "kind": "HOTFIX", "containsFix": true,
         "baseVersion": "1.1.1-1111"}
        """);
    known =
        Map.ofEntries(
            Map.entry("{serial}", unit.serial()),
            Map.entry("{customerId}", unit.customerId()),
            Map.entry("{contactId}", registered.at("/contactIds/0").asString()),
            Map.entry("{contractId}", sign(unit)),
            Map.entry("{productCode}", "openapi-box"),
            Map.entry("{version}", "1.1.1-1112"),
            Map.entry("{key}", "renewal.graceDays"),
            Map.entry("{importId}", "none"),
            Map.entry("{id}", "0"),
            Map.entry("{collisionId}", "0"),
            Map.entry("{siteId}", "none"),
            Map.entry("{replayId}", "none"),
            Map.entry("{republicationId}", "none"),
            Map.entry("{textId}", "none"));
  }

  @Test
  void everyCallIsInTheDocument_andEverythingInItCanBeCalled() {
    assertThat(described().operationNames())
        .isEqualTo(DescribedApi.callsAmong(Access.of(mappings).keySet()))
        .contains("POST /api/contracts", "GET /api/events");
  }

  /** It is written where {@code write.docs} is set. */
  @Test
  void theDocumentThatClientsAreMadeOf_isTheOneThatTheServiceServes() {
    assertThat(described().isKeptIn(Path.of("../docs/api/contract-service.json")))
        .as("docs/api/contract-service.json is up to date; write it: ./rma docs")
        .isTrue();
  }

  @Test
  void referencesLeadSomewhere_andOperationsHaveNamesAndTheVariablesOfTheirPaths() {
    assertThat(get("/api/openapi.json").text("/openapi")).isEqualTo("3.1.0");
    assertThat(described().flaws()).isEmpty();
  }

  @Test
  void everyFieldOfARequest_isReadAndRefusedByNameWhereItIsWrong() {
    List<String> read = new ArrayList<>();
    List<String> notRead = new ArrayList<>();
    for (String operation : described().operationsWithBody()) {
      if (!operation.startsWith("POST /api/parked/")) {
        boolean dated = described().requestFields(operation).contains("occurredAt");
        for (String field : described().requestFields(operation)) {
          String[] beside =
              dated && field.equals("reason") ? new String[] {LONG_AGO} : new String[] {};
          Reply reply = called(operation, DescribedApi.bodyWith(field, "1.5", beside));
          (names(reply, field) ? read : notRead).add(operation + " " + field);
        }
      }
    }

    assertThat(notRead).isEmpty();
    assertThat(read)
        .contains(
            "POST /api/registrations unit.site.address",
            "POST /api/registrations contacts[0].contractNotices",
            "POST /api/contracts override.rule",
            "PATCH /api/units/{serial} site",
            "DELETE /api/calendar/company-holidays from",
            "PUT /api/settings/{key} value");
  }

  @Test
  void everyFieldIsOfOneLine_inWhichNothingTurnsTheDirectionOfWriting() {
    assertThat(described().fieldsThatTake("\"x\\r\\ny\"", this::errors)).isEmpty();
    assertThat(described().fieldsThatTake("\"x\\u202ey\"", this::errors)).isEmpty();
    assertThat(described().fieldsThatTake("\"x\"", this::errors))
        .contains(
            "POST /api/registrations owner",
            "POST /api/registrations contacts[0].name",
            "POST /api/registrations unit.hypervisor",
            "PATCH /api/units/{serial} site.address",
            "POST /api/contracts agency",
            "POST /api/products aliases",
            "POST /api/products/{productCode}/releases fixes",
            "POST /api/parked/{id}/skip reason");
  }

  private List<String> errors(String operation, String field, String value) {
    boolean dated = described().requestFields(operation).contains("occurredAt");
    String[] beside = dated && field.equals("reason") ? new String[] {LONG_AGO} : new String[] {};
    return called(operation, DescribedApi.bodyWith(field, value, beside))
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("field").asString() + " " + error.path("code").asString())
        .toList();
  }

  @Test
  void fieldsThatARequestHasToHave_areThoseThatAnEmptyOneIsRefusedFor() {
    for (String operation : described().operationsWithBody()) {
      if (!operation.startsWith("POST /api/parked/")) {
        Set<String> missing = new TreeSet<>();
        for (JsonNode error : called(operation, "{}").body().path("errors")) {
          missing.add(error.path("field").asString());
        }
        missing.removeIf(field -> field.contains("."));
        missing.removeAll(ONE_OF_SEVERAL.getOrDefault(operation, Set.of()));

        assertThat(missing).as(operation).isEqualTo(described().requiredFields(operation));
      }
    }
  }

  @Test
  void everyParameterOfAQuery_isReadAndRefusedByNameWhereItIsWrong() {
    List<String> read = new ArrayList<>();
    List<String> notRead = new ArrayList<>();
    for (String operation : described().operationNames()) {
      for (String name : described().queryParameters(operation)) {
        String wrong = operation + "?" + name + "=" + "x".repeat(300);
        Reply reply = called(wrong, operation.startsWith("GET ") ? null : "{}");
        (names(reply, name) ? read : notRead).add(operation + " " + name);
      }
    }

    assertThat(notRead).isEmpty();
    assertThat(read)
        .contains(
            "GET /api/units/{serial}/history size",
            "GET /api/contracts serialNumber",
            "POST /api/calendar/company-holidays dryRun",
            "POST /api/imports charset");
  }

  @Test
  void tokenThatCannotBeRead_isRefusedByEveryReadAsDescribed() {
    int reads = 0;
    for (String operation : described().operationNames()) {
      if (operation.startsWith("GET /api/")) {
        Reply reply = called(operation, null, "Consistency-Token", "nonsense");

        assertThat(reply.status()).as(operation).isEqualTo(400);
        assertThat(names(reply, "Consistency-Token")).as(operation).isTrue();
        reads++;
      }
    }
    assertThat(reads).isGreaterThan(20);
  }

  private Reply called(String operation, @Nullable String json, String... headers) {
    String[] call = operation.split(" ", 2);
    String path = call[1];
    for (Map.Entry<String, String> variable : known.entrySet()) {
      path = path.replace(variable.getKey(), variable.getValue());
    }
    return call(call[0], path, json, headers);
  }

  private static boolean names(Reply reply, String field) {
    for (JsonNode error : reply.body().path("errors")) {
      if (error.path("field").asString().equals(field)
          && !error.path("code").asString().equals("REQUIRED")) {
        return reply.status() == 400;
      }
    }
    return false;
  }
}
