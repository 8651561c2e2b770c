package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One way of one unit, as far as it is known. */
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
