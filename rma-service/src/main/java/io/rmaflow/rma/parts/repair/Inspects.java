package io.rmaflow.rma.parts.repair;

import io.rmaflow.events.Clause;

/**
 * A case in which the vendor looks at what has come; where it only exchanges, to charge for
 * consumable parts (CSB-12).
 */
@Clause("CSB-12")
public interface Inspects {

  /** What is known of it. */
  Repair repair();
}
