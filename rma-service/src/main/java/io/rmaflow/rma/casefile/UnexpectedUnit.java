package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolved;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import org.jspecify.annotations.Nullable;

/**
 * A unit that was received although it is not the one that was awaited.
 *
 * @param resolved what became of it; absent while nobody has said
 */
public record UnexpectedUnit(
    UnexpectedUnitReceived received, @Nullable ReceivedUnitResolved resolved) {

  /** Whether it still lies there for somebody to decide on. */
  public boolean isOpen() {
    return resolved == null;
  }

  /** Whether it is a unit that the vendor sent in place of the right one, and not one that came. */
  public boolean wasSent() {
    return received.shipment() != null;
  }

  boolean isOpenOn(Leg leg) {
    return isOpen() && received.leg() == leg && !wasSent();
  }
}
