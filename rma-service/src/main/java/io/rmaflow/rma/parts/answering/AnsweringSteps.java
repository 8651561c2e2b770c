package io.rmaflow.rma.parts.answering;

import io.rmaflow.events.Clause;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.FirstContactMade;
import io.rmaflow.events.rma.CaseEvent.InquiryAnswered;
import io.rmaflow.events.rma.CaseEvent.InquiryCompleted;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.rma.casefile.Step.When;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The steps of an inquiry (TEC-3, TEC-9 to TEC-13, VA-3, VA-14). */
@Clause({"TEC-3", "TEC-9", "TEC-10", "TEC-11", "TEC-12", "TEC-13", "VA-3", "VA-14"})
public final class AnsweringSteps {

  private AnsweringSteps() {}

  /** The desk got in touch. */
  public record Contact(When when) implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.onPart(
          Answers.class,
          answers ->
              on.told(
                  answers.firstContact().orElse(null),
                  known -> when.agreesWith(known.contactedAt()),
                  () -> Decision.events(new FirstContactMade(on.caseId(), when.at()))));
    }
  }

  /** The vendor answers; again only after the customer has said something new. */
  public record Answer(@Nullable TextId answerId, Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.whileOpen(
          Answers.class,
          answers ->
              answers.answered().isPresent() && !answers.answeredAgainPossible()
                  ? on.alreadyDecided()
                  : Decision.events(new InquiryAnswered(on.caseId(), answerId, at)));
    }
  }

  /** The vendor takes it to be complete; never by itself. */
  @Clause("A-58")
  public record Complete(CompletionReason reason, Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.whileOpen(
          Answers.class, _ -> Decision.events(new InquiryCompleted(on.caseId(), reason, at)));
    }
  }
}
