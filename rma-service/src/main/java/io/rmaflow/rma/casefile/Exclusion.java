package io.rmaflow.rma.casefile;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;

/**
 * One item of a procedure's list of what its service does not cover. It speaks against a request at
 * intake, and the same item may be found to apply after the acceptance.
 */
@Clause("A-75")
public interface Exclusion {

  /** Where it stands in the policy, such as {@code EXC-CSB-14}; each list has its own. */
  String clause();

  /** The reject code of what it refuses, and the reason of the case that it closes. */
  String code();

  /** The item in words, without its number. */
  Message says();

  /** Whether the case is out of scope, and charged, where a person finds it later. */
  @Clause("A-75")
  boolean ends();
}
