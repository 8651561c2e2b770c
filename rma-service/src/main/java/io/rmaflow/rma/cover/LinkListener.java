package io.rmaflow.rma.cover;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;

/** Called when two customer IDs were found to be one company. */
public interface LinkListener {

  /**
   * A suspension of one of them holds for all linked IDs from now on. The view of the links
   * already has this one; the order of the two does not matter, and a repetition changes nothing.
   */
  @Clause("A-61")
  void onLinked(CustomerId one, CustomerId other);
}
