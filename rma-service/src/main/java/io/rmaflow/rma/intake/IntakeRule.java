package io.rmaflow.rma.intake;

import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import java.util.List;

/**
 * One check of a request, as a named value.
 *
 * @param step its place in the order of RMA-8
 * @param source whose events a refusal by it rests on
 */
record IntakeRule(Step step, Source source, Check check) {

  /** The steps of RMA-8, in its order. */
  enum Step {
    REQUIRED_FIELDS(false),
    REGISTRATION(false),
    SECOND_HAND(true),
    PLAN(true),
    PERIOD(true),
    CHANNEL(false),
    ISOLATION(true),
    SITE_AND_OWNER(true),
    UNRETURNED_UNITS(true),
    EXCLUSIONS(true),
    VERSION(true);

    private final boolean needsUnitAndCustomer;

    Step(boolean needsUnitAndCustomer) {
      this.needsUnitAndCustomer = needsUnitAndCustomer;
    }

    /** Whether the step is skipped without a known serial number and a known customer. */
    boolean needsUnitAndCustomer() {
      return needsUnitAndCustomer;
    }
  }

  /** What a refusal rests on. */
  enum Source {
    /** What the request itself says. */
    REQUEST,
    /** What contract-service has told, so far as it has arrived here. */
    CONTRACT_EVENTS
  }

  /** Every reason against the request; none where it passes. */
  @FunctionalInterface
  interface Check {
    List<Refusal> refusals(Asked asked);
  }

  /** The request under the procedure that was asked for or chosen, and what is known. */
  record Asked(IntakeRequest request, Known known, Procedure procedure) {}
}
