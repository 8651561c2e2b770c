package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** This service tells what became of its notices; the events of others go out as webhooks. */
class EventFeedHttpTest extends RunningService {

  @Test
  void theFeedTellsOfNoticesAlone_andKnowsNoOtherTypes() {
    JsonNode answer = get("/api/events?types=NoticeSent,NoticeFailed,NoticeSuppressed", 200);

    assertThat(get("/api/events", 200).get("items")).isEqualTo(answer.get("items"));
    // what was read of whom is stored there too and told to nobody: the next piece may begin behind
    // it
    assertThat(answer.has("next")).isTrue();
    assertThat(get("/api/events?types=NoteAdded", 400).toString()).contains("UNKNOWN_VALUE");
  }
}
