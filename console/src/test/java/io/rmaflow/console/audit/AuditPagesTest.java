package io.rmaflow.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.client.rma.ApiClient;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.Explanation;
import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.console.audit.AccessLogController.Access;
import io.rmaflow.console.audit.AccessLogController.Keeper;
import io.rmaflow.console.audit.AccessLogController.Log;
import io.rmaflow.console.audit.AccessLogController.Sought;
import io.rmaflow.console.audit.AuditController.Pair;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.note.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages as they are written, from what the services say, without a server. */
@SpringBootTest(properties = "rmaflow.console.client-secret=none")
class AuditPagesTest {

  private static final JsonMapper JSON = ApiClient.createDefaultMapper(null);
  private static final String HOSTILE = "<script>alert('x')</script>[[${7*7}]]";
  private static final OffsetDateTime AT = OffsetDateTime.parse("2026-05-07T10:00:00+09:00");

  @Autowired private WebApplicationContext context;
  @Autowired private MessageSource texts;

  @Test
  void aCorrectedCaseIsShownAsItWasKnownBeforeAndAsItIsKnownNow() throws Exception {
    String page = shown(Locale.JAPANESE);
    assertThat(page)
        .contains("違い: 2 件")
        .contains("到着日時")
        .contains("<del class=\"changed\">2026-05-01(金) 11:00</del>")
        .contains("<ins class=\"changed\">2026-05-02(土) 11:00</ins>")
        .contains("期限 › 障害機の返却期限 › 期限")
        .contains("<del class=\"changed\">2026-05-12(火)</del>")
        .contains("<ins class=\"changed\">2026-05-13(水)</ins>")
        .contains("/audit/cases/3f0c7c1e-0000-4000-8000-000000000001/pack/proof.jsonl");
    assertThat(shown(Locale.ENGLISH))
        .contains("2 differences")
        .contains("Due times › ")
        .contains("<ins class=\"changed\">Wed 2026-05-13</ins>");
  }

