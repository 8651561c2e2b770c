package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.rma.CaseEvent.Procedure;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The admissions of all procedures. */
public final class Admissions {

  private final Map<Procedure, Admission> each = new EnumMap<>(Procedure.class);

  /**
   * One for each procedure.
   *
   * @throws IllegalArgumentException where a procedure has none, or more than one
   */
  public Admissions(Collection<? extends Admission> admissions) {
    for (Admission admission : admissions) {
      if (each.put(admission.procedure(), admission) != null) {
        throw new IllegalArgumentException("two admissions of " + admission.procedure());
      }
    }
    Set<Procedure> missing = EnumSet.allOf(Procedure.class);
    missing.removeAll(each.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("no admission of " + missing);
    }
  }

  /** The procedure's own. */
  public Admission of(Procedure procedure) {
    return Objects.requireNonNull(each.get(procedure));
  }
}
