package io.rmaflow.rma.cases;

import io.rmaflow.events.rma.CaseEvent.Procedure;
import java.util.Map;
import java.util.Optional;

/**
 * What can be found to lie outside the service after the acceptance, by procedure. The lists
 * are not mixed: an item of one procedure's list excludes nothing in another's.
 */
final class Exclusions {

  private static final Map<String, String> CROSS_SEND_BACK =
      Map.ofEntries(
          Map.entry("EXC-CSB-1", "OUT_OF_HOURS"),
          Map.entry("EXC-CSB-2", "PRIMARY_ISOLATION_IS_CUSTOMER_TASK"),
          Map.entry("EXC-CSB-3", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-CSB-4", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-CSB-5", "CHANNEL_NOT_ACCEPTED"),
          Map.entry("EXC-CSB-6", "REQUIRED_INFORMATION_MISSING"),
          Map.entry("EXC-CSB-7", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-CSB-8", "UNAUTHORIZED_MODIFICATION"),
          Map.entry("EXC-CSB-9", "UNSUPPORTED_ENVIRONMENT"),
          Map.entry("EXC-CSB-10", "FORCE_MAJEURE"),
          Map.entry("EXC-CSB-11", "THIRD_PARTY_DAMAGE"),
          Map.entry("EXC-CSB-12", "SITE_OR_OWNER_MISMATCH"),
          Map.entry("EXC-CSB-13", "MISUSE"),
          Map.entry("EXC-CSB-14", "UNRETURNED_FAULTY_UNIT"),
          Map.entry("EXC-CSB-15", "PRIMARY_ISOLATION_INCOMPLETE"),
          Map.entry("EXC-CSB-16", "PREVENTIVE_EXCHANGE"),
          Map.entry("EXC-CSB-17", "COLLECTED_UNIT_NOT_RETURNED"),
          Map.entry("EXC-CSB-18", "OUT_OF_SCOPE_WORK"));

  private Exclusions() {}

  /** The reject code of the clause in that procedure's list; empty where it is not on it. */
  static Optional<String> code(Procedure procedure, String clause) {
    return procedure == Procedure.CROSS_SEND_BACK
        ? Optional.ofNullable(CROSS_SEND_BACK.get(clause))
        : Optional.empty();
  }
}