  @Test
  void theBadgeSaysWhatWasCheckedAndAgainstWhichCheckpoint() throws Exception {
    Checkpoint checkpoint = new Checkpoint("rmaflow.example/rma", 4711, Hash.of(new byte[32]));
    String good =
        proof(
            new Badge(
                Badge.State.PROVED,
                List.of(),
                12,
                3,
                0,
                checkpoint,
                List.of("rmaflow.example/rma+0a+AA"),
                List.of()));
    assertThat(good)
        .contains("class=\"badge good\"")
        .contains("案件の記録 12 件と関係する記録 3 件")
        .contains("rmaflow.example/rma")
        .contains("4711")
        .contains("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
        .contains("rmaflow.example/rma+0a+AA");
    String bad =
        proof(
            new Badge(
                Badge.State.BROKEN,
                List.of(new Badge.Wrong("5 行目: 書き換えられています。", "Line 5: it was changed.")),
                12,
                3,
                0,
                checkpoint,
                List.of(),
                List.of()));
    assertThat(bad)
        .contains("class=\"badge late\"")
        .contains("5 行目: 書き換えられています。")
        .doesNotContain("案件の記録 12 件と関係する記録");
  }

  @Test
  void noTextIsMissing_noIdIsThereTwice_andNothingTypedIsReadAsAPage() throws Exception {
    for (Locale language : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      List<String> pages = new ArrayList<>();
      pages.add(shown(language));
      pages.add(page("audit/begin", language, Map.of("search", HOSTILE)));
      pages.add(log(language));
      for (Badge.State state : Badge.State.values()) {
        pages.add(
            page(
                "audit/proof",
                language,
                Map.of(
                    "caseId",
                    "c",
                    "wrong",
                    List.of(HOSTILE),
                    "badge",
                    new Badge(state, List.of(), 0, 0, 1, null, List.of(), List.of()))));
      }
      for (String page : pages) {
        assertThat(page)
            .doesNotContain("??")
            .doesNotContain("<script>alert")
            .doesNotContain("[[49]]");
        List<String> ids = all("(?<= id=)\"[^\"]+\"", page);
        assertThat(ids)
            .doesNotHaveDuplicates()
            .containsAll(all("(?<= for=)\"[^\"]+\"", page))
            .containsAll(all("(?<= aria-labelledby=)\"[^\"]+\"", page));
      }
    }
  }

  @Test
  void everyFieldOfACaseHasItsWordsInBothLanguages() throws IOException {
    JsonNode schemas =
        JsonMapper.shared()
            .readTree(Files.readString(Path.of("../docs/api/rma-service.json")))
            .get("components")
            .get("schemas");
    Set<String> fields = new TreeSet<>();
    fields("Case", schemas, new TreeSet<>(), fields);
    fields.removeAll(List.of("ja", "en", "version"));
    assertThat(fields).hasSizeGreaterThan(100);
    for (String field : fields) {
      for (Locale language : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
        assertThat(texts.getMessage("audit.field." + field, null, null, language))
            .as("%s in %s", field, language)
            .isNotBlank();
      }
    }
  }

  private static void fields(
      String schema, JsonNode schemas, Set<String> seen, Set<String> fields) {
    if (!seen.add(schema)) {
      return;
    }
    for (Map.Entry<String, JsonNode> each : schemas.get(schema).path("properties").properties()) {
      fields.add(each.getKey());
      all("(?<=schemas/)\\w+", each.getValue().toString())
          .forEach(name -> fields(name, schemas, seen, fields));
    }
  }

  private String log(Locale language) throws Exception {
    return page(
        "audit/access-log",
        language,
        Map.of(
            "keepers",
            Keeper.values(),
            "service",
            Keeper.CONTRACT,
            "sought",
            new Sought(HOSTILE, null, null, null, null),
            "log",
            new Log(List.of(access("PersonalDataRead"), access("AdministrativeActDone")), 200, 1)));
  }

  private static Access access(String type) {
    return new Access(
        AT, HOSTILE, "auditor", type, "GET /api/x", List.of(HOSTILE), HOSTILE, "127.0.0.1");
  }

  private String proof(Badge badge) throws Exception {
    return page(
        "audit/proof",
        Locale.JAPANESE,
        Map.of(
            "caseId",
            "c",
            "badge",
            badge,
            "wrong",
            badge.wrong().stream().map(Badge.Wrong::japanese).toList()));
  }

  private String shown(Locale language) throws Exception {
    CaseAnswer before = theCase("2026-05-01T11:00:00+09:00", "2026-05-12");
    CaseAnswer after = theCase("2026-05-02T11:00:00+09:00", "2026-05-13");
    Explanation explanation =
        read(
            """
            {"decisions": [{"sequence": 1, "event": "CaseAccepted", "text": ["%1$s", "%1$s"], "reconstructed": true,
              "rules": [{"text": "%1$s"}]}], "facts": [], "text": ["%1$s"]}
            """
                .formatted(HOSTILE),
            Explanation.class);
    HistoryEntry entry =
        new HistoryEntry().streamsequence(1L).type("FailureReported").occurredAt(AT).recordedAt(AT);
    Map<String, Object> model = new HashMap<>();
    model.put("the", after);
    model.put("before", before);
    model.put("after", after);
    model.put("moments", Moments.of(List.of(entry), explanation));
    model.put("first", new Pair(AT, null));
    model.put("second", new Pair(null, null));
    model.put("explanation", explanation);
    model.put(
        "differences",
        new Told(texts, language)
            .lines(
                Differences.between(
                    JSON.valueToTree(before),
                    JSON.valueToTree(after),
                    language.equals(Locale.JAPANESE) ? "en" : "ja")));
    return page("audit/case", language, model);
  }

  private static CaseAnswer theCase(String deliveredAt, String due) {
    return read(
        """
        {"caseId": "3f0c7c1e-0000-4000-8000-000000000001", "rmaNumber": "RMA-1", "status": "REPLACEMENT_DELIVERED",
         "version": 9, "deliveredAt": "%s", "deadlines": [{"name": "RETURN", "due": "%s", "state": "OPEN"}]}
        """
            .formatted(deliveredAt, due),
        CaseAnswer.class);
  }

  private String page(String view, Locale language, Map<String, Object> model) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/audit");
    request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
    request.setAttribute(
        DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(language));
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.setCharacterEncoding("UTF-8");
    Map<String, Object> whole = new HashMap<>(model);
    whole.put("theme", "light");
    Objects.requireNonNull(
            context
                .getBean("thymeleafViewResolver", ViewResolver.class)
                .resolveViewName(view, language))
        .render(whole, request, response);
    return response.getContentAsString();
  }

  private static List<String> all(String pattern, String page) {
    return Pattern.compile(pattern).matcher(page).results().map(MatchResult::group).toList();
  }

  private static <T> T read(String json, Class<T> type) {
    @Nullable T value = JSON.readValue(json, type);
    return Objects.requireNonNull(value);
  }
}
