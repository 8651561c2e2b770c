package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.testkit.Feed;
import io.rmaflow.testkit.Feed.Item;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases for those who would rather pull. */
class EventFeedHttpTest {

  private final RunningService service = RunningService.shared();
  private final Feed feed = new Feed(path -> service.get(path).body());

  @Test
  void eventsComeInTheOrderOfTheirCase_theSameInSmallPieces_fromAnyPlaceOn_andByType() {
    service.startAt("2026-05-01T10:30:00");
    String before = feed.end();
    String accepted = open(Customer.registered(service, "C-FEED-1", "FEED-0001").request());
    String refused = open("{\"customerId\": \"C-FEED-1\"}");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> feed.after(before).stream().anyMatch(item -> item.subject().equals(refused)));

    List<Item> all = feed.after(before);

    List<String> names =
        all.stream()
            .filter(item -> item.subject().equals(accepted))
            .map(item -> item.type().replaceAll("rmaflow\\.rma\\.|\\.v1", ""))
            .toList();
    assertThat(names).startsWith("FailureReported", "RequestAccepted");
    assertThat(service.history("/api/cases/" + accepted)).startsWith(names.toArray(String[]::new));
    assertThat(feed.after(before, 1)).startsWith(all.toArray(Item[]::new));
    assertThat(feed.after(all.get(1).position()))
        .startsWith(all.subList(2, all.size()).toArray(Item[]::new));
    assertThat(feed.after(before, 1, "FailureReported"))
        .extracting(Item::subject)
        .containsExactly(accepted, refused);
    assertThat(service.get("/api/events?types=UnitRegistered").status()).isEqualTo(400);
  }

  private String open(String request) {
    return service.post("/api/cases", request).body().path("caseId").asString();
  }
}
