package io.rmaflow.rma.inquiry;

import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.FirstContactMade;
import io.rmaflow.events.rma.CaseEvent.InquiryAnswered;
import io.rmaflow.events.rma.CaseEvent.InquiryCompleted;
import io.rmaflow.rma.cases.CaseState;
import io.rmaflow.rma.cases.CaseStep;
import io.rmaflow.rma.cases.CaseStep.When;
import io.rmaflow.rma.cases.Deciding;
import io.rmaflow.rma.cases.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The steps of an inquiry (TEC-3, TEC-9 to TEC-13, VA-3, VA-14). */
public final class InquirySteps {

  private InquirySteps() {}

  /** The desk got in touch. */
  public record Contact(When when) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      return state.isInquiry() && state.accepted() != null
          ? on.fact(
              state.inquiry().firstContact(),
              known -> Deciding.same(when, known.contactedAt()),
              () -> Decision.events(new FirstContactMade(state.caseId(), when.at())))
          : on.notInThisState();
    }
  }

  /** The vendor answers; again only after the customer has said something new. */
  public record Answer(@Nullable TextId answerId, Instant at) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      if (!state.isInquiry() || !state.isOpen()) {
        return on.notInThisState();
      }
      return state.inquiry().answered() != null && !state.inquiry().answeredAgainPossible()
          ? on.alreadyDecided()
          : Decision.events(new InquiryAnswered(state.caseId(), answerId, at));
    }
  }

  /** The vendor takes it to be complete; never by itself. */
  public record Complete(CompletionReason reason, Instant at) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      return state.isInquiry() && state.isOpen()
          ? Decision.events(new InquiryCompleted(state.caseId(), reason, at))
          : on.notInThisState();
    }
  }
}
