package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Warning;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the intake asks of a procedure. */
public abstract class Admission {

  private final Procedure procedure;
  private final Coverage.By coveredBy;
  private final WorkLimits work;
  private final List<ExcludedItem> exclusions;

  /**
   * The admission of a procedure without a list of exclusions.
   *
   * @param coveredBy what has to cover a unit for it
   */
  @Clause("A-79")
  protected Admission(Procedure procedure, Coverage.By coveredBy, WorkLimits work) {
    this(procedure, coveredBy, work, List.of());
  }

  /** The admission of a procedure with a list of exclusions. */
  protected Admission(
      Procedure procedure, Coverage.By coveredBy, WorkLimits work, List<ExcludedItem> exclusions) {
    this.procedure = procedure;
    this.coveredBy = coveredBy;
    this.work = work;
    this.exclusions = List.copyOf(exclusions);
  }

  final Procedure procedure() {
    return procedure;
  }

  final Coverage.By coveredBy() {
    return coveredBy;
  }

  /**
   * Its checks, in the order of RMA-8.
   *
   * @param virtualAppliance whether the request is about one
   */
  @Clause("RMA-8")
  protected abstract List<IntakeRule> rules(boolean virtualAppliance);

  /** What it grants and refuses beyond the service, at intake and later. */
  public WorkLimits work(boolean virtualAppliance) {
    return work;
  }

  /**
   * Its list of exclusions, item by item. Manufacturer maintenance, the warranty and the exchange
   * of initial failures have none.
   */
  @Clause("A-79")
  public List<ExcludedItem> exclusions(boolean virtualAppliance) {
    return exclusions;
  }

  /** Why nothing further is done in a case for whoever does not name its RMA number. */
  @Clause("A-73")
  protected Optional<Refusal> unnamed(@Nullable RmaNumber issued, @Nullable RmaNumber named) {
    return Optional.empty();
  }

  /**
   * Whether a request is accepted at any hour, and not in reception hours alone (CAL-1, CAL-2);
   * questions keep the hours under whatever plan (TEC-2, A-47).
   */
  @Clause({"CAL-1", "TEC-2", "A-47"})
  protected boolean roundTheClock(Entitlement entitlement) {
    return false;
  }

  /** Whether a unit is dispatched by the noon cut-off (CSB-1, MFR-2). */
  @Clause({"CSB-1", "MFR-2"})
  protected boolean dispatchesByNoon() {
    return false;
  }

  /** Whether the case is or may become one with visits on site, to a target of arrival. */
  protected boolean mayBeVisited() {
    return false;
  }

  /** What the customer is told although the request is accepted, beside what all are told. */
  protected List<Warning> warnings(Asked asked) {
    return List.of();
  }
}
