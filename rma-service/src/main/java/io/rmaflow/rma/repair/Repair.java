package io.rmaflow.rma.repair;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.RepairCompleted;
import io.rmaflow.events.rma.CaseEvent.RepairEstimated;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitDelivered;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitShipped;
import io.rmaflow.events.rma.CaseEvent.UnitInspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the repair of one case's unit (MFR-28, WAR-19, WAR-20); immutable.
 *
 * @param confirmedAt when the customer said that the repaired unit runs (MFR-29)
 */
public record Repair(
    @Nullable UnitInspected inspected,
    @Nullable RepairEstimated estimated,
    @Nullable RepairCompleted completed,
    @Nullable RepairedUnitShipped shipped,
    @Nullable RepairedUnitDelivered delivered,
    @Nullable Instant confirmedAt) {

  /** Nothing done yet. */
  public static final Repair NONE = new Repair(null, null, null, null, null, null);

  /** Whether the unit is on its way back, or back; a delivery says so too. */
  public boolean wasSent() {
    return shipped != null || delivered != null;
  }

  /** The same after one more event of the case; of any other event it is unchanged. */
  public Repair evolve(CaseEvent event) {
    return switch (event) {
      case UnitInspected e -> new Repair(e, estimated, completed, shipped, delivered, confirmedAt);
      case RepairEstimated e ->
          new Repair(inspected, e, completed, shipped, delivered, confirmedAt);
      case RepairCompleted e -> completed(e);
      case RepairedUnitShipped e -> shipped(e);
      case RepairedUnitDelivered e -> delivered(e);
      case CaseEvent.NormalOperationConfirmed e ->
          new Repair(inspected, estimated, completed, shipped, delivered, e.confirmedAt());
      default -> this;
    };
  }

  /** The same with this completion. */
  public Repair completed(RepairCompleted fact) {
    return new Repair(inspected, estimated, fact, shipped, delivered, confirmedAt);
  }

  /** The same with this shipment. */
  public Repair shipped(RepairedUnitShipped fact) {
    return new Repair(inspected, estimated, completed, fact, delivered, confirmedAt);
  }

  /** The same with this delivery. */
  public Repair delivered(RepairedUnitDelivered fact) {
    return new Repair(inspected, estimated, completed, shipped, fact, confirmedAt);
  }
}
