package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.testkit.Feed;
import io.rmaflow.testkit.Feed.Item;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Units and contracts for those who would rather pull. */
class EventFeedHttpTest extends ServiceTest {

  private final Feed feed = new Feed(path -> get(path).body());

  @Test
  void eventsComeInTheirOrder_theSameInSmallPieces_fromAnyPlaceOn_andByType() {
    String before = feed.end();
    Registered first = register();
    String contract = sign(first);
    Registered second = register();
    String last = "unit/" + second.serial();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> feed.after(before).stream().anyMatch(item -> item.subject().equals(last)));

    List<Item> all = feed.after(before);

    assertThat(all)
        .extracting(Item::subject)
        .containsSubsequence("unit/" + first.serial(), contract, last);
    assertThat(feed.after(before, 1)).startsWith(all.toArray(Item[]::new));
    assertThat(feed.after(all.get(1).position()))
        .startsWith(all.subList(2, all.size()).toArray(Item[]::new));
    assertThat(feed.after(before, 1, "UnitRegistered", "ContractSigned"))
        .extracting(Item::type)
        .containsExactly(
            "rmaflow.contract.UnitRegistered.v1",
            "rmaflow.contract.ContractSigned.v1",
            "rmaflow.contract.UnitRegistered.v1");
    assertThat(get("/api/events?types=FailureReported").status()).isEqualTo(400);
  }
}
