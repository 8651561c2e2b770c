package io.rmaflow.console.casepage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.client.notification.model.Mail;
import io.rmaflow.client.rma.ApiClient;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseFile;
import io.rmaflow.client.rma.model.Contact;
import io.rmaflow.client.rma.model.Explanation;
import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.client.rma.model.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** The page as it is written, from what the services say, without a server. */
@SpringBootTest(properties = "rmaflow.console.client-secret=none")
class CasePageTest {

  private static final String HOSTILE = "<script>alert(\"x\")</script>'${7*7}[[${7*7}]]";

  private static final JsonMapper JSON = ApiClient.createDefaultMapper(null);

  @Autowired private WebApplicationContext context;

  @Test
  void theStepThatIsDueHasTheBigButton_andEveryOtherStepOfTheProcedureIsFoldedAway()
      throws Exception {
    String page = page(reading("supportTown"), "support", Locale.JAPANESE, Map.of());
    assertThat(page)
        .contains("案件")
        .contains("交換機の到着を記録")
        .contains(
            "action=\"/cases/3f0c7c1e-0000-4000-8000-000000000001/steps/replacement-delivery\"")
        .contains("/steps/faulty-unit-return\"")
        .doesNotContain("/steps/loaner-shipment\"")
        .doesNotContain("/steps/override\"");
    assertThat(all("class=\"[^\"]*big primary", page)).hasSize(1);
  }

  @Test
  void nothingThatSomebodyTypedIsEverRead_asAPage() throws Exception {
    for (Locale language : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      String page = page(reading(HOSTILE), "admin", language, Map.of());
      assertThat(page)
          .doesNotContain("<script>alert")
          .doesNotContain("'49'")
          .doesNotContain("[[49]]");
      assertThat(all(Pattern.quote("&lt;script&gt;alert"), page)).hasSizeGreaterThan(12);
    }
  }

  @Test
  void noTextIsMissingInEitherLanguage_andNoIdIsThereTwice() throws Exception {
    for (Locale language : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      for (String role : List.of("support", "admin", "logistics", "auditor")) {
        String page = page(reading("a"), role, language, Map.of());
        assertThat(page).doesNotContain("??");
        List<String> ids = all("(?<= id=)\"[^\"]+\"", page);
        assertThat(ids).doesNotHaveDuplicates().containsAll(all("(?<= for=)\"[^\"]+\"", page));
      }
    }
  }

  @Test
  void theDaysThatDidNotCountStandInACalendarWithTheirNames() throws Exception {
    assertThat(page(reading("a"), "support", Locale.JAPANESE, Map.of()))
        .contains("なぜこの日?")
        .contains("みどりの日")
        .contains("2026-05-13(水)");
    assertThat(page(reading("a"), "support", Locale.ENGLISH, Map.of()))
        .contains("Why this day?")
        .contains("Greenery Day");
  }

  @Test
  void aFormThatWasTurnedAwayComesBackWithEverythingThatWasTyped_andTheReasonBesideItsField()
      throws Exception {
    Reading of = reading("a");
    Step step = Steps.named("buy-out-decision").orElseThrow();
    StepForm back =
        StepForm.back(
            step,
            of,
            new Typed(
                Map.of(
                    "agreed", List.of("true"),
                    "priceYen", List.of("五万円"),
                    "reason", List.of(HOSTILE))),
            "the-key",
            List.of(
                new StepForm.Wrong("priceYen", "整数を指定してください。"),
                new StepForm.Wrong("", "いまは記録できません。")));
    String page = page(of, "support", Locale.JAPANESE, Map.of(step.path(), back));
    assertThat(page)
        .contains("value=\"五万円\"")
        .contains("&lt;script&gt;")
        .contains("整数を指定してください。")
        .contains("いまは記録できません。")
        .contains("id=\"buy-out-decision-priceYen-problem\"")
        .contains("value=\"the-key\"");
    assertThat(all("<details[^>]*id=\"step-buy-out-decision\"[^>]*open", page)).hasSize(1);
  }

  @Test
  void whoeverMayNotWriteSeesTheCase_andNoFormOfIt() throws Exception {
    String page = page(reading("a"), "auditor", Locale.ENGLISH, Map.of());
    assertThat(page).contains("Why this day?").doesNotContain("/steps/").doesNotContain("/facts/");
  }

