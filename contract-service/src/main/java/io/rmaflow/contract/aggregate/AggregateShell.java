package io.rmaflow.contract.aggregate;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.StateConflict;
import java.util.List;
import org.axonframework.modelling.command.AggregateLifecycle;

/** Carries a decision out inside the aggregate that is handling a command. */
public final class AggregateShell {

  private AggregateShell() {}

  /**
   * Applies what happens, in order.
   *
   * @throws PolicyRefused where the policy says no
   * @throws StateConflict where the state does
   */
  public static <E extends DomainEvent> void carryOut(Decision<E> decision) {
    events(decision).forEach(AggregateLifecycle::apply);
  }

  /**
   * What happens, in order; nothing where it is so already.
   *
   * @throws PolicyRefused where the policy says no
   * @throws StateConflict where the state does
   */
  public static <E extends DomainEvent> List<E> events(Decision<E> decision) {
    return switch (decision) {
      case Decision.Happens<E>(var events) -> events;
      case Decision.Refused<E>(var refusals) -> throw new PolicyRefused(refusals);
      case Decision.Conflict<E>(var state, var code, var message) ->
          throw new StateConflict(state, code, message.ja(), message.en());
    };
  }
}
