package io.rmaflow.contract.imports.rules;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row, read: a unit with its customer and, where there is one, a term of its contract.
 *
 * @param line the physical line on which it begins
 * @param customerIdAsGiven as the file spells it, where that is another spelling
 * @param legacyIds IDs of the system until September 2011 (CID-6)
 * @param contact absent where nobody is to be told anything
 * @param serialNumberAsGiven as the file spells it, where that is another spelling
 * @param product as the file names it: the code, the name or another name
 * @param term absent for a unit without a contract
 */
public record Row(
    long line,
    CustomerId customerId,
    @Nullable String customerIdAsGiven,
    List<CustomerId> legacyIds,
    String owner,
    @Nullable Person contact,
    SerialNumber serialNumber,
    @Nullable String serialNumberAsGiven,
    String product,
    LocalDate purchaseDate,
    @Nullable LocalDate shippedOn,
    ShippedBy shippedBy,
    @Nullable LocalDate registeredOn,
    boolean secondHand,
    @Nullable SalesChannel salesChannel,
    String postalCode,
    String address,
    @Nullable String hypervisor,
    @Nullable String platform,
    @Nullable Term term) {

  public Row {
    legacyIds = List.copyOf(legacyIds);
  }

  /** Whom notices go to. */
  public record Person(
      String name, String email, @Nullable String phone, String language, boolean notices) {}

  /**
   * One term of a contract.
   *
   * @param arrivalTargetHours what was promised for an on-site contract (ONS-7)
   */
  public record Term(
      Plan plan,
      int years,
      LocalDate startDate,
      @Nullable String agency,
      @Nullable Integer arrivalTargetHours) {}
}
