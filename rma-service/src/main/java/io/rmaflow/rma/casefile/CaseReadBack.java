package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.kit.web.Answer;
import org.springframework.stereotype.Component;

/** Reads back what was recorded of a case, for those who record it otherwise than by a step. */
@Component
public class CaseReadBack {

  private final CaseStories stories;

  CaseReadBack(CaseStories stories) {
    this.stories = stories;
  }

  /** {@code 201} with the case as read back, its location and its version. */
  public Answer created(CaseId caseId) {
    CaseAnswer answer = stories.present(caseId);
    return Answer.created("/api/cases/" + caseId, answer)
        .withVersion(caseId.value(), answer.version());
  }

  /**
   * A case by the ID in a path.
   *
   * @throws io.rmaflow.kit.web.NotFound where there is no such case
   */
  public CaseState.Reported state(String caseId) {
    return stories.state(caseId);
  }

  /**
   * The place of its last event.
   *
   * @throws io.rmaflow.kit.web.NotFound where there is no such case
   */
  public long version(String caseId) {
    return stories.version(caseId);
  }
}
