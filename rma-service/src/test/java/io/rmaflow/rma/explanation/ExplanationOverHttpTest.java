package io.rmaflow.rma.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.contract.CalendarEvent.CalendarChanged;
import io.rmaflow.events.contract.CalendarEvent.Holiday;
import io.rmaflow.events.notification.NoticeEvent.Failure;
import io.rmaflow.events.notification.NoticeEvent.NoticeFailed;
import io.rmaflow.events.notification.NoticeEvent.NoticeSent;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why a case is as it is, on real servers. */
class ExplanationOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause("RMA-8")
  void anAcceptedRequest_tellsEachRuleThatItPassed_withWhatWasLookedAt() {
    Customer customer = Customer.registered(service, "C-8601", "NR2A-8601");
    service.startAt("2026-06-01T10:00:00");
    String path = customer.openCase();

    JsonNode intake = decision(explained(path, "en"), "RequestAccepted");

    assertThat(intake.path("rules").size()).isEqualTo(28);
    assertThat(texts(intake.path("rules"), "outcome")).containsOnly("PASSED");
    assertThat(intake.path("reconstructed").asBoolean()).isTrue();
    assertThat(intake.at("/rules/0/text").asString())
        .isEqualTo(
            "Holds: the customer ID is given [EXC-CSB-6, CSB-21, RMA-2, CID-3]. Looked at: customer"
                + " ID = C-8601.");
    assertThat(texts(intake.path("rules"), "text"))
        .contains(
            "Holds: a contract or the warranty covers the day of the request [CON-12, CON-20, WAR-1,"
                + " GEN-2, EOS-2]. Looked at: day of the request (Japan) = 2026-06-01; contracts and"
                + " warranty = CROSS_SEND_BACK 2025-11-20/2026-11-19, WARRANTY"
                + " 2025-11-10/2026-11-09; replaced by = none; end of sale = none; rules set aside ="
                + " none.",
            "Holds: the exclusion “Service for customers who have not sent back an earlier faulty"
                + " unit” does not apply [EXC-CSB-14]. Looked at: IDs of the same company = C-8601;"
                + " overdue faulty units (RMA numbers) = none.");
    assertThat(intake.at("/text/0").asString())
        .startsWith(
            "Mon 2026-06-01 10:00:00 JST — The request was accepted under “cross-send-back”.")
        .contains("contract CT-NR2A-8601 (2025-11-20 to 2026-11-19)")
        .endsWith(" [RMA-8, GEN-1, CON-20]");
    assertThat(intake.at("/text/1").asString())
        .startsWith("Recorded at Mon 2026-06-01 10:00:00 JST by desk-1, under calendar version ");
  }

  @Test
  @Clause({"RMA-8", "NOT-16"})
  void aRefusedRequest_tellsTheRulesThatFailed_andThoseThatHeld_inJapanese() {
    Customer customer = Customer.registered(service, "C-8602", "NR2A-8602");
    service.startAt("2026-06-01T10:00:00");
    Reply refused =
        service.post(
            "/api/cases",
            customer.request().replace("\"checkSheet\": true", "\"checkSheet\": false"));
    assertThat(refused.outcome()).isEqualTo("CHECKSHEET_REQUIRED");
    String path = "/api/cases/" + refused.body().path("caseId").asString();

    JsonNode intake = decision(explained(path, "ja"), "RequestRefused");

    List<JsonNode> failed =
        intake
            .path("rules")
            .valueStream()
            .filter(rule -> rule.path("outcome").asString().equals("REFUSED"))
            .toList();
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().path("codes").get(0).asString()).isEqualTo("CHECKSHEET_REQUIRED");
    assertThat(failed.getFirst().path("text").asString())
        .startsWith("不適合: 切り分けチェックシートが添えられていること [CSB-7, CSB-22]。確認した内容は、切り分けチェックシート＝なし。お断りの理由: ");
    assertThat(intake.path("rules").size()).isEqualTo(28);
    assertThat(explained(path, "ja").path("heading").get(1).asString())
        .isEqualTo("手順は「クロスセンドバック保守サービス」、状態は「お断り」です。");
  }

  @Test
  @Clause({"CSB-4", "CAL-3", "RMA-9"})
  void aDueTime_tellsItsDerivation_andEachMoveWithItsReason() {
    Customer customer = Customer.registered(service, "C-8603", "NR2A-8603");
    service.startAt("2026-11-16T10:00:00");
    String path = customer.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true, \"reason\": \"電源部の故障\"}");
    service.step(
        path, "replacement-shipment", "{\"serialNumber\": \"NR2A-9703\", \"carrier\": \"Yamato\"}");
    service.clock("2026-11-17T10:00:00");
    service.step(path, "replacement-delivery", "{}");
    service.clock("2026-11-18T09:00:00");
    service.told(
        "calendar",
        new CalendarChanged(
            4,
            List.of(new Holiday(LocalDate.parse("2026-11-20"), "臨時休業", "Extra Closure")),
            List.of(),
            null));
    service.clock("2026-11-18T10:00:00");
    service.step(
        path,
        "correction",
        """
        {"ofEvent": "ReplacementDelivered", "field": "deliveredAt",
         "value": "2026-11-18T09:30:00+09:00", "reason": "運送会社の記録"}
        """);

    JsonNode now = explained(path, "en");

    JsonNode due = due(now, "RETURN");
    assertThat(texts(due.path("text")))
        .contains(
            "return of the faulty unit: until the end of Fri 2026-11-27 (open).",
            "By the rule: Send the faulty unit within 5 business days of delivery [CSB-4, CAL-6,"
                + " A-08, A-09].");
    assertThat(texts(due.path("text")).get(3))
        .startsWith("Days that did not count: Fri 2026-11-20 Extra Closure, Sat 2026-11-21");
    assertThat(texts(due.path("changes"), "because"))
        .containsExactly("", "CALENDAR_CHANGED", "DELIVERY_CORRECTED");
    assertThat(due.at("/changes/1/text").asString())
        .contains(
            "It moved from until the end of Wed 2026-11-25 to until the end of Thu 2026-11-26,"
                + " because the business calendar was changed",
            "Days that count no more: Fri 2026-11-20 Extra Closure.");
    assertThat(due.at("/changes/2/text").asString())
        .contains("because the time of the delivery was corrected");
    assertThat(decision(now, "HardwareFaultJudged").at("/text/1").asString())
        .isEqualTo("Reason: 電源部の故障");
    assertThat(decision(now, "FactCorrected").at("/text/0").asString())
        .contains("What ReplacementDelivered says of deliveredAt was corrected to");

    JsonNode before =
        service.get(path + "/explanation?language=en&asOf=2026-11-17T12:00:00%2B09:00").body();
    assertThat(due(before, "RETURN").path("due").asString()).isEqualTo("2026-11-25");
    assertThat(due(before, "RETURN").path("changes").size()).isEqualTo(1);
    assertThat(texts(before.path("decisions"), "event")).doesNotContain("FactCorrected");
    assertThat(before.at("/heading/2").asString())
        .isEqualTo("By what had been recorded by Tue 2026-11-17 12:00:00 JST.");
  }

  @Test
  @Clause("NOT-16")
  void aNotice_tellsWhatItWasOf_andWhatBecameOfIt() {
    Customer customer = Customer.registered(service, "C-8604", "NR2A-8604");
    service.startAt("2026-06-01T10:00:00");
    String path = customer.openCase();
    CaseId caseId = new CaseId(path.substring(path.lastIndexOf('/') + 1));
    service.told(
        "delivery/d-7704",
        new NoticeFailed(
            "d-7704",
            "some-event",
            "RequestAccepted",
            caseId,
            null,
            new ContactId("r-7704"),
            Failure.GIVEN_UP,
            5,
            Instant.parse("2026-06-01T01:10:00Z")),
        new NoticeSent(
            "d-7704",
            "some-event",
            "RequestAccepted",
            caseId,
            null,
            new ContactId("r-7704"),
            6,
            Instant.parse("2026-06-01T02:10:00Z")));

    JsonNode notices = explained(path, "en").path("notices");

    assertThat(texts(notices, "outcome")).containsExactly("FAILED", "SENT");
    assertThat(notices.at("/0/text").asString())
        .endsWith(
            " — The notice of RequestAccepted, to r-7704, could not be sent: it was tried as often as"
                + " the setting allows.");
    assertThat(texts(explained(path, "ja").path("text")))
        .anyMatch(line -> line.endsWith("RequestAccepted のお知らせ（宛先 r-7704）は、送信されました。"));
  }

  @Test
  void whatIsPrinted_hasEachSentence_inBothLanguages() {
    Customer customer = Customer.registered(service, "C-8605", "NR2A-8605");
    service.startAt("2026-06-01T10:00:00");
    String path = customer.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true}");

    for (String language : List.of("ja", "en")) {
      JsonNode all = explained(path, language);
      String printed = String.join("\n", texts(all.path("text")));
      for (String list : List.of("decisions", "facts", "deadlines")) {
        all.path(list)
            .valueStream()
            .flatMap(entry -> entry.path("text").valueStream())
            .forEach(sentence -> assertThat(printed).contains(sentence.asString()));
      }
      assertThat(printed).doesNotContain("null");
    }
    assertThat(texts(explained(path, "ja").path("text"))).contains("経過", "期限", "通知");
  }

  private JsonNode explained(String path, String language) {
    Reply reply = service.get(path + "/explanation?language=" + language);
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
    return reply.body();
  }

  private static JsonNode decision(JsonNode explanation, String event) {
    return explanation
        .path("decisions")
        .valueStream()
        .filter(one -> one.path("event").asString().equals(event))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode due(JsonNode explanation, String name) {
    return explanation
        .path("deadlines")
        .valueStream()
        .filter(one -> one.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).collect(Collectors.toList());
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(one -> one.path(field).asString("")).toList();
  }
}
