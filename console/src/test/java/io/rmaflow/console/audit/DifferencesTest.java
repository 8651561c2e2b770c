package io.rmaflow.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.console.audit.Differences.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DifferencesTest {

  @Test
  void tellWhatIsNotTheSame_andNothingElse() {
    assertThat(
            between(
                """
                {"version": 7, "status": "REPLACEMENT_DELIVERED", "deliveredAt": "2026-05-01T02:00:00Z", "closedAt": null}
                """,
                """
                {"version": 9, "status": "REPLACEMENT_DELIVERED", "deliveredAt": "2026-05-02T02:00:00Z"}
                """))
        .containsExactly(
            new Difference(List.of("deliveredAt"), "2026-05-01T02:00:00Z", "2026-05-02T02:00:00Z"));
  }

  @Test
  void anItemThatIsPutIntoAListMovesNoneOfTheOthers() {
    assertThat(
            between(
                """
                {"deadlines": [{"name": "RETURN", "due": "2026-05-12"}]}
                """,
                """
                {"deadlines": [{"name": "DISPATCH", "due": "2026-05-01"}, {"name": "RETURN", "due": "2026-05-13"}]}
                """))
        .containsExactly(
            new Difference(List.of("deadlines", "RETURN", "due"), "2026-05-12", "2026-05-13"),
            new Difference(List.of("deadlines", "DISPATCH", "name"), null, "DISPATCH"),
            new Difference(List.of("deadlines", "DISPATCH", "due"), null, "2026-05-01"));
  }

  @Test
  void ofTextsInBothLanguagesOnlyThoseOfTheReaderAreCompared() {
    assertThat(
            between(
                "{\"refusals\": [{\"message\": {\"ja\": \"甲\", \"en\": \"a\"}}]}",
                "{\"refusals\": [{\"message\": {\"ja\": \"乙\", \"en\": \"b\"}}]}"))
        .containsExactly(new Difference(List.of("refusals", "1", "message", "ja"), "甲", "乙"));
  }

  @Test
  void aCaseThatDidNotExistYetHadNothing() {
    assertThat(Differences.between(null, json("{\"status\": \"SUBMITTED\"}"), "en"))
        .containsExactly(new Difference(List.of("status"), null, "SUBMITTED"));
  }

  private static List<Difference> between(String before, String after) {
    return Differences.between(json(before), json(after), "en");
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
