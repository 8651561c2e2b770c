package io.rmaflow.contract.registration.rules;

import io.rmaflow.contract.decision.StreamCommand;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.StreamNames;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked of one unit. */
public sealed interface UnitCommand extends StreamCommand {

  SerialNumber serialNumber();

  @Override
  default String streamId() {
    return streamId(serialNumber());
  }

  /** The stream of a unit. */
  static String streamId(SerialNumber serial) {
    return StreamNames.of("unit", serial);
  }

  /**
   * A user registers the unit (REG-1, REG-2).
   *
   * @param family of the product, which decides about the warranty
   * @param source from the device, by a form, or taken over from an earlier system
   * @param registeredOn the day of recording, JST (REG-7); of a unit that is taken over, the day of
   *     its registration in the earlier system
   * @param hypervisor what a virtual appliance runs on (VA-9)
   * @param platform the hardware under it (VA-9)
   * @param given how the identifiers were typed
   */
  record RegisterUnit(
      SerialNumber serialNumber,
      ProductCode productCode,
      ProductFamily family,
      CustomerId customerId,
      Source source,
      LocalDate purchaseDate,
      LocalDate shippedOn,
      ShippedBy shippedBy,
      LocalDate registeredOn,
      boolean secondHand,
      SalesChannel salesChannel,
      SiteId siteId,
      List<ContactId> contactIds,
      String siteFingerprint,
      String ownerFingerprint,
      @Nullable String hypervisor,
      @Nullable String platform,
      AsGiven given)
      implements UnitCommand {
    public RegisterUnit {
      contactIds = List.copyOf(contactIds);
    }
  }

  /** Identifiers as they were typed, each absent where it was typed as we spell it. */
  record AsGiven(
      @Nullable String serialNumber, @Nullable String productCode, @Nullable String customerId) {}

  /** The site or the owner changed (REG-5). */
  record MoveUnit(
      SerialNumber serialNumber, SiteId siteId, String siteFingerprint, String ownerFingerprint)
      implements UnitCommand {}

  /** The unit is said to run this software (NOT-15). */
  record ReportSoftware(SerialNumber serialNumber, SoftwareVersion softwareVersion)
      implements UnitCommand {}

  /**
   * What is left of the warranty goes over to the replacement.
   *
   * @param warranty the period as this unit holds it
   */
  record MoveWarranty(
      SerialNumber serialNumber,
      SerialNumber replacementSerialNumber,
      CaseId caseId,
      Instant movedAt,
      Period warranty)
      implements UnitCommand {}
}
