package io.rmaflow.rma.cover;

/** Which instant the noon cut-off of dispatch looks at. */
public enum CutOffClock {
  /** The vendor's judgement (CSB-2), the default. */
  JUDGED_AT,
  /** The acceptance of the request (CSB-1). */
  ACCEPTED_AT
}
