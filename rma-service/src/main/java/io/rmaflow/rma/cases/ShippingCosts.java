package io.rmaflow.rma.cases;

import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import org.jspecify.annotations.Nullable;

/**
 * Who pays for a shipment: whoever sends it (SHP-2 to SHP-9; A-53 where the policy is silent), but
 * for the faulty unit of an initial failure, for which the vendor pays (SHP-10). Nothing is
 * promised about the day on which it arrives (SHP-12).
 */
public final class ShippingCosts {

  private ShippingCosts() {}

  /**
   * Who pays for what goes this way.
   *
   * @param procedure of the case; absent where none was accepted
   */
  public static Payer payer(@Nullable Procedure procedure, Direction direction) {
    return switch (direction) {
      case TO_CUSTOMER -> Payer.VENDOR; // MFR-18, SHP-3, SHP-5, SHP-6, SHP-9, SHP-11
      case TO_VENDOR ->
          procedure == Procedure.DOA
              ? Payer.VENDOR // DOA-9, SHP-10
              : Payer.CUSTOMER; // CSB-19, MFR-18, WAR-18, SHP-2, SHP-4, SHP-7, SHP-8
    };
  }

  /**
   * Who pays when the customer sends the faulty unit; absent where the customer sends none, as on
   * site, or nothing covers the unit.
   */
  public static @Nullable Payer returnPayer(@Nullable Procedure procedure) {
    return procedure == null
        ? null
        : switch (procedure) {
          case CROSS_SEND_BACK, MANUFACTURER, WARRANTY, DOA ->
              payer(procedure, Direction.TO_VENDOR);
          case ONSITE, TECHNICAL_INQUIRY, TRIAGE -> null;
        };
  }
}
