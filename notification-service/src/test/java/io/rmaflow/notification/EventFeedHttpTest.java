package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * This service tells no events of its own, which its feed says; those of others go out as webhooks.
 */
class EventFeedHttpTest extends RunningService {

  @Test
  void theFeedIsEmpty_andKnowsNoTypes() {
    JsonNode answer = get("/api/events", 200);

    assertThat(answer.get("items").isEmpty()).isTrue();
    assertThat(answer.get("more").asBoolean()).isFalse();
    // what was read of whom is stored there too and told to nobody: the next piece may begin behind
    // it
    assertThat(answer.has("next")).isTrue();
    assertThat(get("/api/events?types=NoteAdded", 400).toString()).contains("UNKNOWN_VALUE");
  }
}
