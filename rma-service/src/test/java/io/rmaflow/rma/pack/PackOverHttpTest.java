package io.rmaflow.rma.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same question over REST and on paper has the same answer. */
class PackOverHttpTest {

  private final RunningService service = RunningService.shared();

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void eachSentenceOverRest_isOnPaper_andEachFontIsEmbedded(String language) {
    String path = aCaseWhoseUnitCameBackLate("C-78" + language, "NR2A-78" + language);

    OnPaper both = OnPaper.of(service, path, language, "auditor");

    both.isTheSame();
    assertThat(both.sentences()).hasSizeGreaterThan(60);
  }

  @Test
  void aRefusedCase_namesEachReasonWithItsClauses() {
    Customer customer = Customer.registered(service, "C-7811", "NR2A-7811");
    service.startAt("2026-06-01T10:00:00");
    Reply refused =
        service.post(
            "/api/cases",
            customer
                .request()
                .replace("\"checkSheet\": true", "\"checkSheet\": false")
                .replace("\"channel\": \"FORM\"", "\"channel\": \"FAX\""));
    String path = "/api/cases/" + refused.body().path("caseId").asString();

    OnPaper both = OnPaper.of(service, path, "en", "auditor");

    assertThat(both.text()).contains(OnPaper.squeezed("Reasons of the refusal"));
    for (JsonNode refusal : refused.body().path("refusals")) {
      assertThat(both.text()).contains(OnPaper.squeezed(refusal.at("/message/en").asString()));
    }
  }

  @Test
  void aPerson_isNamedToTheDesk_toTheAuditorByReferenceAlone_andNoMoreOnceErased() {
    Customer customer = Customer.registered(service, "C-7812", "NR2A-7812");
    service.startAt("2026-06-01T10:00:00");
    Reply accepted = service.post("/api/cases", customer.request().replace("\"山田\"", "\"山田花子\""));
    assertThat(accepted.outcome()).isEqualTo("ACCEPTED");
    String path = "/api/cases/" + accepted.body().path("caseId").asString();

    assertThat(paper(path, "support")).contains("山田花子");
    assertThat(paper(path, "auditor")).doesNotContain("山田花子").contains("申込者");

    String contact = accepted.body().path("requesterContactId").asString();
    assertThat(contact).startsWith("r-");
    assertThat(
            service
                .exchange(service.request("/api/contacts/" + contact, "admin").DELETE().build())
                .statusCode())
        .isBetween(200, 299);
    assertThat(paper(path, "support")).doesNotContain("山田花子").contains("（消去済み）");
  }

  @Test
  void aPeriod_isTablesOfItsCases_dueTimesAndRefusals_withTheirSchema() throws IOException {
    Customer customer = Customer.registered(service, "C-7813", "NR2A-7813");
    service.startAt("2026-03-02T10:00:00");
    String accepted = idOf(customer.openCase());
    service.step("/api/cases/" + accepted, "judgement", "{\"hardwareFault\": true}");
    assertThat(period("2026-03-02", "2026-03-02").get("deadlines.csv"))
        .contains("\r\n" + accepted + ",DISPATCH,OPEN,2026-03-02,,,,2026-03-02T01:00:00Z,");
    service.startAt("2026-03-03T10:00:00");
    Reply refused =
        service.post(
            "/api/cases",
            customer.request().replace("\"checkSheet\": true", "\"checkSheet\": false"));
    String second = refused.body().path("caseId").asString();

    Map<String, String> files = period("2026-03-02", "2026-03-03");

    assertThat(files.keySet())
        .containsExactly("cases.csv", "deadlines.csv", "refusals.csv", "csv-metadata.json");
    assertThat(files.get("cases.csv"))
        .startsWith("caseId,rmaNumber,procedure,status,customerId,serialNumber,productCode,")
        .contains("\r\n" + accepted + ",RMA-2026-")
        .contains(
            "\r\n"
                + second
                + ",,CROSS_SEND_BACK,REFUSED,C-7813,NR2A-7813,,FORM,2026-03-03T01:00:00Z,,,,,,,\r\n");
    assertThat(files.get("refusals.csv"))
        .contains("\r\n" + second + ",REQUEST,CHECKSHEET_REQUIRED,CSB-7 CSB-22,");
    JsonNode schema = JsonMapper.shared().readTree(files.get("csv-metadata.json"));
    for (JsonNode table : schema.path("tables")) {
      String header =
          Objects.requireNonNull(files.get(table.path("url").asString()))
              .lines()
              .findFirst()
              .orElseThrow();
      assertThat(
              table
                  .at("/tableSchema/columns")
                  .valueStream()
                  .map(column -> column.path("name").asString())
                  .collect(Collectors.joining(",")))
          .isEqualTo(header);
    }
    assertThat(period("2026-03-02", "2026-03-02").get("cases.csv")).doesNotContain(second);
    assertThat(service.get("/api/packs?from=2026-03-03&to=2026-03-02").status()).isEqualTo(400);
  }

  private Map<String, String> period(String from, String to) throws IOException {
    HttpResponse<byte[]> answer =
        service.exchange(
            service.request("/api/packs?from=" + from + "&to=" + to, "auditor").GET().build());
    assertThat(answer.statusCode()).isEqualTo(200);
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private static String idOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private String aCaseWhoseUnitCameBackLate(String id, String serial) {
    Customer customer = Customer.registered(service, id, serial);
    service.startAt("2026-05-01T10:30:00");
    String path = customer.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true, \"reason\": \"電源部の故障 😀\"}");
    service.step(
        path,
        "replacement-shipment",
        "{\"serialNumber\": \"%s-X\", \"carrier\": \"Yamato\"}".formatted(serial));
    service.clock("2026-05-02T11:00:00");
    service.step(path, "replacement-delivery", "{}");
    service.clock("2026-05-14T09:30:00");
    service.step(path, "faulty-unit-dispatch", "{\"carrier\": \"Sagawa\"}");
    return path;
  }

  private String paper(String path, String role) {
    return OnPaper.of(service, path, "ja", role).text();
  }
}
