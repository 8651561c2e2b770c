package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way of one unit, as far as it is known.
 *
 * @param leg what is moved
 * @param direction where it goes
 * @param payer who pays the carrier
 * @param carrier null where nobody said
 * @param trackingNumber as the carrier calls it; null where nobody said
 * @param dispatchedAt when it was handed to the carrier; null where only its receipt tells of it
 * @param deliveredAt when it arrived; null while it has not
 */
public record ShipmentLeg(
    Leg leg,
    Direction direction,
    Payer payer,
    @Nullable String carrier,
    @Nullable String trackingNumber,
    @Nullable Instant dispatchedAt,
    @Nullable Instant deliveredAt) {

  /** Of a shipment that left, or that only its receipt tells of. */
  public static ShipmentLeg of(
      Shipment shipment, Optional<Instant> dispatchedAt, Optional<Instant> deliveredAt) {
    return new ShipmentLeg(
        shipment.leg(),
        shipment.direction(),
        shipment.payer(),
        shipment.carrier(),
        shipment.trackingNumber(),
        dispatchedAt.orElse(null),
        deliveredAt.orElse(null));
  }
}
