package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.wire.EventTypes;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A poison message: seen, tried again, passed over, and what waited behind it. */
class ParkedHttpTest extends RunningService {

  @Autowired private MeterRegistry meters;

  private final CaseId caseId = new CaseId("case-" + UUID.randomUUID());

  @Test
  void anEventThatCannotBeReadParksItsStreamAlone_untilAnOperatorPassesItOver() {
    double before = meters.counter("rmaflow.inbox.parked").count();
    note();
    TOPICS.publishUnreadable(caseId.value(), EventTypes.typeOf(CaseEvent.NoteAdded.class));
    note();
    await().atMost(PATIENCE).until(() -> parked().size() == 2);
    JsonNode poison = parked().get(0);
    JsonNode waiting = parked().get(1);
    assertThat(poison.get("status").asString()).isEqualTo("FAILED");
    assertThat(poison.get("streamsequence").asInt()).isEqualTo(1);
    assertThat(poison.get("reason").asString()).contains("does not fit NoteAdded");
    assertThat(waiting.get("status").asString()).isEqualTo("WAITING");
    assertThat(get("/actuator/health/parked", 200).toString()).contains("\"failed\":");
    assertThat(meters.counter("rmaflow.inbox.parked").count()).isGreaterThan(before);
    assertThat(
            get("/actuator/metrics/rmaflow.inbox.parked.events?tag=status:failed", 200)
                .at("/measurements/0/value")
                .asDouble())
        .isPositive();

    String id = poison.get("parkedId").asString();
    assertThat(post("/api/parked/" + id + "/replay", "", 409).get("code").asString())
        .isEqualTo("STILL_FAILING");
    assertThat(parked().get(0).get("attempts").asInt()).isEqualTo(2);
    post("/api/parked/" + waiting.get("parkedId").asString() + "/skip", "{\"reason\": \"x\"}", 409);
    post("/api/parked/" + id + "/skip", "{}", 400);
    JsonNode skipped =
        post("/api/parked/" + id + "/skip", "{\"reason\": \"written by hand\"}", 200);

    assertThat(skipped.get("stillParked").isEmpty()).isTrue();
    assertThat(parked().size()).isZero();
    post("/api/parked/" + id + "/skip", "{\"reason\": \"again\"}", 404);
    post("/api/parked/nonsense/replay", "", 404);
  }

  private JsonNode parked() {
    JsonNode items = get("/api/parked?topic=rma.events&size=200", 200).get("items");
    tools.jackson.databind.node.ArrayNode own =
        tools.jackson.databind.json.JsonMapper.shared().createArrayNode();
    items.forEach(
        item -> {
          if (item.get("streamId").asString().equals(caseId.value())) {
            own.add(item);
          }
        });
    return own;
  }

  private void note() {
    TOPICS.publish(caseId.value(), new CaseEvent.NoteAdded(caseId, new TextId("r-1")));
  }
}
