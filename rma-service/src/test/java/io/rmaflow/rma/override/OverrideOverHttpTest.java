package io.rmaflow.rma.override;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.contract.ProductEvent.EndOfSaleAnnounced;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.Customer.Product;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OverrideOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause({"VER-10", "VER-9", "A-78"})
  void aVersionSetAsideForARefusedRequest_isAcceptedWhereItIsSentAgain_andOnlyThere() {
    Customer customer = Customer.registered(service, "C-6201", "NR2A-6201");
    Customer other = Customer.registered(service, "C-6202", "NR2A-6202");
    service.startAt("2026-05-11T10:00:00");
    String old = customer.request().replace("4.10.1-2201", "4.8.0-1001");
    Reply refused = service.post("/api/cases", old);
    assertThat(text(refused, "status")).isEqualTo("REFUSED");
    assertThat(refused.body().at("/refusals/0/code").asString())
        .isEqualTo("SOFTWARE_UPDATE_OVERDUE");
    String caseId = text(refused, "caseId");

    Reply overridden = override(caseId, "VER-10");

    assertThat(overridden.status()).isEqualTo(200);
    assertThat(text(overridden, "status")).isEqualTo("REFUSED");
    assertThat(text(service.post("/api/cases", old), "status")).isEqualTo("REFUSED");
    String others = other.request().replace("4.10.1-2201", "4.8.0-1001");
    assertThat(text(service.post("/api/cases", again(others, caseId)), "status"))
        .isEqualTo("REFUSED");
    Reply accepted = service.post("/api/cases", again(old, caseId));
    assertThat(text(accepted, "status")).isEqualTo("ACCEPTED");
    assertThat(text(accepted, "resubmissionOf")).isEqualTo(caseId);
    Reply linked = service.get("/api/cases?resubmissionOf=" + caseId);
    assertThat(linked.body().path("total").asInt()).isEqualTo(2);
    assertThat(linked.body().path("items").toString()).contains(text(accepted, "caseId"));
  }

  @Test
  @Clause({"A-28", "EOS-2", "EOS-7"})
  void afterAnEndOfSale_serviceAndChangesGoOnWhereAnAdministratorDecidesSo() {
    Product ended =
        new Product(
            new ProductCode("netregio2-ad"),
            "NetRegio2 AD",
            ProductFamily.NETREGIO,
            "AD",
            "3.35.2-900");
    Customer customer =
        Customer.registered(service, "C-6205", "NR2-6205", Plan.CROSS_SEND_BACK, ended);
    service.told(
        "product/netregio2-ad",
        new EndOfSaleAnnounced(
            ended.code(), LocalDate.parse("2024-01-15"), LocalDate.parse("2024-05-01"), null));
    service.startAt("2026-05-11T10:00:00");
    String fix =
        customer.inquiry("3.35.2-900", "\"kind\": \"FIX_REQUEST\", \"question\": \"直してほしい\"");
    Reply refused = service.post("/api/cases", fix);
    assertThat(refused.body().at("/refusals/0/code").asString())
        .isEqualTo("LIMITED_SOFTWARE_MAINTENANCE");
    override(text(refused, "caseId"), "EOS-7");
    assertThat(
            text(
                service.post(
                    "/api/cases",
                    fix.replace(
                        "\"inquiry\"",
                        "\"resubmissionOf\": \"" + text(refused, "caseId") + "\", \"inquiry\"")),
                "status"))
        .isEqualTo("ACCEPTED");

    service.told(
        "product/netregio2-ad",
        new EndOfSaleAnnounced(
            ended.code(), LocalDate.parse("2019-01-15"), LocalDate.parse("2019-05-01"), null));
    Customer early =
        Customer.registered(
            service, "C-6206", "NR2-6206", Plan.CROSS_SEND_BACK, ended, "2020-11-10");
    String request = early.request().replace("4.10.1-2201", "3.35.2-900");
    Reply over = service.post("/api/cases", request);
    assertThat(over.body().at("/refusals/0/code").asString()).isEqualTo("EOS_SERVICE_ENDED");

    override(text(over, "caseId"), "A-28");

    assertThat(text(service.post("/api/cases", request), "status")).isEqualTo("REFUSED");
    assertThat(text(service.post("/api/cases", again(request, text(over, "caseId"))), "status"))
        .isEqualTo("ACCEPTED");
  }

  @Test
  void onlyAdministratorsSetRulesAside_onlyRulesThatLeaveRoom_andOnce() {
    Customer customer = Customer.registered(service, "C-6204", "NR2A-6204");
    service.startAt("2026-05-11T10:00:00");
    String path = customer.openCase();
    String body = "{\"rule\": \"EOS-7\", \"reason\": \"貴重な顧客\"}";

    for (String role : new String[] {"support", "logistics", "auditor", "service", "customer"}) {
      assertThat(
              service
                  .send(
                      service
                          .request(path + "/override", role, "C-6204")
                          .header("Content-Type", "application/json")
                          .POST(BodyPublishers.ofString(body))
                          .build())
                  .status())
          .as(role)
          .isEqualTo(403);
    }
    assertThat(service.post(path + "/override", "{\"rule\": \"EOS-7\"}").status()).isEqualTo(400);
    Reply never = override(path.substring("/api/cases/".length()), "GEN-2");
    assertThat(never.status()).isEqualTo(400);
    assertThat(never.body().at("/errors/0/code").asString()).isEqualTo("NOT_OVERRIDABLE");
    assertThat(service.post(path + "/override", body).status()).isEqualTo(200);
    Reply again = service.post(path + "/override", body);
    assertThat(again.status()).isEqualTo(409);
    assertThat(text(again, "code")).isEqualTo("ALREADY_OVERRIDDEN");
    Reply notes = service.get(path + "/notes");
    assertThat(notes.body().at("/items/0/rule").asString()).isEqualTo("EOS-7");
    assertThat(notes.body().at("/items/0/text").asString()).isEqualTo("貴重な顧客");
  }

  private Reply override(String caseId, String rule) {
    return service.post(
        "/api/cases/" + caseId + "/override",
        "{\"rule\": \"%s\", \"reason\": \"取締役会で決定\"}".formatted(rule));
  }

  private static String again(String request, String refusedCase) {
    return request.replace(
        "\"requestSheet\": true",
        "\"resubmissionOf\": \"" + refusedCase + "\", \"requestSheet\": true");
  }

  private static String text(Reply reply, String field) {
    return reply.body().path(field).asString();
  }
}
