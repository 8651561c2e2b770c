package io.rmaflow.contract.entitlement.rules;

import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a unit's cover.
 *
 * @param warranty the period that it has by its purchase or inherited, absent where it has none
 * @param heldFrom since when it holds what it inherited; absent for a unit that inherited nothing
 * @param replacedAt when another unit took its place; absent while it is in service
 * @param replacedBy which unit that was
 * @param doaWindowDays the setting {@code doa.windowDays}; absent where the operator alone decides
 * @param purchaseDate absent for a unit that came as a replacement and was never registered
 */
public record UnitCover(
    SerialNumber serialNumber,
    ProductFamily family,
    boolean secondHand,
    @Nullable LocalDate purchaseDate,
    @Nullable Period warranty,
    @Nullable Instant heldFrom,
    @Nullable Instant replacedAt,
    @Nullable SerialNumber replacedBy,
    @Nullable Integer doaWindowDays,
    List<ContractTerm> terms) {

  public UnitCover {
    terms = List.copyOf(terms);
  }

  /**
   * One term of a contract that the unit has, or had until it was replaced.
   *
   * @param heldFrom since when this unit holds the contract; absent: since it was concluded
   * @param heldTo when the contract went over to another unit, exclusive; absent: not yet
   */
  public record ContractTerm(
      String contractId,
      Plan plan,
      LocalDate startDate,
      LocalDate expiryDate,
      @Nullable Instant heldFrom,
      @Nullable Instant heldTo) {

    boolean holds(Instant at) {
      return (heldFrom == null || !at.isBefore(heldFrom))
          && (heldTo == null || at.isBefore(heldTo));
    }
  }
}
