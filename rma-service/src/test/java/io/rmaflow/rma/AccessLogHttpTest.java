package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has looked at cases, and whose they are. */
class AccessLogHttpTest {

  private final RunningService service = RunningService.shared();

  private List<String> reads(String customerId) {
    return service
        .send(service.request("/api/access-log?customerId=" + customerId, "auditor").GET().build())
        .body()
        .path("items")
        .values()
        .stream()
        .map(entry -> entry.path("actor").asString() + " " + entry.path("operation").asString())
        .toList();
  }

  @Test
  void aCaseItsNotesAndItsFilesAreFoundUnderItsCustomer_alsoWhereTheAnswerDoesNotNameIt() {
    Customer customer = Customer.registered(service, "C-6801", "NR2A-6801");
    service.startAt("2026-05-01T10:00:00");
    String path = customer.openCase();
    for (String what : List.of("", "/notes", "/attachments")) {
      assertThat(
              service.exchange(service.request(path + what, "support").GET().build()).statusCode())
          .isEqualTo(200);
    }
    assertThat(
            service
                .exchange(service.request(path, "customer", "C-6801").GET().build())
                .statusCode())
        .isEqualTo(200);

    assertThat(reads("c-6801"))
        .containsExactly(
            "customer-1 GET /api/cases/{caseId}",
            "support-1 GET /api/cases/{caseId}/attachments",
            "support-1 GET /api/cases/{caseId}/notes",
            "support-1 GET /api/cases/{caseId}");
  }
}
