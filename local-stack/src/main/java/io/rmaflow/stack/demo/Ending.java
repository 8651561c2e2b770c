package io.rmaflow.stack.demo;

import io.rmaflow.client.notification.model.Mail;
import io.rmaflow.client.rma.model.CaseAnswer;
import java.time.Duration;
import java.util.List;

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
    CaseAnswer caseView,
    List<EventTail.Tailed> events,
    List<Mail> deliveries,
    Duration took) {

  public String caseId() {
    return caseView.getCaseId();
  }
}