  private String page(Reading of, String role, Locale language, Map<String, StepForm> back)
      throws Exception {
    boolean writes = !role.equals("auditor") && !role.equals("logistics");
    Map<String, Object> model = new HashMap<>();
    model.put(
        "page",
        new CasePage(
            of,
            Timeline.of(of.history(), of.explanation()),
            DueTold.of(of.the(), of.explanation(), language.equals(Locale.JAPANESE)),
            Offers.of(of, role, back),
            null,
            List.of(),
            null,
            writes,
            writes));
    model.put("japanese", language.equals(Locale.JAPANESE));
    model.put("theme", "light");
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/cases/1");
    request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
    LocaleResolver fixed = new FixedLocaleResolver(language);
    request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, fixed);
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.setCharacterEncoding("UTF-8");
    Objects.requireNonNull(
            context
                .getBean("thymeleafViewResolver", ViewResolver.class)
                .resolveViewName(CasePages.VIEW, language))
        .render(model, request, response);
    return response.getContentAsString();
  }

  private static List<String> all(String pattern, String page) {
    return Pattern.compile(pattern).matcher(page).results().map(MatchResult::group).toList();
  }

  /** A case whose texts are all this one. */
  private static Reading reading(String said) {
    String text = JSON.writeValueAsString(said);
    return new Reading(
        read(
            """
            {"caseId": "3f0c7c1e-0000-4000-8000-000000000001", "procedure": "CROSS_SEND_BACK",
             "status": "REPLACEMENT_SHIPPED", "rmaNumber": "RMA-1", "customerId": %1$s, "namedAs": %1$s,
             "submittedBy": "CUSTOMER", "submittedAt": "2026-05-01T10:30:00+09:00",
             "refusals": [], "chargeable": false, "faultDescription": %1$s, "version": 9,
             "warnings": [{"code": "X", "message": {"ja": %1$s, "en": %1$s}}],
             "unit": {"serialNumber": %1$s, "serialNumberAsGiven": %1$s, "productCode": %1$s, "softwareVersion": %1$s},
             "unexpectedUnits": [{"receivedId": "r", "received": %1$s, "expected": %1$s, "leg": "FAULTY_UNIT",
               "receivedAt": "2026-05-01T10:30:00+09:00", "reason": %1$s}],
             "openDuties": [{"who": "CUSTOMER", "what": "FAULTY_UNIT_RETURN", "due": "2026-05-13"},
                            {"who": "CARRIER", "what": "REPLACEMENT_DELIVERY", "due": null}],
             "demands": [{"work": "LOANER", "granted": false, "code": "X", "clauses": ["CSB-1"],
               "message": {"ja": %1$s, "en": %1$s}}],
             "shipments": [{"leg": "REPLACEMENT", "direction": "TO_CUSTOMER", "payer": "VENDOR",
               "carrier": %1$s, "trackingNumber": %1$s, "dispatchedAt": "2026-05-01T15:00:00+09:00"}],
             "deadlines": [{"name": "RETURN", "due": "2026-05-13", "state": "OPEN",
               "derivation": {"from": "2026-05-02T11:00:00+09:00", "rule": {"ja": "5営業日", "en": "five business days"},
                 "clauses": ["CSB-4"], "calendarVersion": 3, "settingsVersion": 1,
                 "skippedDays": [{"date": "2026-05-04", "ja": "みどりの日", "en": "Greenery Day"}],
                 "steps": [{"ja": "1営業日目", "en": "Business day 1"}]}}]}
            """
                .formatted(text),
            CaseAnswer.class),
        List.of(
            entry(0, "FailureReported", "{}"),
            entry(
                5,
                "ReplacementShipped",
                "{\"serialNumber\": " + text + ", \"shipment\": {\"carrier\": " + text + "}}"),
            entry(
                9,
                "FactCorrected",
                "{\"ofEvent\": \"ReplacementShipped\", \"field\": \"carrier\", \"value\": "
                    + text
                    + "}")),
        read(
            """
            {"decisions": [{"sequence": 9, "text": ["corrected", %1$s, "recorded"]}],
             "facts": [{"sequence": 0, "text": [%1$s, %1$s, "recorded"]}, {"sequence": 5, "text": [%1$s, "recorded"]}],
             "deadlines": [{"name": "RETURN", "called": %1$s, "due": "2026-05-13", "changes": [{"sequence": 8, "text": %1$s}]}]}
            """
                .formatted(text),
            Explanation.class),
        null,
        read(
            "{\"contactId\": \"c\", \"name\": %1$s, \"email\": %1$s, \"phone\": %1$s, \"language\": \"ja\"}"
                .formatted(text),
            Contact.class),
        List.of(
            read(
                """
                {"deliveryId": "3f0c7c1e-0000-4000-8000-000000000002", "reason": "RmaNumberIssued", "status": "SENT", "language": "ja", "subject": %1$s,
                 "body": %1$s, "queuedAt": "2026-05-01T10:30:00+09:00", "attempts": 1, "problem": %1$s}
                """
                    .formatted(text),
                Mail.class)),
        List.of(
            read(
                """
                {"type": "NoteAdded", "text": %1$s, "actor": %1$s, "occurredAt": "2026-05-01T10:30:00+09:00",
                 "recordedAt": "2026-05-01T10:30:00+09:00"}
                """
                    .formatted(text),
                Written.class)),
        List.of(
            read(
                "{\"kind\": \"LOG\", \"attachmentId\": \"f\", \"received\": true, \"fileName\": %1$s, \"size\": 3}"
                    .formatted(text),
                CaseFile.class)));
  }

  private static HistoryEntry entry(long sequence, String type, String data) {
    return read(
        """
        {"streamsequence": %d, "type": "%s", "actor": "desk", "occurredAt": "2026-05-01T10:30:00+09:00",
         "recordedAt": "2026-05-01T10:30:00+09:00", "data": %s}
        """
            .formatted(sequence, type, data),
        HistoryEntry.class);
  }

  private static <T> T read(String json, Class<T> type) {
    @Nullable T value = JSON.readValue(json, type);
    return Objects.requireNonNull(value);
  }
}
