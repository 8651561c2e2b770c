package io.rmaflow.events.contract;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.Wire;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to one unit; stream {@code unit/<serial number>}. */
public sealed interface UnitEvent extends DomainEvent {

  SerialNumber serialNumber();

  /**
   * A unit was registered by its user (REG-1, REG-2).
   *
   * @param source from the device, by a form, or taken over from an earlier system
   * @param purchaseDate the customer's purchase date, JST; the warranty runs from it (WAR-1)
   * @param shippedOn when the vendor or the partner shipped it, JST (CON-8)
   * @param registeredOn the day of the registration, JST (REG-7)
   * @param siteFingerprint keyed hash of the registered site, for the site check
   * @param ownerFingerprint keyed hash of the registered owner
   * @param warranty the warranty period, absent where the unit has none (GEN-3, ELG-8)
   * @param hypervisor what a virtual appliance runs on, as registered (VA-9)
   * @param platform the hardware under it, as registered (VA-9)
   * @param serialNumberAsGiven as it was typed, where that is another spelling
   * @param productCodeAsGiven what the product was called, where that is not its code
   * @param customerIdAsGiven which ID was named and how, where it is not the account's own
   */
  @Clause({"REG-1", "REG-2", "REG-7", "VA-9"})
  @Wire("UnitRegistered")
  record UnitRegistered(
      SerialNumber serialNumber,
      ProductCode productCode,
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
      @Nullable Period warranty,
      @Nullable String hypervisor,
      @Nullable String platform,
      @Nullable String serialNumberAsGiven,
      @Nullable String productCodeAsGiven,
      @Nullable String customerIdAsGiven)
      implements UnitEvent {

    public UnitRegistered {
      contactIds = List.copyOf(contactIds);
    }

    /** Of a unit whose identifiers were typed as we spell them. */
    public UnitRegistered(
        SerialNumber serialNumber,
        ProductCode productCode,
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
        @Nullable Period warranty,
        @Nullable String hypervisor,
        @Nullable String platform) {
      this(
          serialNumber,
          productCode,
          customerId,
          source,
          purchaseDate,
          shippedOn,
          shippedBy,
          registeredOn,
          secondHand,
          salesChannel,
          siteId,
          contactIds,
          siteFingerprint,
          ownerFingerprint,
          warranty,
          hypervisor,
          platform,
          null,
          null,
          null);
    }
  }

  /** The unit's site or owner changed (REG-5); both fingerprints are the present ones. */
  @Clause("REG-5")
  @Wire("UnitMoved")
  record UnitMoved(
      SerialNumber serialNumber, SiteId siteId, String siteFingerprint, String ownerFingerprint)
      implements UnitEvent {}

  /**
   * The unit runs this software, as its registration or its user says; who is to update is told by
   * it (VER-9, NOT-15). What a request for service says of a unit stands in its case.
   */
  @Clause({"VER-9", "NOT-15"})
  @Wire("UnitSoftwareReported")
  record UnitSoftwareReported(SerialNumber serialNumber, SoftwareVersion softwareVersion)
      implements UnitEvent {}

  /**
   * What is left of the warranty went over to the unit that replaced this one.
   *
   * @param movedAt the replacement's delivery; from this instant the old unit has no warranty
   * @param warranty the period as it stood, {@code to} inclusive
   */
  @Wire("WarrantyMovedToReplacement")
  record WarrantyMovedToReplacement(
      SerialNumber serialNumber,
      SerialNumber replacementSerialNumber,
      CaseId caseId,
      Instant movedAt,
      Period warranty)
      implements UnitEvent {}

  /** How a registration came in (REG-1, REG-2). */
  @Clause({"REG-1", "REG-2"})
  enum Source {
    /** From the product's own screen. */
    ONLINE,
    /** By the form that NetWyvern has instead. */
    FORM,
    /** Taken over from an earlier system. */
    IMPORT
  }

  /** Whose shipping date counts (CON-8, A-22). */
  @Clause({"CON-8", "A-22"})
  enum ShippedBy {
    /** The vendor's. */
    VENDOR,
    /** That of the partner who sold it. */
    PARTNER
  }

  /** Where the unit was bought (ELG-5, A-42). */
  @Clause({"ELG-5", "A-42"})
  enum SalesChannel {
    /** From the vendor. */
    DIRECT,
    /** From a partner. */
    PARTNER,
    /** On the EC site applia: no on-site maintenance. */
    APPLIA
  }

  /**
   * Calendar days in Japan, both inclusive.
   *
   * @param from first day, in Japan
   * @param to last day, in Japan
   */
  record Period(LocalDate from, LocalDate to) {

    /** Whether the day lies inside, first and last day included. */
    public boolean contains(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }
}
