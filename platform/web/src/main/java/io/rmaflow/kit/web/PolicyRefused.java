package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import java.util.List;

/** {@code 422}: the maintenance policy refuses; every reason at once, nothing has changed. */
public final class PolicyRefused extends Problem {

  private final List<Refusal> refusals;

  public PolicyRefused(List<Refusal> refusals) {
    super(
        422,
        "POLICY_REFUSED",
        new Message("保守規定によりお受けできません。", "The maintenance policy does not allow this."));
    if (refusals.isEmpty()) {
      throw new IllegalArgumentException("a refusal has at least one reason");
    }
    this.refusals = List.copyOf(refusals);
    member("refusals", this.refusals);
  }

  public List<Refusal> refusals() {
    return refusals;
  }
}
