package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.Customer.Product;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InquiryOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause({"TEC-1", "TEC-3", "TEC-4", "TEC-9", "NOT-11"})
  void anInquiryAboutHardware_isContactedInTime_askedBack_answeredAndCompleted() { // SC-120
    Customer customer = Customer.registered(service, "C-7001", "NR2A-7001");
    service.startAt("2026-06-10T14:00:00");
    String path =
        customer.accepted(
            customer.inquiry(
                "4.10.1-2201", "\"kind\": \"NORMAL_OPERATION\", \"question\": \"リース期間の上限は?\""));
    Reply opened = service.get(path);
    assertThat(text(opened, "firstContactDue")).isEqualTo("2026-06-11T17:00:00+09:00");
    assertThat(opened.body().path("dispatchDue").isNull()).isTrue();
    assertThat(service.post(path + "/judgement", "{\"hardwareFault\": true}").status())
        .isEqualTo(409);

    service.clock("2026-06-11T10:00:00");
    assertThat(service.history(path)).contains("FirstContactDue");
    assertThat(text(service.step(path, "first-contact", "{}"), "status"))
        .isEqualTo("FIRST_CONTACTED");
    assertThat(
            text(service.step(path, "information-request", "{\"text\": \"設定を送ってください\"}"), "status"))
        .isEqualTo("INFORMATION_REQUESTED");
    service.clock("2026-06-26T10:00:00");
    assertThat(text(service.get(path), "status")).isEqualTo("INFORMATION_REQUESTED");
    assertThat(text(service.step(path, "information", "{\"text\": \"送ります\"}"), "status"))
        .isEqualTo("FIRST_CONTACTED");
    assertThat(text(service.step(path, "answer", "{\"text\": \"24時間です\"}"), "status"))
        .isEqualTo("ANSWERED");
    Reply completed = service.step(path, "completion", "{\"reason\": \"RESPONSE_EXHAUSTED\"}");

    assertThat(text(completed, "status")).isEqualTo("CLOSED");
    assertThat(text(completed, "closedBecause")).isEqualTo("RESPONSE_EXHAUSTED");
    assertThat(completed.body().at("/deadlines/0/state").asString()).isEqualTo("MET");
  }

  @Test
  @Clause("NOT-11")
  void aFirstContactThatNobodyMakes_isRemindedOfInTheMorning_andEscalatedInTheEvening() {
    Customer customer = Customer.registered(service, "C-7008", "NR2A-7008");
    service.startAt("2026-06-10T14:00:00");
    String path =
        customer.accepted(
            customer.inquiry(
                "4.10.1-2201", "\"kind\": \"NORMAL_OPERATION\", \"question\": \"上限は?\""));

    service.clock("2026-06-11T17:00:00");
    assertThat(service.history(path))
        .contains("FirstContactDue")
        .doesNotContain("FirstContactOverdue");
    service.clock("2026-06-11T17:00:01");
    service.clock("2026-06-30T17:00:00");

    assertThat(service.history(path)).containsOnlyOnce("FirstContactOverdue");
    assertThat(service.get(path).body().at("/deadlines/0/state").asString()).isEqualTo("OVERDUE");
    service.step(path, "first-contact", "{}");
    assertThat(service.get(path).body().at("/deadlines/0/inTime").booleanValue()).isFalse();
  }

  @Test
  @Clause({"VA-1", "VA-3", "VA-10", "VA-11", "VA-14"})
  void anInquiryAboutAVirtualAppliance_isCompletedWhereItIsNotOurProduct() {
    Customer customer =
        Customer.registered(
            service, "C-7002", "VA-7002", Plan.TECHNICAL_SUPPORT_VA, Product.NETNEBULAS_VA);
    service.startAt("2026-06-12T16:59:00");
    String path =
        customer.accepted(
            customer.inquiry(
                "3.32.4-710",
                """
                "kind": "INCIDENT", "question": "応答が遅い", "configurationChecked": true,
                "releasesApplied": true, "hypervisor": "KVM",
                "ruledOut": ["NETWORK_SETTINGS", "NETWORK_EQUIPMENT", "CLIENT_TERMINALS", "POWER",
                             "BASE_HARDWARE", "STORAGE", "HYPERVISOR"]
                """));
    assertThat(text(service.get(path), "firstContactDue")).isEqualTo("2026-06-15T17:00:00+09:00");

    assertThat(text(service.step(path, "answer", "{\"text\": \"ストレージの遅延です\"}"), "status"))
        .isEqualTo("ANSWERED");
    Reply completed = service.step(path, "completion", "{\"reason\": \"NOT_OUR_PRODUCT\"}");

    assertThat(text(completed, "closedBecause")).isEqualTo("NOT_OUR_PRODUCT");
    assertThat(service.history(path)).doesNotContain("FirstContactDue", "RmaNumberIssued");
  }

  @Test
  @Clause({"MFR-20", "MFR-22", "MFR-23", "A-49"})
  void aTriage_hasNoRmaNumber_andIsFollowedByTheRepairRequestThatNamesIt() {
    Customer customer = Customer.registered(service, "C-7003", "NW2-7003", Plan.MANUFACTURER);
    service.startAt("2026-06-10T10:00:00");
    String triage =
        customer.accepted(
            customer
                .request()
                .replace("CROSS_SEND_BACK", "TRIAGE")
                .replace("HARDWARE_FAULT", "UNCLEAR")
                .replace("\"requestSheet\": true", "\"requestSheet\": false"));
    for (String step : List.of("judgement", "loaner-shipment")) {
      assertThat(
              service
                  .post(
                      triage + "/" + step, "{\"hardwareFault\": true, \"serialNumber\": \"LN-1\"}")
                  .status())
          .as(step)
          .isEqualTo(409);
    }
    service.step(triage, "first-contact", "{}");
    service.step(triage, "answer", "{\"text\": \"故障のようです。修理依頼票をお送りください\"}");
    Reply completed = service.step(triage, "completion", "{\"reason\": \"RESPONSE_EXHAUSTED\"}");
    assertThat(text(completed, "status")).isEqualTo("CLOSED");
    assertThat(completed.body().path("rmaNumber").isNull()).isTrue();

    String triageId = triage.substring("/api/cases/".length());
    String repair =
        customer.accepted(
            customer
                .request()
                .replace("CROSS_SEND_BACK", "MANUFACTURER")
                .replace(
                    "\"requestSheet\": true",
                    "\"requestSheet\": true, \"resubmissionOf\": \"" + triageId + "\""));

    assertThat(text(service.step(repair, "judgement", "{\"hardwareFault\": true}"), "rmaNumber"))
        .startsWith("RMA-");
    Reply following = service.get("/api/cases?resubmissionOf=" + triageId);
    assertThat(following.body().at("/items/0/procedure").asString()).isEqualTo("MANUFACTURER");
    assertThat(following.body().path("total").asInt()).isEqualTo(1);
  }

  @Test
  @Clause({"A-58", "EXC-TEC-17", "EXC-TEC-15", "CSB-10"})
  void questionsAnswersAndDemandsAreReadBack_andNothingEndsByItself() {
    Customer customer = Customer.registered(service, "C-7004", "NR2A-7004");
    service.startAt("2026-06-10T14:00:00");
    String path =
        customer.accepted(
            customer.inquiry(
                "4.10.1-2201",
                """
                "kind": "INCIDENT", "question": "再起動を繰り返す", "serious": true,
                "answerWantedBy": "2026-06-11", "personWanted": "田中さん"
                """));
    Reply opened = service.get(path);
    assertThat(opened.body().at("/warnings/0/code").asString())
        .isEqualTo("DEADLINE_OR_PERSON_NOT_SELECTABLE");
    assertThat(opened.body().at("/inquiry/kind").asString()).isEqualTo("INCIDENT");
    assertThat(opened.body().at("/inquiry/question").asString()).isEqualTo("再起動を繰り返す");
    assertThat(opened.body().at("/inquiry/serious").asBoolean()).isTrue();
    assertThat(service.get(path + "/history").body().toString()).doesNotContain("田中");
    assertThat(queue("C-7004")).containsExactly("VENDOR FIRST_CONTACT 2026-06-11T17:00:00+09:00");

    service.step(path, "information-request", "{\"text\": \"ログをお送りください\"}");
    assertThat(queue("C-7004")).containsExactly("CUSTOMER INFORMATION null");
    assertThat(service.get(path).body().at("/inquiry/completionProposedFrom").asString())
        .isEqualTo("2026-06-24");
    service.clock("2026-07-31T10:00:00");
    assertThat(text(service.get(path), "status")).isEqualTo("INFORMATION_REQUESTED");
    service.step(path, "information", "{\"text\": \"添付します\"}");
    assertThat(queue("C-7004")).containsExactly("VENDOR ANSWER null");
    service.step(path, "answer", "{\"text\": \"設定を変更してください\"}");
    assertThat(queue("C-7004")).containsExactly("VENDOR COMPLETION null");
    assertThat(service.get(path).body().at("/inquiry/answer").asString()).isEqualTo("設定を変更してください");
    Reply again = service.post(path + "/answer", "{\"text\": \"もう一度\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(text(again, "state")).isEqualTo("ANSWERED");

    Reply demanded =
        service.post(
            path + "/demand",
            "{\"requestedWork\": [\"REPORT\", \"OPERATION_QUESTION\", \"GUARANTEE_OF_THE_ANSWER\"]}");
    assertThat(demanded.status()).isEqualTo(201);
    assertThat(demanded.body().at("/granted/0").asString()).isEqualTo("OPERATION_QUESTION");
    assertThat(demanded.body().at("/refusals").toString())
        .contains("REPORT_NOT_PROVIDED", "EXC-TEC-15", "LIABILITY_EXCLUDED", "EXC-TEC-17")
        .doesNotContain("EXC-VA", "EXC-CSB");
    Reply notes = service.send(service.request(path + "/notes", "customer", "C-7004").build());
    assertThat(notes.body().path("items").toString())
        .contains("ログをお送りください", "添付します", "設定を変更してください");
    assertThat(service.post(path + "/completion", "{\"reason\": \"BORED\"}").status())
        .isEqualTo(400);
    assertThat(
            text(
                service.step(path, "completion", "{\"reason\": \"ACTION_NOT_PERFORMED\"}"),
                "status"))
        .isEqualTo("CLOSED");
    assertThat(queue("C-7004")).isEmpty();
  }

  @Test
  @Clause({"EXC-VA-1", "EXC-VA-30", "EXC-TEC-1", "RMA-8"})
  void whatIsRefusedIsRefusedWithEveryReasonOfItsOwnList() {
    Customer hardware = Customer.registered(service, "C-7005", "NR2A-7005");
    Customer appliance =
        Customer.registered(
            service, "C-7006", "VA-7006", Plan.TECHNICAL_SUPPORT_VA, Product.NETNEBULAS_VA);
    service.startAt("2026-06-10T14:00:00");
    String incident = "\"kind\": \"INCIDENT\", \"question\": \"停止する\"";

    Reply ofHardware =
        service.post(
            "/api/cases",
            hardware
                .inquiry("4.10.1-2201", incident)
                .replace("HARDWARE_FAULT", "UNCLEAR")
                .replace("\"installedAtHeight\": false", "\"licenceValid\": false"));
    assertThat(codes(ofHardware)).containsExactly("PRIMARY_ISOLATION_INCOMPLETE");
    Reply ofAppliance =
        service.post(
            "/api/cases",
            appliance
                .inquiry("3.32.4-710", incident)
                .replace("\"installedAtHeight\": false", "\"licenceValid\": false"));
    assertThat(codes(ofAppliance))
        .containsExactly("PRIMARY_ISOLATION_INCOMPLETE", "LICENSE_NOT_VALID");
    assertThat(text(ofAppliance, "status")).isEqualTo("REFUSED");
    assertThat(ofAppliance.body().toString()).doesNotContain("EXC-TEC");
  }

  private static List<String> codes(Reply reply) {
    List<String> codes = new ArrayList<>();
    reply.body().path("refusals").forEach(refusal -> codes.add(refusal.path("code").asString()));
    return codes;
  }

  private List<String> queue(String customerId) {
    List<String> work = new ArrayList<>();
    for (JsonNode item : service.get("/api/deadlines?size=200").body().path("items")) {
      if (item.path("customerId").asString().equals(customerId)) {
        JsonNode due = item.path("due");
        work.add(
            item.path("who").asString()
                + " "
                + item.path("name").asString()
                + " "
                + (due.isNull() ? "null" : due.asString()));
      }
    }
    return work;
  }

  private static String text(Reply reply, String field) {
    return reply.body().path(field).asString();
  }
}
