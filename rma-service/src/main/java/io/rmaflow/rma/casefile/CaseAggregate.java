package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.rma.cover.Cover;
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
  private @Nullable CaseState state;

  /** For the framework. */
  protected CaseAggregate() {}

  /** As it stands. */
  CaseAggregate(CaseId caseId, CaseState state) {
    this.caseId = caseId;
    this.state = state;
  }

  @CommandHandler
  CaseAggregate(BeginCase command, Procedures procedures, BusinessClock clock) {
    // the framework hands a new aggregate its events only once this constructor is through
    CaseState begun = new CaseState.NotReported(procedures).evolve(command.events());
    Decision.Taken follows = CaseDecisions.deriveAgain(begun, command.policy(), clock.now());
    command.events().forEach(AggregateLifecycle::apply);
    record(follows);
  }

  /**
   * Takes a step.
   *
   * @throws StateConflict where the state does not allow it
   * @throws InvalidRequest where a value contradicts what the case is about
   */
  @CommandHandler
  void handle(TakeStep command, Cover cover, BusinessClock clock) {
    record(CaseDecisions.decide(state(), command.step(), cover.policy(), clock.now()));
  }

  @CommandHandler
  void handle(DueTimePassed command, Cover cover, BusinessClock clock) {
    record(CaseDecisions.dueTimePassed(state(), command, cover.policy(), clock.now()));
  }

  @CommandHandler
  void handle(DeriveAgain command, BusinessClock clock) {
    record(CaseDecisions.deriveAgain(state(), command.policy(), clock.now()));
  }

  @EventSourcingHandler
  void on(CaseEvent event, Procedures procedures) {
    caseId = event.caseId();
    state = (state == null ? new CaseState.NotReported(procedures) : state).evolve(event);
  }

  private CaseState state() {
    return Objects.requireNonNull(state, "no case is reported");
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
