package io.rmaflow.rma.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.notification.NoticeEvent.Failure;
import io.rmaflow.events.notification.NoticeEvent.NoticeFailed;
import io.rmaflow.events.notification.NoticeEvent.NoticeSent;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import io.rmaflow.stack.Audit;
import io.rmaflow.testkit.TestIdentity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * An auditor asks the same question over REST, on the command line and of the paper, and is told
 * the same, in both languages.
 */
class SameAnswerTest {

  private final RunningService service = RunningService.shared();

  /** What one way of asking answers. */
  private record Told(List<String> rest, String commandLine, OnPaper paper) {}

  @Test
  void whyADateIsThisDate() {
    Customer customer = Customer.registered(service, "C-7951", "NR2A-7951");
    service.startAt("2026-05-01T10:30:00");
    String path = customer.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.step(
        path,
        "replacement-shipment",
        "{\"serialNumber\": \"NR2A-7951-X\", \"carrier\": \"Yamato\"}");
    service.clock("2026-05-02T11:00:00");
    service.step(path, "replacement-delivery", "{}");

    theyAllSay(
        path,
        Map.of(
            "ja",
            List.of(
                "障害機の返却期限は 2026-05-13（水） 24時までです（未了）。",
                "数えなかった日: 2026-05-03（日） 憲法記念日、2026-05-04（月） みどりの日、"),
            "en",
            List.of(
                "return of the faulty unit: until the end of Wed 2026-05-13 (open).",
                "Days that did not count: Sun 2026-05-03 ")));
  }

  @Test
  void whyItWasRefused() {
    Customer customer = Customer.registered(service, "C-7952", "NR2A-7952");
    service.startAt("2026-06-01T10:00:00");
    Reply refused =
        service.post(
            "/api/cases",
            customer.request().replace("\"checkSheet\": true", "\"checkSheet\": false"));
    assertThat(refused.outcome()).isEqualTo("CHECKSHEET_REQUIRED");

    theyAllSay(
        "/api/cases/" + refused.body().path("caseId").asString(),
        Map.of(
            "ja",
            List.of(
                "手順は「クロスセンドバック保守サービス」、状態は「お断り」です。",
                "不適合: 切り分けチェックシートが添えられていること [CSB-7, CSB-22]。確認した内容は、切り分けチェックシート＝なし。" + "お断りの理由: "),
            "en",
            List.of(
                "It follows “cross-send-back”; its status is “refused”.",
                "Fails: the isolation check sheet is sent with it [CSB-7, CSB-22]. Looked at:"
                    + " isolation check sheet = not given. Reason given: The isolation check sheet"
                    + " is missing.")));
  }

  @Test
  void whatWasSent() {
    Customer customer = Customer.registered(service, "C-7953", "NR2A-7953");
    service.startAt("2026-06-01T10:00:00");
    String path = customer.openCase();
    CaseId caseId = new CaseId(path.substring(path.lastIndexOf('/') + 1));
    service.told(
        "delivery/d-7953",
        new NoticeSent(
            "d-7953",
            "some-event",
            "RequestAccepted",
            caseId,
            null,
            new ContactId("r-7953"),
            1,
            Instant.parse("2026-06-01T01:10:00Z")),
        new NoticeFailed(
            "d-7954",
            "some-event",
            "RequestAccepted",
            caseId,
            null,
            new ContactId("r-7954"),
            Failure.REFUSED,
            1,
            Instant.parse("2026-06-01T01:20:00Z")));

    theyAllSay(
        path,
        Map.of(
            "ja",
            List.of(
                "RequestAccepted のお知らせ（宛先 r-7953）は、送信されました。",
                "RequestAccepted のお知らせ（宛先 r-7954）は、送信できませんでした（メールサーバが受け取りを拒否）。"),
            "en",
            List.of(
                "The notice of RequestAccepted, to r-7953, was sent.",
                "The notice of RequestAccepted, to r-7954, could not be sent: the mail server"
                    + " refused it.")));
  }

  /** These parts of sentences, and then every sentence of the answer over REST. */
  private void theyAllSay(String path, Map<String, List<String>> expected) {
    for (String language : List.of("ja", "en")) {
      Told told = told(path, language);
      for (String words : expected.getOrDefault(language, List.of())) {
        assertThat(told.rest()).as("REST").anyMatch(line -> line.contains(words));
        assertThat(told.commandLine().lines()).as("CLI").anyMatch(line -> line.contains(words));
        assertThat(told.paper().text()).as("PDF").contains(OnPaper.squeezed(words));
      }
      assertThat(told.commandLine().lines()).containsExactlyElementsOf(told.rest());
      told.paper().isTheSame();
      assertThat(told.paper().sentences())
          .allSatisfy(each -> assertThat(told.commandLine()).contains(each));
      assertThat(told.paper().lines()).hasSizeGreaterThan(60);
      assertThat(KinsokuTest.against(told.paper().lines())).isEmpty();
    }
  }

  private Told told(String path, String language) {
    JsonNode rest =
        service
            .send(
                service
                    .request(path + "/explanation?language=" + language, "auditor")
                    .GET()
                    .build())
            .body();
    List<String> lines = new ArrayList<>();
    rest.path("text").forEach(line -> lines.add(line.asString()));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new Audit(
            service.base(),
            TestIdentity.shared().bearer("auditor", "auditor-1").substring("Bearer ".length()),
            new PrintStream(printed, true, UTF_8))
        .explain(path.substring("/api/cases/".length()), null, language);
    return new Told(lines, printed.toString(UTF_8), OnPaper.of(service, path, language, "auditor"));
  }
}
