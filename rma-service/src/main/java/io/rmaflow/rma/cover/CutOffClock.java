package io.rmaflow.rma.cover;

import io.rmaflow.events.Clause;

/** Which instant the noon cut-off of dispatch looks at. */
@Clause("A-02")
public enum CutOffClock {
  /** The vendor's judgement (CSB-2), the default. */
  @Clause("CSB-2")
  JUDGED_AT,
  /** The acceptance of the request (CSB-1). */
  @Clause("CSB-1")
  ACCEPTED_AT
}
