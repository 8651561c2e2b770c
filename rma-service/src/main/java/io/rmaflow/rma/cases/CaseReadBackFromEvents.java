package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.rma.intake.CaseReadBack;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Reads back what the intake has just recorded. */
@Component
class CaseReadBackFromEvents implements CaseReadBack {

  private final CaseStories stories;

  CaseReadBackFromEvents(CaseStories stories) {
    this.stories = stories;
  }

  @Override
  public Answer created(CaseId caseId) {
    CaseView view = stories.present(caseId);
    return Answer.created("/api/cases/" + caseId, view).withVersion(caseId.value(), view.version());
  }

  @Override
  public Existing existing(String caseId) {
    CaseStory story = stories.of(caseId);
    Procedure procedure =
        Objects.requireNonNull(story.state().procedure(), "a case without a decision");
    return new Existing(
        new CaseId(caseId),
        procedure,
        story.state().isVirtualAppliance(),
        story.state().rmaNumber(),
        story.version());
  }
}
