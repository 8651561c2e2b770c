package io.rmaflow.console.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.client.rma.ApiClient;
import io.rmaflow.client.rma.model.OpenWork;
import io.rmaflow.client.rma.model.Who;
import io.rmaflow.console.Rendered;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The queue as it is written, from what the services say, without a server. */
@SpringBootTest(properties = "rmaflow.console.client-secret=none")
class QueuePageTest {

  private static final JsonMapper JSON = ApiClient.createDefaultMapper(null);

  /** The Thursday in Golden Week, of which only it and the Friday are business days. */
  private static final Workdays DAYS =
      new Workdays(
          LocalDate.parse("2026-04-30"),
          LocalDate.parse("2026-05-30"),
          Stream.of(
                  "2026-04-30",
                  "2026-05-01",
                  "2026-05-07",
                  "2026-05-08",
                  "2026-05-11",
                  "2026-05-12")
              .map(LocalDate::parse)
              .toList());

  @Autowired private WebApplicationContext context;

  @Test
  void theColourSaysHowManyBusinessDaysAreLeft_byTheServicesCalendar() {
    assertThat(urgency("2026-04-29", "OPEN")).isEqualTo(Row.Urgency.LATE);
    assertThat(urgency("2026-05-08", "OVERDUE")).isEqualTo(Row.Urgency.LATE);
    assertThat(urgency("2026-04-30", "OPEN")).isEqualTo(Row.Urgency.TODAY);
    assertThat(urgency("2026-05-07", "OPEN")).isEqualTo(Row.Urgency.SOON);
    assertThat(urgency("2026-05-08", "OPEN")).isEqualTo(Row.Urgency.LATER);
    assertThat(urgency("2026-05-31", "OPEN")).isEqualTo(Row.Urgency.FAR);
    Row early = Row.of(work("\"2026-04-30T20:00:00Z\"", "OPEN"), DAYS);
    assertThat(early.daysLeft()).as("the next morning in Japan").isEqualTo(1);
    assertThat(Row.of(work("null", "OPEN"), DAYS).urgency()).isNull();
  }

  @Test
  void theAddressSaysTheFilter_andTheFilterCountsInBusinessDays() {
    View view = View.of("VENDOR", "FIVE_DAYS", "2");
    assertThat(view.address()).isEqualTo("/queue?who=VENDOR&due=FIVE_DAYS&page=2");
    assertThat(view.dueBefore(DAYS)).isEqualTo("2026-05-13");
    assertThat(View.of(null, "TODAY", null).dueBefore(DAYS)).isEqualTo("2026-05-01");
    assertThat(View.of(null, "PASSED", null).dueBefore(DAYS)).isEqualTo("2026-04-30");
    assertThat(View.of("", "nonsense", "-3").address()).isEqualTo("/queue");
  }

  @Test
  void tenViewsAreKept_theLatestOfAName_andACookieOfAnotherMakeIsNone() {
    KeptViews kept = KeptViews.read(null);
    for (int number : IntStream.rangeClosed(1, 11).toArray()) {
      kept = kept.with("表示" + number, View.of("VENDOR", null, "3"));
    }
    kept = kept.with("表示\t5\n", View.of("CUSTOMER", "TODAY", null));
    KeptViews read = KeptViews.read(kept.written());
    assertThat(read).isEqualTo(kept);
    assertThat(read.all()).hasSize(10).extracting(KeptViews.Kept::name).doesNotContain("表示1");
    assertThat(read.all().getLast())
        .isEqualTo(new KeptViews.Kept("表示 5", new View(Who.CUSTOMER, View.Span.TODAY, 0)));
    assertThat(read.without("表示 5").all()).hasSize(9);
    assertThat(kept.with(" ", View.of(null, null, null))).isEqualTo(kept);
    assertThat(KeptViews.read("%%%").all()).isEmpty();
    assertThat(
            KeptViews.read(
                    Base64.getUrlEncoder().encodeToString("a\tb".getBytes(StandardCharsets.UTF_8)))
                .all())
        .isEmpty();
  }

  @Test
  void thePageShowsTheServicesOrder_inWordsOfTheLanguage_andFetchesItselfWhenToldTo()
      throws Exception {
    String page = page(Locale.JAPANESE);
    assertThat(page)
        .containsSubsequence("2026-04-29(水)", "期限超過", "2026-05-07(木)", "残り2営業日", "期限なし")
        .contains("交換機到着済み")
        .contains("href=\"/cases/3f0c7c1e-0000-4000-8000-000000000001\"")
        .contains("hx-get=\"/queue?who=VENDOR\"")
        .contains("hx-trigger=\"queue-changed from:body\"")
        .contains("data-live=\"/queue/live?who=VENDOR")
        .contains("seen=abc")
        .contains("/queue?who=VENDOR&amp;page=1")
        .contains("60件（1〜3件目）")
        .doesNotContain("??");
    assertThat(page(Locale.ENGLISH))
        .contains("2 business days left")
        .contains("60 items (1 to 3)")
        .contains("&lt;b&gt;")
        .doesNotContain("<b>")
        .doesNotContain("??");
  }

  private String page(Locale language) throws Exception {
    View view = View.of("VENDOR", null, null);
    return Rendered.page(
        context,
        QueueController.VIEW,
        language,
        Map.of(
            "view",
            view,
            "work",
            new Work(
                Stream.of("\"2026-04-29\"", "\"2026-05-07\"", "null")
                    .map(due -> Row.of(work(due, "OPEN"), DAYS))
                    .toList(),
                60,
                "abc"),
            "views",
            KeptViews.read(null).with("<b>", view).all(),
            "sides",
            View.SIDES,
            "spans",
            View.Span.values()));
  }

  private static Row.@Nullable Urgency urgency(String day, String state) {
    return Row.of(work('"' + day + '"', state), DAYS).urgency();
  }

  private static OpenWork work(String due, String state) {
    @Nullable OpenWork work =
        JSON.readValue(
            """
            {"caseId": "3f0c7c1e-0000-4000-8000-000000000001", "rmaNumber": "RMA-2026-000001", "customerId": "C-1001",
             "serialNumber": "NN-0001", "procedure": "CROSS_SEND_BACK", "status": "REPLACEMENT_DELIVERED",
             "who": "VENDOR", "name": "JUDGEMENT", "due": %s, "state": "%s",
             "submittedAt": "2026-04-24T10:00:00+09:00", "receiptId": null}
            """
                .formatted(due, state),
            OpenWork.class);
    return Objects.requireNonNull(work);
  }
}
