package io.rmaflow.rma.intake;

import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.rma.intake.rules.RuleAsked;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Asks the rules of the intake again of a request that was decided before. What was decided stands
 * in the case's events; which rules were asked, and what they looked at, is not recorded and comes
 * out of the same rules, asked of the recorded request under the calendar and the settings of then.
 */
@Component
public class AskedAgain {

  private static final String NOT_REGISTERED = "NOT_REGISTERED";

  private final KnownReader known;
  private final Intake intake;

  AskedAgain(KnownReader known, Intake intake) {
    this.known = known;
    this.intake = intake;
  }

  /**
   * The rules of the procedure, in the order in which they were asked.
   *
   * @param decidedAt when the answer was recorded
   * @param refusals that were recorded; none where the request was accepted
   */
  public List<RuleAsked> of(
      FailureReported request, Procedure procedure, Instant decidedAt, List<Refusal> refusals) {
    boolean unitKnown =
        refusals.stream().noneMatch(refusal -> refusal.code().equals(NOT_REGISTERED));
    return intake.explain(request, procedure, known.then(request, decidedAt, unitKnown));
  }
}
