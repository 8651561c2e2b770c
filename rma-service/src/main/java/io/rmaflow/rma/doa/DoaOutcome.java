package io.rmaflow.rma.doa;

import io.rmaflow.events.rma.CaseEvent.DoaCertified;
import io.rmaflow.events.rma.CaseEvent.DoaDeclined;

/** What a person said of an initial failure (DOA-6). */
public sealed interface DoaOutcome {

  /** It is one. */
  record Certified(DoaCertified event) implements DoaOutcome {}

  /** It is none; the case goes on under what else covers the unit, if anything does. */
  record Declined(DoaDeclined event) implements DoaOutcome {}
}
