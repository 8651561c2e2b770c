package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** This service has no events of its own, which its feed says. */
class EventFeedHttpTest extends RunningService {

  @Test
  void theFeedIsEmpty_andKnowsNoTypes() {
    JsonNode answer = get("/api/events", 200);

    assertThat(answer.get("items").isEmpty()).isTrue();
    assertThat(answer.get("next").isNull()).isTrue();
    assertThat(answer.get("more").asBoolean()).isFalse();
    assertThat(get("/api/events?types=NoteAdded", 400).toString()).contains("UNKNOWN_VALUE");
  }
}
