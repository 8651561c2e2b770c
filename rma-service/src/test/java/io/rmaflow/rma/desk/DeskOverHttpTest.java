package io.rmaflow.rma.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeskOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  void casesAreFoundHoweverTheirNumbersAreWritten() {
    Customer customer = Customer.registered(service, "C-6101", "NR2A-6101");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();
    String rma =
        service
            .post(path + "/judgement", "{\"hardwareFault\": true}")
            .body()
            .path("rmaNumber")
            .asString();

    for (String serial : List.of("NR2A-6101", "nr2a6101", "ＮＲ２Ａ－６１０１", "ｎｒ２ａ　６１０１", "NR2Aー6101")) {
      assertThat(found("serialNumber", serial)).as(serial).containsExactly(path);
    }
    for (String number :
        List.of(rma, rma.toLowerCase(java.util.Locale.ROOT), rma.replace("-", " "))) {
      assertThat(found("rmaNumber", number)).as(number).containsExactly(path);
    }
    assertThat(found("q", "Ｃ－６１０１")).containsExactly(path);
    assertThat(found("q", "2a 6101")).containsExactly(path);
    assertThat(found("customerId", "C-6101")).containsExactly(path);
    assertThat(found("q", "6101&status=RMA_ISSUED&procedure=CROSS_SEND_BACK"))
        .containsExactly(path);
    assertThat(found("q", "6101&status=CLOSED")).isEmpty();
  }

  @Test
  @Clause({"CSB-2", "CSB-4"})
  void theQueueTellsWhoHasToActAndByWhen() {
    Customer customer = Customer.registered(service, "C-6102", "NR2A-6102");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();
    assertThat(queue("VENDOR", "C-6102")).containsExactly("JUDGEMENT null");

    service.post(path + "/judgement", "{\"hardwareFault\": true}");
    assertThat(queue("VENDOR", "C-6102")).containsExactly("DISPATCH 2026-05-11");
    assertThat(queue("VENDOR&dueBefore=2026-05-11", "C-6102")).isEmpty();
    assertThat(queue("VENDOR&dueBefore=2026-05-12", "C-6102"))
        .containsExactly("DISPATCH 2026-05-11");

    service.post(path + "/replacement-shipment", "{\"serialNumber\": \"NR2A-6192\"}");
    assertThat(queue("VENDOR", "C-6102")).isEmpty();
    assertThat(queue("CARRIER", "C-6102")).containsExactly("REPLACEMENT_DELIVERY null");

    service.post(path + "/replacement-delivery", "{}");
    assertThat(queue("CARRIER", "C-6102")).isEmpty();
    assertThat(queue("CUSTOMER", "C-6102")).containsExactly("RETURN 2026-05-18");
  }

  @Test
  void theHistoryOfAUnitFollowsItsLine_underAnyOfItsNames() {
    Customer customer = Customer.registered(service, "C-6103", "NR2A-6103");
    service.startAt("2026-05-11T10:00:00");
    String first = customer.openCase();
    service.post(first + "/judgement", "{\"hardwareFault\": true}");
    service.post(first + "/replacement-shipment", "{\"serialNumber\": \"NR2A-6193\"}");
    service.post(first + "/replacement-delivery", "{}");
    service.clock("2026-05-12T10:00:00");
    String second =
        "/api/cases/"
            + service
                .post("/api/cases", customer.request().replace("NR2A-6103", "NR2A-6193"))
                .body()
                .path("caseId")
                .asString();

    for (String serial : List.of("NR2A-6103", "nr2a6193", "ＮＲ２Ａ－６１９３")) {
      Reply history = service.get("/api/units/" + encoded(serial) + "/history");
      assertThat(history.status()).as(serial).isEqualTo(200);
      assertThat(paths(history)).as(serial).containsExactly(first, second);
      assertThat(history.body().at("/lineage/0/replacedBy").asString()).isEqualTo("NR2A-6193");
      assertThat(history.body().path("lineage").size()).isEqualTo(1);
    }
    assertThat(service.get("/api/units/NR2A-NOBODY/history").status()).isEqualTo(404);
    assertThat(
            service
                .exchange(
                    service
                        .request("/api/units/NR2A-6103/history", "customer", "C-1")
                        .GET()
                        .build())
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  @Clause("CSB-10")
  void whatWasWrittenIsReadByTheDesk_questionsAndAnswersByTheCustomer_nothingByLogistics() {
    Customer customer = Customer.registered(service, "C-6104", "NR2A-6104");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();
    service.post(path + "/note", "{\"text\": \"電話で確認済み\"}");
    service.post(path + "/information-request", "{\"text\": \"ログを送ってください\"}");
    assertThat(queue("CUSTOMER", "C-6104")).containsExactly("INFORMATION null");
    service.post(
        path + "/information",
        """
        {"text": "送りました", "attachments": [{"kind": "LOG", "attachmentId": "a-log"}]}
        """);

    Reply all = service.get(path + "/notes");
    assertThat(texts(all)).containsExactly("電話で確認済み", "ログを送ってください", "送りました");
    assertThat(all.body().at("/items/2/attachments/0/attachmentId").asString()).isEqualTo("a-log");
    assertThat(texts(notes(path, "customer", "C-6104"))).containsExactly("ログを送ってください", "送りました");
    assertThat(notes(path, "customer", "C-6999").status()).isEqualTo(404);
    assertThat(notes(path, "logistics").status()).isEqualTo(403);
    assertThat(service.get("/api/cases/unknown/notes").status()).isEqualTo(404);
  }

  @Test
  void aSecondOpenCaseOfOneUnit_isAcceptedWithAWarning() {
    Customer customer = Customer.registered(service, "C-6105", "NR2A-6105");
    service.startAt("2026-05-11T10:00:00");
    customer.openCase();

    Reply second = service.post("/api/cases", customer.request());

    assertThat(second.body().path("status").asString()).isEqualTo("ACCEPTED");
    assertThat(second.body().at("/warnings/0/code").asString()).isEqualTo("SECOND_OPEN_CASE");
  }

  private Reply notes(String path, String role, String... customers) {
    return service.send(service.request(path + "/notes", role, customers).GET().build());
  }

  private static List<String> texts(Reply reply) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : reply.body().path("items")) {
      texts.add(item.path("text").asString());
    }
    return texts;
  }

  private List<String> queue(String who, String customerId) {
    List<String> work = new ArrayList<>();
    for (JsonNode item : service.get("/api/deadlines?size=200&who=" + who).body().path("items")) {
      if (item.path("customerId").asString().equals(customerId)) {
        JsonNode due = item.path("due");
        work.add(item.path("name").asString() + " " + (due.isNull() ? "null" : due.asString()));
      }
    }
    return work;
  }

  private List<String> found(String name, String value) {
    String query = value.contains("&") ? value : encoded(value);
    return paths(service.get("/api/cases?" + name + "=" + query));
  }

  private static List<String> paths(Reply reply) {
    List<String> paths = new ArrayList<>();
    for (JsonNode item : reply.body().path("items")) {
      paths.add("/api/cases/" + item.path("caseId").asString());
    }
    return paths;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
