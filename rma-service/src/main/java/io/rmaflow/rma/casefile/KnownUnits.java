package io.rmaflow.rma.casefile;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.KnownAs;

/** What this service knows of a unit that somebody has before them. */
@FunctionalInterface
public interface KnownUnits {

  /** The open case that the unit belongs to, the oldest of several, and who has the unit. */
  KnownAs knownAs(SerialNumber unit);
}
