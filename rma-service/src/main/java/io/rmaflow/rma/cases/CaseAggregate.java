package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.rma.casefile.DeriveAgain;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.intake.DemandWork;
import io.rmaflow.rma.intake.ReportFailure;
import io.rmaflow.rma.intake.rules.Demands;
import io.rmaflow.rma.intake.rules.Intake;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One case: loads what is known, lets the pure decisions decide, records what they say. */
@Aggregate
public class CaseAggregate {

  /** The key under which a message carries when it happened. */
  private static final String OCCURRED_AT = "occurredAt";

  @AggregateIdentifier private @Nullable CaseId caseId;
  private CaseState state = CaseState.NONE;

  /** For the framework, which then replays the events. */
  protected CaseAggregate() {}

  @CommandHandler
  CaseAggregate(ReportFailure command, Intake intake, BusinessClock clock) {
    List<CaseEvent> events = intake.decide(command.request(), command.known());
    // the framework hands a new aggregate its events only once this constructor is through
    CaseState begun = CaseState.NONE;
    for (CaseEvent event : events) {
      begun = begun.evolve(event);
    }
    events.forEach(AggregateLifecycle::apply);
    record(CaseDecisions.deriveAgain(begun, command.known().policy(), clock.now()));
  }

  /**
   * Takes a step.
   *
   * @throws StateConflict where the state does not allow it
   * @throws InvalidRequest where a value contradicts what the case is about
   */
  @CommandHandler
  void handle(TakeStep command, Cover cover, BusinessClock clock) {
    record(CaseDecisions.decide(state, command.step(), cover.policy(), clock.now()));
  }

  @CommandHandler
  void handle(DueTimePassed command, Cover cover, BusinessClock clock) {
    record(CaseDecisions.dueTimePassed(state, command, cover.policy(), clock.now()));
  }

  @CommandHandler
  void handle(DeriveAgain command, BusinessClock clock) {
    record(CaseDecisions.deriveAgain(state, command.policy(), clock.now()));
  }

  @CommandHandler
  void handle(DemandWork command, Demands demands) {
    demands
        .decide(
            command.caseId(),
            new Demands.FollowUp(
                procedure(), state.isVirtualAppliance(), state.rmaNumber(), command.rmaNumber()),
            command.works(),
            command.demandedAt())
        .forEach(AggregateLifecycle::apply);
  }

  @EventSourcingHandler
  void on(CaseEvent event) {
    caseId = event.caseId();
    state = state.evolve(event);
  }

  private Procedure procedure() {
    return Objects.requireNonNullElse(state.procedure(), Procedure.CROSS_SEND_BACK);
  }

  private static void record(Decision decision) {
    switch (decision) {
      case Decision.Taken taken -> taken.recorded().forEach(CaseAggregate::apply);
      case Decision.Conflict conflict ->
          throw new StateConflict(
              conflict.status().name(),
              conflict.code(),
              conflict.message().ja(),
              conflict.message().en());
      case Decision.Refused refused -> throw new PolicyRefused(refused.refusals());
      case Decision.Invalid invalid ->
          throw InvalidRequest.of(
              invalid.field(), invalid.code(), invalid.message().ja(), invalid.message().en());
    }
  }

  private static void apply(Recorded recorded) {
    if (recorded.occurredAt() == null) {
      AggregateLifecycle.apply(recorded.event());
    } else {
      AggregateLifecycle.apply(
          recorded.event(), MetaData.with(OCCURRED_AT, recorded.occurredAt().toString()));
    }
  }

  /** The case's ID; absent before its first event. */
  public @Nullable CaseId caseId() {
    return caseId;
  }
}
