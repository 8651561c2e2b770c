package io.rmaflow.rma.cases;

import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.casefile.Exclusion;
import io.rmaflow.rma.procedures.AllAdmissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be found to lie outside the service after the acceptance, by procedure. The lists
 * are not mixed: an item of one procedure's list excludes nothing in another's.
 */
final class Exclusions {

  private Exclusions() {}

  /** Whether the case is out of scope, and charged, with that clause found. */
  static boolean ends(String clause) {
    return Arrays.stream(Procedure.values())
        .flatMap(procedure -> Stream.concat(of(procedure, false), of(procedure, true)))
        .filter(exclusion -> exclusion.clause().equals(clause))
        .allMatch(Exclusion::ends);
  }

  /**
   * The reject code of the clause in that procedure's list; empty where it is not on it.
   *
   * @param virtualAppliance decides which list of technical support is meant
   */
  static Optional<String> code(Procedure procedure, boolean virtualAppliance, String clause) {
    return of(procedure, virtualAppliance)
        .filter(exclusion -> exclusion.clause().equals(clause))
        .map(Exclusion::code)
        .findFirst();
  }

  private static Stream<? extends Exclusion> of(Procedure procedure, boolean virtualAppliance) {
    return AllAdmissions.ADMISSIONS.of(procedure).exclusions(virtualAppliance).stream();
  }
}
