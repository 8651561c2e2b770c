package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * What the description of the calls shows as an example is accepted as it stands there, letter by
 * letter. The service is a new one: the IDs in the examples are the first that it issues.
 */
@TestPropertySource(properties = "spring.application.name=contract-service-of-the-examples")
class ExamplesHttpTest extends ServiceTest {

  private static final String PRODUCT = "netregio3a-dhcp";
  private static final String HOTFIX = "1.0.1-102";

  private final Map<String, Deque<String>> left = new TreeMap<>();

  @BeforeEach
  void onADayOnWhichTheExamplesHold() {
    clockAt("2026-05-01T10:00:00+09:00");
    described()
        .examples()
        .forEach((operation, bodies) -> left.put(operation, new ArrayDeque<>(bodies)));
  }

  @Test
  void everyExampleIsAccepted_inTheCourseOfAStory() {
    next("POST /api/products");
    next("POST /api/products/{productCode}/releases", PRODUCT);
    next("POST /api/products/{productCode}/releases", PRODUCT);

    Reply first = next("POST /api/registrations");
    assertThat(first.text("/customerId")).isEqualTo("C-1001");
    assertThat(next("POST /api/registrations").text("/customerId")).isEqualTo("C-1001");
    assertThat(next("POST /api/registrations").text("/customerId")).isEqualTo("C-1002");
    next("PATCH /api/contacts/{contactId}", first.text("/contactIds/0"));
    next("PATCH /api/units/{serial}", "NR2A-0001");
    assertThat(next("PATCH /api/units/{serial}", "NR2A-0001").text("/softwareVersion"))
        .isEqualTo("4.10.1-2201");
    next("POST /api/customers/{customerId}/aliases", "C-1001");
    assertThat(get("/api/customers/OLD-4711").text("/customerId")).isEqualTo("C-1001");
    next("POST /api/customers/{customerId}/links", "C-1001");
    next("POST /api/customers/{customerId}/reminder", "C-1001");

    next("POST /api/site-checks");
    Reply contract = next("POST /api/contracts");
    assertThat(next("POST /api/contracts").text("/plan")).isEqualTo("ONSITE_WEEKDAY");
    String contractId = contract.text("/contractId");
    next("POST /api/contracts/{contractId}/renewals", contractId);
    next("PATCH /api/contracts/{contractId}", contractId);
    assertThat(
            next("POST /api/contracts/{contractId}/renewals", contractId).text("/terms/2/agency"))
        .isEqualTo("東都ネットワーク株式会社");

    next("POST /api/products/{productCode}/hotfixes/{version}/approvals", PRODUCT, HOTFIX);
    next("POST /api/products/{productCode}/hotfixes/{version}/approvals", PRODUCT, HOTFIX);
    assertThat(
            next("POST /api/products/{productCode}/hotfixes/{version}/targets", PRODUCT, HOTFIX)
                .text("/customerIds/0"))
        .isEqualTo("C-1001");
    next("POST /api/products/{productCode}/designations", PRODUCT);
    next("POST /api/products/{productCode}/withdrawals", PRODUCT);
    next("POST /api/products/{productCode}/end-of-sale", PRODUCT);

    next("POST /api/calendar/company-holidays");
    next("POST /api/calendar/company-holidays");
    assertThat(next("DELETE /api/calendar/company-holidays").text("/days/0/businessDay"))
        .isEqualTo("true");
    next("PUT /api/settings/{key}", "renewal.graceDays");
    next("POST /api/republications");

    assertThat(left).allSatisfy((operation, bodies) -> assertThat(bodies).isEmpty());
    theQueriesAreTakenAsWell();
  }

  @Test
  void fileOfTheExample_isTakenIn_withTheParametersOfTheExample() {
    String file =
        get("/api/openapi.json")
            .text("/paths/~1api~1imports/post/requestBody/content/text~1csv/example");
    assertThat(file).startsWith("customerId,");

    Reply submitted =
        upload(
            asked("POST /api/imports").substring("POST ".length()),
            file.getBytes(StandardCharsets.UTF_8));
    assertThat(submitted.status()).as(submitted.raw().body()).isEqualTo(201);

    await()
        .untilAsserted(
            () ->
                assertThat(get(submitted.header("Location")).text("/status"))
                    .isEqualTo("COMPLETED"));
    Reply done = get(submitted.header("Location"));
    assertThat(done.text("/accepted")).as(done.raw().body()).isEqualTo("1");
  }

  private void theQueriesAreTakenAsWell() {
    Map<String, String> variables = Map.of("{serial}", "NR2A-0001", "{productCode}", PRODUCT);
    List<String> taken = new ArrayList<>();
    for (String operation : described().operationNames()) {
      if (operation.startsWith("GET ") && !described().queryExamples(operation).isEmpty()) {
        String path = asked(operation).substring("GET ".length());
        for (Map.Entry<String, String> variable : variables.entrySet()) {
          path = path.replace(variable.getKey(), variable.getValue());
        }
        Reply reply = get(path);
        assertThat(reply.status()).as(path + ": " + reply.raw().body()).isEqualTo(200);
        taken.add(operation);
      }
    }

    assertThat(taken)
        .contains(
            "GET /api/calendar",
            "GET /api/contracts",
            "GET /api/products/{productCode}/version-support",
            "GET /api/units/{serial}/entitlements",
            "GET /api/units/{serial}/software");
  }

  /** The operation with all that the examples of its query say. */
  private String asked(String operation) {
    return operation
        + described().queryExamples(operation).entrySet().stream()
            .map(
                example ->
                    example.getKey()
                        + "="
                        + URLEncoder.encode(example.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  @Test
  void everyCallWithABodyHasAnExample_butForRepairsAndForWhatAWitnessSigns() {
    TreeSet<String> shown = new TreeSet<>(described().examples().keySet());
    shown.add("POST /api/parked/{id}/skip");
    shown.add("POST /api/proofs/cosignatures");
    shown.add("POST /api/replays");

    assertThat(shown).isEqualTo(described().operationsWithBody());
  }

  /** Sends the next example of an operation, with these values for the variables of its path. */
  private Reply next(String operation, String... variables) {
    String[] call = operation.split(" ", 2);
    String path = call[1];
    for (String variable : variables) {
      path = path.replaceFirst("\\{\\w+}", variable);
    }
    Reply reply =
        call(call[0], path, Objects.requireNonNull(left.get(operation), operation).remove());
    assertThat(reply.status()).as(operation + ": " + reply.raw().body()).isBetween(200, 299);
    return reply;
  }
}
