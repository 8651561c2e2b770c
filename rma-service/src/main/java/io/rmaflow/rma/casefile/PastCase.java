package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A case as it was recorded, to be decided again. Nothing of it is changed. */
public final class PastCase {

  private final CaseStory story;

  PastCase(CaseStory story) {
    this.story = story;
  }

  /** Its ID. */
  public CaseId caseId() {
    return report().caseId();
  }

  /** What was reported. */
  public FailureReported report() {
    if (story.events().getFirst().data() instanceof FailureReported reported) {
      return reported;
    }
    throw new IllegalStateException("a case that does not begin with its report");
  }

  /** When the report was recorded, and so judged. */
  public Instant judgedAt() {
    return story.events().getFirst().recordedAt();
  }

  /** What was answered to it: {@link RequestAccepted} or {@link RequestRefused}. */
  public CaseEvent answer() {
    return story.events().stream()
        .map(EventEnvelope::data)
        .filter(PastCase::isAnswer)
        .map(CaseEvent.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a case that nobody has answered"));
  }

  private static boolean isAnswer(Object event) {
    return event instanceof RequestAccepted || event instanceof RequestRefused;
  }

  /** The due times that stand in it, by their names, as they were recorded. */
  public Map<String, DeadlineView> recordedDueTimes() {
    return standing(story.state());
  }

  /**
   * The due times that would stand in it, by their names, worked out anew from its facts.
   *
   * @param answered what the answer to the report would have been
   * @param policies calendar and settings as they would have been over time
   * @param at as of this instant, at which nothing later has happened
   */
  public Map<String, DeadlineView> dueTimes(
      CaseEvent answered, PolicyHistory policies, Instant at) {
    return standing(answeredBy(answered).trueAt(at, policies));
  }

  private CaseStory answeredBy(CaseEvent answer) {
    if (answer.equals(answer())) {
      return story;
    }
    return new CaseStory(
        story.procedures(),
        story.events().stream()
            .<EventEnvelope<?>>map(
                event -> isAnswer(event.data()) ? withData(event, answer) : event)
            .toList());
  }

  private static EventEnvelope<?> withData(EventEnvelope<?> event, CaseEvent data) {
    return new EventEnvelope<>(
        event.id(),
        event.context(),
        event.name(),
        event.version(),
        event.streamId(),
        event.streamSequence(),
        event.occurredAt(),
        event.recordedAt(),
        event.correlationId(),
        event.causationId(),
        event.actor(),
        data);
  }

  /** The last of each name. */
  private static Map<String, DeadlineView> standing(CaseState state) {
    Map<String, DeadlineView> last = new LinkedHashMap<>();
    List<DeadlineView> all = DeadlineView.of(state);
    all.forEach(due -> last.put(due.name(), due));
    return last;
  }
}
