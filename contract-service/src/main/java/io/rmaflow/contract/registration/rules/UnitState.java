package io.rmaflow.contract.registration.rules;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.contract.registration.rules.UnitCommand.MoveUnit;
import io.rmaflow.contract.registration.rules.UnitCommand.MoveWarranty;
import io.rmaflow.contract.registration.rules.UnitCommand.RegisterUnit;
import io.rmaflow.contract.registration.rules.UnitCommand.ReportSoftware;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.events.contract.UnitEvent.UnitMoved;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.events.contract.UnitEvent.UnitSoftwareReported;
import io.rmaflow.events.contract.UnitEvent.WarrantyMovedToReplacement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A unit as its events tell it, and the rules for changing it. */
public record UnitState(
    @Nullable UnitRegistered registered,
    @Nullable UnitMoved lastMove,
    @Nullable UnitSoftwareReported software,
    @Nullable WarrantyMovedToReplacement warrantyMoved) {

  /** Before anything happened to it. */
  public static final UnitState UNKNOWN = new UnitState(null, null, null, null);

  /** Decides a command on the unit as it is. */
  public Decision<UnitEvent> decide(UnitCommand command) {
    return switch (command) {
      case RegisterUnit register -> register(register);
      case MoveUnit move -> move(move);
      case ReportSoftware(var serial, var version) ->
          report(new UnitSoftwareReported(serial, version));
      case MoveWarranty move -> moveWarranty(move);
    };
  }

  private Decision<UnitEvent> register(RegisterUnit command) {
    if (registered != null) {
      return Decision.conflict(
          Map.of(
              "serialNumber", registered.serialNumber(),
              "customerId", registered.customerId(),
              "productCode", registered.productCode(),
              "registeredOn", registered.registeredOn()),
          "ALREADY_REGISTERED",
          "このシリアル番号は登録済みです。",
          "A unit with this serial number is registered already.");
    }
    return Decision.happens(
        new UnitRegistered(
            command.serialNumber(),
            command.productCode(),
            command.customerId(),
            command.source(),
            command.purchaseDate(),
            command.shippedOn(),
            command.shippedBy(),
            command.registeredOn(),
            command.secondHand(),
            command.salesChannel(),
            command.siteId(),
            command.contactIds(),
            command.siteFingerprint(),
            command.ownerFingerprint(),
            Warranty.of(command.family(), command.secondHand(), command.purchaseDate())
                .orElse(null),
            command.hypervisor(),
            command.platform(),
            command.given().serialNumber(),
            command.given().productCode(),
            command.given().customerId()));
  }

  private Decision<UnitEvent> move(MoveUnit command) {
    UnitMoved wanted =
        new UnitMoved(
            command.serialNumber(),
            command.siteId(),
            command.siteFingerprint(),
            command.ownerFingerprint());
    return wanted.equals(place()) ? Decision.nothing() : Decision.happens(wanted);
  }

  /** Site and owner as they are now: of the last move, or else of the registration. */
  private @Nullable UnitMoved place() {
    return lastMove != null || registered == null
        ? lastMove
        : new UnitMoved(
            registered.serialNumber(),
            registered.siteId(),
            registered.siteFingerprint(),
            registered.ownerFingerprint());
  }

  private Decision<UnitEvent> report(UnitSoftwareReported wanted) {
    return wanted.equals(software) ? Decision.nothing() : Decision.happens(wanted);
  }

  private Decision<UnitEvent> moveWarranty(MoveWarranty command) {
    WarrantyMovedToReplacement wanted =
        new WarrantyMovedToReplacement(
            command.serialNumber(),
            command.replacementSerialNumber(),
            command.caseId(),
            command.movedAt(),
            command.warranty());
    return wanted.equals(warrantyMoved) ? Decision.nothing() : Decision.happens(wanted);
  }

  /** The state after one more event. */
  public UnitState evolve(UnitEvent event) {
    return switch (event) {
      case UnitRegistered unit -> new UnitState(unit, lastMove, software, warrantyMoved);
      case UnitMoved move -> new UnitState(registered, move, software, warrantyMoved);
      case UnitSoftwareReported report ->
          new UnitState(registered, lastMove, report, warrantyMoved);
      case WarrantyMovedToReplacement move -> new UnitState(registered, lastMove, software, move);
    };
  }
}
