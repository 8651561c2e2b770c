package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.CaseEvent.Procedure;

/** All procedures that there are, by their names. */
@FunctionalInterface
public interface Procedures {

  /** The procedure of this name. */
  CaseProcedure of(Procedure name);
}
