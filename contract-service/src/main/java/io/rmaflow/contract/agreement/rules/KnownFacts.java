package io.rmaflow.contract.agreement.rules;

import io.rmaflow.contract.catalogue.rules.EndOfSale;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an application or a renewal is judged by beside its own content.
 *
 * @param today the day of recording, JST; application windows look at it and never at the
 *     occurrence
 * @param unit absent where the serial number is not registered
 * @param contracts every contract that the unit has or had
 * @param settingsVersion the version of the settings that the two following ones are taken from
 * @param longManufacturerLumps the setting {@code mfr.lump67.enabled}
 * @param renewalGraceDays the setting {@code renewal.graceDays}
 */
public record KnownFacts(
    LocalDate today,
    @Nullable Unit unit,
    List<OtherContract> contracts,
    int settingsVersion,
    boolean longManufacturerLumps,
    int renewalGraceDays) {

  public KnownFacts {
    contracts = List.copyOf(contracts);
  }

  /**
   * The unit.
   *
   * @param customerIds the customer ID it is registered under and all that are linked to it
   * @param purchaseDate JST
   * @param windowBase the day from which the start of a contract may be chosen (CON-8, VA-8), JST
   * @param endOfSale of its product, absent where none was announced
   * @param endOfSaleMark whether the published table marks the product without dates
   * @param site the recorded site check, absent where there is none (ELG-6)
   * @param replacedBy the unit that took its place, absent where it still is in service
   */
  public record Unit(
      SerialNumber serialNumber,
      ProductCode productCode,
      ProductFamily family,
      CustomerId customerId,
      Set<CustomerId> customerIds,
      boolean secondHand,
      SalesChannel salesChannel,
      LocalDate purchaseDate,
      LocalDate windowBase,
      @Nullable EndOfSale endOfSale,
      boolean endOfSaleMark,
      @Nullable SiteCheck site,
      @Nullable SerialNumber replacedBy) {
    public Unit {
      customerIds = Set.copyOf(customerIds);
    }
  }

  /** What was found about a site before an on-site contract (ELG-6). */
  public record SiteCheck(boolean serviceable, int arrivalTargetHours) {}

  /** A contract that the unit has or had, with its last covered day, JST inclusive. */
  public record OtherContract(String contractId, LocalDate expiryDate) {}
}
