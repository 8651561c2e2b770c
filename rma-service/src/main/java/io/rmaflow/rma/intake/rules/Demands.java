package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer may ask for beyond the service, at intake or later, procedure by procedure: each
 * has its own list of exclusions, and an item of one list refuses nothing in another.
 */
public final class Demands {

  private final Admissions admissions;

  /** With the limits of each procedure. */
  public Demands(Admissions admissions) {
    this.admissions = admissions;
  }

  /**
   * The case that work is asked for in.
   *
   * @param virtualAppliance decides which list of technical support is meant
   * @param issued the case's RMA number; absent before it is issued
   * @param named the number that the customer named; absent where none was given
   */
  public record FollowUp(
      Procedure procedure,
      boolean virtualAppliance,
      @Nullable RmaNumber issued,
      @Nullable RmaNumber named) {}

  /**
   * One {@link DemandGranted} or {@link DemandRefused} for each work, in the order asked, each work
   * once; the case goes on.
   */
  public List<CaseEvent> decide(
      CaseId caseId, FollowUp followUp, Collection<RequestedWork> works, Instant demandedAt) {
    return new LinkedHashSet<>(works)
        .stream()
            .map(
                work ->
                    refusal(followUp, work)
                        .<CaseEvent>map(
                            refusal -> new DemandRefused(caseId, work, refusal, demandedAt))
                        .orElseGet(() -> new DemandGranted(caseId, work, demandedAt)))
            .toList();
  }

  private Optional<Refusal> refusal(FollowUp followUp, RequestedWork work) {
    Admission admission = admissions.of(followUp.procedure());
    return admission
        .unnamed(followUp.issued(), followUp.named())
        .or(() -> admission.work(followUp.virtualAppliance()).refusal(work));
  }
}
