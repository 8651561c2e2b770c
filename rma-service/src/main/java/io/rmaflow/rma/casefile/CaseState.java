package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of one case, as its events told it; immutable. Facts may have come in any order; a
 * fact that was corrected stands here as it is now.
 */
public sealed interface CaseState {

  /** The state after one more event; an event that says nothing to it leaves it as it is. */
  CaseState evolve(CaseEvent event);

  /** The state after several more, in order. */
  default CaseState evolve(Iterable<? extends CaseEvent> events) {
    CaseState state = this;
    for (CaseEvent event : events) {
      state = state.evolve(event);
    }
    return state;
  }

  /** What the case amounts to once it was accepted; empty before that and where it was refused. */
  default Optional<CaseFile> accepted() {
    return Optional.empty();
  }

  /** What was reported; empty before the first event. */
  default Optional<Reported> known() {
    return Optional.empty();
  }

  /**
   * Before the first event.
   *
   * @param procedures what a case may come to follow
   */
  record NotReported(Procedures procedures) implements CaseState {

    @Override
    public CaseState evolve(CaseEvent event) {
      return event instanceof FailureReported reported ? new Submitted(procedures, reported) : this;
    }
  }

  /** A case that somebody can ask for. */
  sealed interface Reported extends CaseState permits Submitted, Refused, CaseFile {

    FailureReported reported();

    /** The furthest step reached. */
    CaseStatus status();

    /** The procedure that the case follows, or that it was refused under; empty before that. */
    Optional<Procedure> followed();

    /** Why it was refused, or the initial failure declined; empty where it was not. */
    List<Refusal> refusals();

    /** What was asked for beyond the service, oldest first. */
    List<CaseEvent> demands();

    /** The case. */
    default CaseId caseId() {
      return reported().caseId();
    }

    @Override
    default Optional<Reported> known() {
      return Optional.of(this);
    }
  }

  /** Reported and not yet decided; never seen from outside. */
  record Submitted(Procedures procedures, FailureReported reported) implements Reported {

    @Override
    public CaseState evolve(CaseEvent event) {
      return switch (event) {
        case RequestAccepted accepted -> CaseFile.accepted(procedures, reported, accepted);
        case RequestRefused refused -> new Refused(reported, refused, List.of());
        default -> this;
      };
    }

    @Override
    public CaseStatus status() {
      return CaseStatus.SUBMITTED;
    }

    @Override
    public Optional<Procedure> followed() {
      return Optional.empty();
    }

    @Override
    public List<Refusal> refusals() {
      return List.of();
    }

    @Override
    public List<CaseEvent> demands() {
      return List.of();
    }
  }

  /** Refused, which stays so; work can still be asked for, and is refused. */
  record Refused(FailureReported reported, RequestRefused refused, List<CaseEvent> demands)
      implements Reported {

    /** Copies the list. */
    public Refused {
      demands = List.copyOf(demands);
    }

    @Override
    public CaseState evolve(CaseEvent event) {
      return event instanceof DemandGranted || event instanceof DemandRefused
          ? new Refused(
              reported, refused, Stream.concat(demands.stream(), Stream.of(event)).toList())
          : this;
    }

    @Override
    public CaseStatus status() {
      return CaseStatus.REFUSED;
    }

    @Override
    public Optional<Procedure> followed() {
      return Optional.of(refused.procedure());
    }

    @Override
    public List<Refusal> refusals() {
      return refused.refusals();
    }
  }
}
