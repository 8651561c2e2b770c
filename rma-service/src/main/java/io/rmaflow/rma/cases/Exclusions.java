package io.rmaflow.rma.cases;

import io.rmaflow.events.rma.CaseEvent.Procedure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
          Map.entry("EXC-CSB-6", "INFO_NOT_PROVIDED"),
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

  private static final Map<String, String> ONSITE =
      Map.ofEntries(
          Map.entry("EXC-ONS-1", "OUT_OF_HOURS"),
          Map.entry("EXC-ONS-2", "PRIMARY_ISOLATION_IS_CUSTOMER_TASK"),
          Map.entry("EXC-ONS-3", "IMPROPER_ISOLATION_OR_FALSE_REPORT"),
          Map.entry("EXC-ONS-4", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-ONS-5", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-ONS-6", "INSTALLED_AT_HEIGHT"),
          Map.entry("EXC-ONS-7", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-ONS-8", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-ONS-9", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-ONS-10", "NOT_CAUSED_BY_DEVICE"),
          Map.entry("EXC-ONS-11", "UNAUTHORIZED_MODIFICATION"),
          Map.entry("EXC-ONS-12", "UNSUPPORTED_ENVIRONMENT"),
          Map.entry("EXC-ONS-13", "FORCE_MAJEURE"),
          Map.entry("EXC-ONS-14", "THIRD_PARTY_DAMAGE"),
          Map.entry("EXC-ONS-15", "CHANNEL_NOT_ACCEPTED"),
          Map.entry("EXC-ONS-16", "INFO_NOT_PROVIDED"),
          Map.entry("EXC-ONS-17", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-ONS-18", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-ONS-19", "SITE_OR_OWNER_MISMATCH"),
          Map.entry("EXC-ONS-20", "MISUSE"),
          Map.entry("EXC-ONS-21", "REPORT_NOT_PROVIDED"),
          Map.entry("EXC-ONS-22", "PRIMARY_ISOLATION_INCOMPLETE"),
          Map.entry("EXC-ONS-23", "PREVENTIVE_EXCHANGE"),
          Map.entry("EXC-ONS-24", "COLLECTED_UNIT_NOT_RETURNED"),
          Map.entry("EXC-ONS-25", "DATA_NOT_GUARANTEED"),
          Map.entry("EXC-ONS-26", "OUT_OF_SCOPE_WORK"));

  private static final Map<String, String> TECHNICAL =
      Map.ofEntries(
          Map.entry("EXC-TEC-1", "PRIMARY_ISOLATION_INCOMPLETE"),
          Map.entry("EXC-TEC-2", "OUT_OF_HOURS"),
          Map.entry("EXC-TEC-3", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-TEC-4", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-TEC-5", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-TEC-6", "MISUSE"),
          Map.entry("EXC-TEC-7", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-TEC-8", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-TEC-9", "VERSION_NOT_SUPPORTED"),
          Map.entry("EXC-TEC-10", "CONFIDENTIAL"),
          Map.entry("EXC-TEC-11", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-TEC-12", "NOT_REPRODUCIBLE"),
          Map.entry("EXC-TEC-13", "USED_OUTSIDE_JAPAN"),
          Map.entry("EXC-TEC-14", "INFO_NOT_PROVIDED"),
          Map.entry("EXC-TEC-15", "REPORT_NOT_PROVIDED"),
          Map.entry("EXC-TEC-16", "LOANER_NOT_IN_PLAN"),
          Map.entry("EXC-TEC-17", "LIABILITY_EXCLUDED"),
          Map.entry("EXC-TEC-18", "DEADLINE_OR_PERSON_NOT_SELECTABLE"),
          Map.entry("EXC-TEC-19", "SOFTWARE_SUPPORT_ENDED"),
          Map.entry("EXC-TEC-20", "NO_PAID_CONTRACT"),
          Map.entry("EXC-TEC-21", "CHANNEL_NOT_ACCEPTED"),
          Map.entry("EXC-TEC-22", "INFO_NOT_PROVIDED"),
          Map.entry("EXC-TEC-23", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-TEC-24", "FORCE_MAJEURE"),
          Map.entry("EXC-TEC-25", "UNAUTHORIZED_MODIFICATION"));

  private static final Map<String, String> VIRTUAL =
      Map.ofEntries(
          Map.entry("EXC-VA-1", "PRIMARY_ISOLATION_INCOMPLETE"),
          Map.entry("EXC-VA-2", "OUT_OF_HOURS"),
          Map.entry("EXC-VA-3", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-VA-4", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-VA-5", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-VA-6", "MISUSE"),
          Map.entry("EXC-VA-7", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-VA-8", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-VA-9", "VERSION_NOT_SUPPORTED"),
          Map.entry("EXC-VA-10", "CONFIDENTIAL"),
          Map.entry("EXC-VA-11", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-VA-12", "NOT_REPRODUCIBLE"),
          Map.entry("EXC-VA-13", "USED_OUTSIDE_JAPAN"),
          Map.entry("EXC-VA-14", "INFO_NOT_PROVIDED"),
          Map.entry("EXC-VA-15", "REPORT_NOT_PROVIDED"),
          Map.entry("EXC-VA-16", "LOANER_NOT_IN_PLAN"),
          Map.entry("EXC-VA-17", "LIABILITY_EXCLUDED"),
          Map.entry("EXC-VA-18", "DEADLINE_OR_PERSON_NOT_SELECTABLE"),
          Map.entry("EXC-VA-19", "SOFTWARE_SUPPORT_ENDED"),
          Map.entry("EXC-VA-20", "NO_PAID_CONTRACT"),
          Map.entry("EXC-VA-21", "CHANNEL_NOT_ACCEPTED"),
          Map.entry("EXC-VA-22", "INFO_NOT_PROVIDED"),
          Map.entry("EXC-VA-23", "OUT_OF_SCOPE_WORK"),
          Map.entry("EXC-VA-24", "FORCE_MAJEURE"),
          Map.entry("EXC-VA-25", "SITE_OR_OWNER_MISMATCH"),
          Map.entry("EXC-VA-26", "VERSION_NOT_LATEST_OR_DESIGNATED"),
          Map.entry("EXC-VA-27", "HYPERVISOR_NOT_DESIGNATED"),
          Map.entry("EXC-VA-28", "INFO_NOT_PROVIDED"),
          Map.entry("EXC-VA-29", "FIX_NOT_INSTALLED"),
          Map.entry("EXC-VA-30", "LICENSE_NOT_VALID"));

  /**
   * What is not served without taking the inquiry out of the service: a time outside the hours only
   * begins later, and a wish for a day or a person is passed over (EXC-TEC-18).
   */
  private static final Set<String> WITHOUT_END =
      Set.of("EXC-TEC-2", "EXC-TEC-18", "EXC-VA-2", "EXC-VA-18");

  private Exclusions() {}

  /** Whether the case is out of scope, and charged, with that clause found. */
  static boolean ends(String clause) {
    return !WITHOUT_END.contains(clause);
  }

  /**
   * The reject code of the clause in that procedure's list; empty where it is not on it.
   * Manufacturer maintenance, the warranty and the exchange of initial failures have none.
   *
   * @param virtualAppliance decides which list of technical support is meant
   */
  static Optional<String> code(Procedure procedure, boolean virtualAppliance, String clause) {
    Map<String, String> list =
        switch (procedure) {
          case CROSS_SEND_BACK -> CROSS_SEND_BACK;
          case ONSITE -> ONSITE;
          case TECHNICAL_INQUIRY -> virtualAppliance ? VIRTUAL : TECHNICAL;
          case MANUFACTURER, WARRANTY, DOA, TRIAGE -> Map.of();
        };
    return Optional.ofNullable(list.get(clause));
  }
}
