package io.rmaflow.stack.demo;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How a story ended: what a second run, or one with broken servers, has to end with as well.
 *
 * @param caseView the case that the story is about, as read back at its end
 * @param events everything read from the topics since the story began
 * @param deliveries the mails of the story's customer
 * @param took real time
 */
public record Ending(
    Story story,
    String customerId,
    JsonNode caseView,
    List<EventTail.Tailed> events,
    List<JsonNode> deliveries,
    Duration took) {

  public String caseId() {
    return caseView.path("caseId").asString();
  }
}
