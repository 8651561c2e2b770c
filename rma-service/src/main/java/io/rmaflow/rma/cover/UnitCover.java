package io.rmaflow.rma.cover;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.UnitEvent.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One registered unit and what covers it at one instant.
 *
 * @param customerId the ID under which it is registered; a linked one serves as well
 * @param secondHand entitled to nothing (GEN-3)
 * @param siteFingerprint keyed hash of the registered site
 * @param ownerFingerprint keyed hash of the registered owner
 * @param warranty what the unit has of a warranty, absent where it never had one or passed it on
 * @param terms the terms of its contracts, past, present and future, in order; none that it passed
 *     on
 * @param replaced what took its place, absent where it still is the customer's unit
 * @param arrivalTargetHours what was found out about its present site (ONS-7); absent where nothing
 *     was
 */
public record UnitCover(
    SerialNumber serialNumber,
    ProductCode productCode,
    CustomerId customerId,
    LocalDate purchaseDate,
    boolean secondHand,
    SiteId siteId,
    String siteFingerprint,
    String ownerFingerprint,
    @Nullable Period warranty,
    List<Term> terms,
    @Nullable Replaced replaced,
    @Nullable Integer arrivalTargetHours) {

  /** Copies the terms. */
  public UnitCover {
    terms = terms.stream().sorted(Comparator.comparing(Term::from)).toList();
  }

  /**
   * The unit was exchanged: its cover went to the replacement at that instant.
   *
   * @param at the replacement's delivery
   * @param hadContract whether a contract went over with it, or only the warranty
   */
  public record Replaced(SerialNumber by, Instant at, boolean hadContract) {}

  /** The paid term that covers the day. */
  public Optional<Term> termOn(LocalDate day) {
    return terms.stream().filter(term -> term.covers(day)).findFirst();
  }

  /** The first term that begins after the day. */
  public Optional<Term> termAfter(LocalDate day) {
    return terms.stream().filter(term -> term.from().isAfter(day)).findFirst();
  }

  /** The last term that ended before the day. */
  public Optional<Term> termBefore(LocalDate day) {
    return terms.stream().filter(term -> term.to().isBefore(day)).reduce((a, b) -> b);
  }

  /** Whether the warranty covers the day (WAR-1), first and last day included. */
  @Clause("WAR-1")
  public boolean underWarranty(LocalDate day) {
    return warranty != null && warranty.contains(day);
  }
}
