package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductFamily;
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
 * @param setAside rules that an administrator set aside for the refused request that this one takes
 *     the place of
 */
public record Known(
    @Nullable UnitCover unit,
    @Nullable ProductKnowledge product,
    Set<CustomerId> linkedIds,
    List<OverdueUnit> overdueUnits,
    List<CaseId> openCases,
    Set<OverridableRule> setAside,
    PolicyContext policy) {

  /** Copies the collections. */
  public Known {
    linkedIds = Set.copyOf(linkedIds);
    overdueUnits = List.copyOf(overdueUnits);
    openCases = List.copyOf(openCases);
    setAside = Set.copyOf(setAside);
  }

  /** Where nothing was set aside. */
  public Known(
      @Nullable UnitCover unit,
      @Nullable ProductKnowledge product,
      Set<CustomerId> linkedIds,
      List<OverdueUnit> overdueUnits,
      List<CaseId> openCases,
      PolicyContext policy) {
    this(unit, product, linkedIds, overdueUnits, openCases, Set.of(), policy);
  }

  /** The same under another policy, with these rules set aside instead. */
  public Known under(PolicyContext other, Set<OverridableRule> otherSetAside) {
    return new Known(unit, product, linkedIds, overdueUnits, openCases, otherSetAside, other);
  }

  /** Whether an administrator set this rule aside for the request. */
  public boolean isSetAside(OverridableRule rule) {
    return setAside.contains(rule);
  }

  /**
   * The product for the question whether the unit is still served: without its end of sale where an
   * administrator decided so.
   */
  @Nullable ProductKnowledge productForService() {
    return product != null && isSetAside(OverridableRule.A_28)
        ? product.withoutEndOfSale()
        : product;
  }

  /** Whether the unit is one; no where the catalogue has not told of its product. */
  public boolean isVirtualAppliance() {
    return product != null && product.family() == ProductFamily.NETNEBULAS_VA;
  }

  /** Whether both the unit and the customer are known, without which most checks have no input. */
  boolean identified() {
    return unit != null && !linkedIds.isEmpty();
  }
}
