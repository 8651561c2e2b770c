package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.rma.cover.PolicyContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes of a step, of a due time, of a change of the policy: pure, from the state, the policy
 * and the time. A step yields its own event; what follows from it is added by the procedure's
 * consequences.
 */
public final class CaseDecisions {

  private CaseDecisions() {}

  /**
   * Decides a step.
   *
   * @param now the recording time, which decides what is overdue already
   */
  public static Decision decide(CaseState state, Step step, PolicyContext policy, Instant now) {
    Decision decision =
        switch (state) {
          case CaseFile file -> step.decide(new Deciding(file, policy, now));
          case CaseState.Reported other -> step.decide(other);
          case CaseState.NotReported _ -> throw new IllegalStateException("no case is reported");
        };
    return decision instanceof Decision.Taken taken && !taken.recorded().isEmpty()
        ? withConsequences(state, taken.recorded(), policy, now)
        : decision;
  }

  private static Decision withConsequences(
      CaseState state, List<Recorded> own, PolicyContext policy, Instant now) {
    List<Recorded> all = new ArrayList<>(own);
    all.addAll(
        Deriving.consequences(
            state.evolve(own.stream().map(Recorded::event).toList()), policy, now));
    return new Decision.Taken(all);
  }

  /**
   * A due time has come: what is still owed for this very day is recorded, at most once.
   *
   * @param now not before that due time
   */
  public static Decision dueTimePassed(
      CaseState state, DueTimePassed passed, PolicyContext policy, Instant now) {
    List<Recorded> recorded = new ArrayList<>(Deriving.consequences(state, policy, now));
    state.accepted().stream()
        .flatMap(file -> file.procedure().owed(file, passed).stream())
        .map((CaseEvent event) -> new Recorded(event, null))
        .forEach(recorded::add);
    return new Decision.Taken(recorded);
  }

  /**
   * What follows from the facts under this calendar and these settings, and is not yet recorded.
   */
  public static Decision.Taken deriveAgain(CaseState state, PolicyContext policy, Instant now) {
    return new Decision.Taken(Deriving.consequences(state, policy, now));
  }
}
