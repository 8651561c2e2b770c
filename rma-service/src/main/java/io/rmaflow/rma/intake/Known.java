package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.standing.OverdueUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this service knows, as of the request's submission, of whom and what it names.
 *
 * @param unit absent where the serial number is missing or nobody registered it
 * @param product the unit's product; absent where the catalogue has not told of it
 * @param linkedIds the named customer ID and all linked ones; empty where it is missing or was
 *     never issued
 * @param overdueUnits what these owe (EXC-CSB-14, A-61)
 * @param openCases other cases of the unit that still go on
 */
public record Known(
    @Nullable UnitCover unit,
    @Nullable ProductKnowledge product,
    Set<CustomerId> linkedIds,
    List<OverdueUnit> overdueUnits,
    List<CaseId> openCases,
    PolicyContext policy) {

  /** Copies the collections. */
  public Known {
    linkedIds = Set.copyOf(linkedIds);
    overdueUnits = List.copyOf(overdueUnits);
    openCases = List.copyOf(openCases);
  }

  /** Whether both the unit and the customer are known, without which most checks have no input. */
  boolean identified() {
    return unit != null && !linkedIds.isEmpty();
  }
}
