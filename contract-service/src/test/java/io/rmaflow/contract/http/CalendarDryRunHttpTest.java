package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalendarDryRunHttpTest extends ServiceTest {

  private static final String HOLIDAY =
      "{\"date\": \"2026-06-17\", \"name\": \"臨時休業\", \"reason\": \"停電\"}";

  @AfterEach
  void nothingIsKnownOfCases() {
    RmaStub.ANSWERS.clear();
  }

  private static void oneOpenReturn() {
    RmaStub.ANSWERS.put(
        "/api/deadlines",
        """
        {"items": [{"caseId": "k-1", "name": "RETURN", "due": "2026-06-18", "state": "OPEN"},
                   {"caseId": "k-1", "name": "TAKE_BACK", "due": null, "state": "OPEN"}],
         "page": 0, "size": 200, "total": 2}
        """);
    RmaStub.ANSWERS.put(
        "/api/cases/k-1/deadlines",
        """
        {"items": [{"name": "RETURN", "due": "2026-06-18", "state": "OPEN",
                    "derivation": {"from": "2026-06-11T15:00:00+09:00", "clauses": ["CSB-4"]}},
                   {"name": "DISPATCH", "due": "2026-06-08", "state": "MET",
                    "derivation": {"from": "2026-06-08T10:00:00+09:00", "clauses": ["CSB-2"]}}],
         "page": 0, "size": 200, "total": 2}
        """);
  }

  @Test
  @Clause({"CAL-3", "CAL-6"})
  void dryRun_listsTheDeadlinesThatWouldMove_andChangesNothing() {
    oneOpenReturn();
    int version = get("/api/calendar?from=2026-06-17").body().at("/calendarVersion").intValue();

    Reply dry = post("/api/calendar/company-holidays?dryRun=true", HOLIDAY);

    assertThat(dry.status()).as(dry.raw().body()).isEqualTo(200);
    assertThat(dry.body().at("/calendarVersion").intValue()).isEqualTo(version + 1);
    assertThat(dry.body().at("/moves").size()).isEqualTo(1);
    assertThat(dry.text("/moves/0/caseId")).isEqualTo("k-1");
    assertThat(dry.text("/moves/0/due")).isEqualTo("2026-06-18");
    assertThat(dry.text("/moves/0/newDue")).isEqualTo("2026-06-19");
    Reply after = get("/api/calendar?from=2026-06-17");
    assertThat(after.body().at("/calendarVersion").intValue()).isEqualTo(version);
    assertThat(after.body().at("/days/0/businessDay").booleanValue()).isTrue();
  }

  @Test
  void dryRunOfAWithdrawal_listsThemToo() {
    RmaStub.ANSWERS.put(
        "/api/deadlines", "{\"items\": [], \"page\": 0, \"size\": 200, \"total\": 0}");

    Reply dry =
        call(
            "DELETE",
            "/api/calendar/company-holidays?dryRun=true",
            "{\"date\": \"2026-08-13\", \"reason\": \"営業\"}");

    assertThat(dry.status()).as(dry.raw().body()).isEqualTo(200);
    assertThat(dry.body().at("/days/0/businessDay").booleanValue()).isTrue();
    assertThat(dry.body().at("/moves").size()).isZero();
  }

  @Test
  void withoutRmaService_aDryRunSaysSo_andAChangeNeedsNone() {
    Reply dry = post("/api/calendar/company-holidays?dryRun=true", HOLIDAY);
    assertThat(dry.status()).isEqualTo(503);
    assertThat(dry.header("Retry-After")).isEqualTo("5");
    assertThat(
            post("/api/calendar/company-holidays", "{\"date\": \"2026-06-24\", \"name\": \"臨時休業\"}")
                .text("/errors/0/field"))
        .isEqualTo("reason");
  }
}
