package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/** {@code 409}: the present state does not allow it; the state is told. */
public final class StateConflict extends Problem {

  private final Object state;

  /**
   * @param state what the thing is now: a status, or an object that is written as JSON
   * @param code the rule, such as {@code RMA_NUMBER_NOT_ISSUED}
   */
  public StateConflict(Object state, String code, String ja, String en) {
    super(409, code, new Message(ja, en));
    this.state = state;
    member("state", state);
  }

  /** What the thing is now. */
  public Object state() {
    return state;
  }
}
