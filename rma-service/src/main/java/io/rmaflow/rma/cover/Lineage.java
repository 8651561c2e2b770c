package io.rmaflow.rma.cover;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.UnitEvent.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which cover a unit has at an instant, from registrations, contracts and exchanges, in whatever
 * order these became known. A contract and what is left of the warranty belong to the unit that
 * they began with until a replacement for it is delivered, and to that one from the instant of the
 * delivery on, inclusive.
 *
 * @param registrations by serial number
 * @param sites for each serial number, in any order
 * @param exchanges those of which both the replacement and its delivery are known, in any order
 * @param siteChecks those of sites that engineers can come to, in any order
 */
record Lineage(
    Map<SerialNumber, Registration> registrations,
    List<SiteEntry> sites,
    List<SignedTerm> terms,
    List<Exchange> exchanges,
    List<SiteCheck> siteChecks) {

  Lineage {
    registrations = Map.copyOf(registrations);
    sites = List.copyOf(sites);
    terms = List.copyOf(terms);
    exchanges = List.copyOf(exchanges);
    siteChecks = List.copyOf(siteChecks);
  }

  record Registration(
      SerialNumber serialNumber,
      ProductCode productCode,
      CustomerId customerId,
      LocalDate purchaseDate,
      boolean secondHand,
      @Nullable Period warranty) {}

  /** Where a unit stood, and whose it was, from an instant on. */
  record SiteEntry(
      SerialNumber serialNumber,
      Instant since,
      SiteId siteId,
      String siteFingerprint,
      String ownerFingerprint) {}

  /** A term under the serial number that its contract was concluded for. */
  record SignedTerm(SerialNumber serialNumber, Term term) {}

  /**
   * A unit took the place of another.
   *
   * @param productCode absent where nobody said that it is another product
   */
  record Exchange(
      SerialNumber faulty,
      SerialNumber replacement,
      @Nullable ProductCode productCode,
      Instant deliveredAt) {}

  /** How soon engineers aim to be at a site after the acceptance, found out for a unit (ONS-7). */
  @Clause("ONS-7")
  record SiteCheck(
      SerialNumber serialNumber,
      String siteFingerprint,
      int arrivalTargetHours,
      Instant checkedAt) {}

  /**
   * A unit's time with one customer. A unit that came back and went out again as a replacement
   * begins a new one.
   *
   * @param since its delivery as a replacement, or ever where it was none
   */
  private record Life(SerialNumber serialNumber, Instant since) {}

  /** The unit and its cover at the instant; empty where it is no registered unit's successor. */
  Optional<UnitCover> coverOf(SerialNumber serialNumber, Instant at) {
    List<Life> ancestry = ancestry(serialNumber, at);
    Optional<Registration> origin =
        ancestry.stream().flatMap(life -> registrationOf(life).stream()).findFirst();
    Optional<SiteEntry> site =
        ancestry.stream().flatMap(life -> siteOf(life, at).stream()).findFirst();
    if (origin.isEmpty() || site.isEmpty()) {
      return Optional.empty();
    }
    List<Term> held =
        terms.stream()
            .filter(signed -> holder(signed.serialNumber(), at).equals(serialNumber))
            .map(SignedTerm::term)
            .toList();
    Optional<Period> warranty =
        ancestry.stream()
            .map(Life::serialNumber)
            .filter(serial -> holder(serial, at).equals(serialNumber))
            .flatMap(serial -> warrantyOf(serial).stream())
            .max(Comparator.comparing(Period::to));
    Optional<UnitCover.Replaced> replaced =
        outgoing(serialNumber, ancestry.getFirst().since(), at)
            .map(
                exchange ->
                    new UnitCover.Replaced(
                        exchange.replacement(), exchange.deliveredAt(), movedContract(exchange)));
    Registration registered = origin.get();
    return Optional.of(
        new UnitCover(
            serialNumber,
            productOf(ancestry).orElse(registered.productCode()),
            registered.customerId(),
            registered.purchaseDate(),
            registered.secondHand(),
            site.get().siteId(),
            site.get().siteFingerprint(),
            site.get().ownerFingerprint(),
            warranty.orElse(null),
            held,
            replaced.orElse(null),
            arrivalTargetHours(ancestry, site.get().siteFingerprint(), at).orElse(null)));
  }

  /** The last finding about this very site, made for the unit or for one that it replaced. */
  private Optional<Integer> arrivalTargetHours(
      List<Life> ancestry, String siteFingerprint, Instant at) {
    Set<SerialNumber> units = ancestry.stream().map(Life::serialNumber).collect(Collectors.toSet());
    return siteChecks.stream()
        .filter(check -> units.contains(check.serialNumber()))
        .filter(check -> check.siteFingerprint().equals(siteFingerprint))
        .filter(check -> !check.checkedAt().isAfter(at))
        .max(Comparator.comparing(SiteCheck::checkedAt))
        .map(SiteCheck::arrivalTargetHours);
  }

  /** The unit itself, then the one that it replaced, and so on back to the first. */
  private List<Life> ancestry(SerialNumber serialNumber, Instant at) {
    List<Life> ancestry = new ArrayList<>();
    Set<SerialNumber> seen = new HashSet<>();
    SerialNumber current = serialNumber;
    Instant until = at;
    while (seen.add(current)) {
      Optional<Exchange> incoming = incoming(current, until);
      ancestry.add(new Life(current, incoming.map(Exchange::deliveredAt).orElse(Instant.MIN)));
      if (incoming.isEmpty()) {
        break;
      }
      current = incoming.get().faulty();
      until = incoming.get().deliveredAt();
    }
    return ancestry;
  }

  /** What the last exchange that named a product sent; empty where none did. */
  private Optional<ProductCode> productOf(List<Life> ancestry) {
    return ancestry.stream()
        .flatMap(life -> incoming(life.serialNumber(), life.since()).stream())
        .flatMap(exchange -> Optional.ofNullable(exchange.productCode()).stream())
        .findFirst();
  }

  /** What was registered in an earlier life says nothing about this one. */
  private Optional<Registration> registrationOf(Life life) {
    return isFirst(life)
        ? Optional.ofNullable(registrations.get(life.serialNumber()))
        : Optional.empty();
  }

  private boolean isFirst(Life life) {
    return exchanges.stream()
        .filter(exchange -> exchange.faulty().equals(life.serialNumber()))
        .noneMatch(exchange -> exchange.deliveredAt().isBefore(life.since()));
  }

  private boolean movedContract(Exchange exchange) {
    return terms.stream()
        .anyMatch(
            signed ->
                holder(signed.serialNumber(), exchange.deliveredAt())
                    .equals(exchange.replacement()));
  }

  /** Who has at the instant what this unit began with. */
  private SerialNumber holder(SerialNumber serialNumber, Instant at) {
    SerialNumber holder = serialNumber;
    Set<SerialNumber> passed = new HashSet<>();
    Optional<Exchange> next = outgoing(holder, Instant.MIN, at);
    while (next.isPresent() && passed.add(holder)) {
      holder = next.get().replacement();
      next = outgoing(holder, next.get().deliveredAt(), at);
    }
    return holder;
  }

  private Optional<Exchange> incoming(SerialNumber replacement, Instant until) {
    return exchanges.stream()
        .filter(exchange -> exchange.replacement().equals(replacement))
        .filter(exchange -> !exchange.deliveredAt().isAfter(until))
        .max(Comparator.comparing(Exchange::deliveredAt));
  }

  private Optional<Exchange> outgoing(SerialNumber faulty, Instant since, Instant until) {
    return exchanges.stream()
        .filter(exchange -> exchange.faulty().equals(faulty))
        .filter(exchange -> !exchange.deliveredAt().isBefore(since))
        .filter(exchange -> !exchange.deliveredAt().isAfter(until))
        .min(Comparator.comparing(Exchange::deliveredAt));
  }

  /** The site at the instant; before the first entry, the first: a registration works backwards. */
  private Optional<SiteEntry> siteOf(Life life, Instant at) {
    List<SiteEntry> own =
        sites.stream()
            .filter(entry -> entry.serialNumber().equals(life.serialNumber()))
            .filter(entry -> isFirst(life) || !entry.since().isBefore(life.since()))
            .sorted(Comparator.comparing(SiteEntry::since))
            .toList();
    return own.stream()
        .filter(entry -> !entry.since().isAfter(at))
        .reduce((earlier, later) -> later)
        .or(() -> own.stream().findFirst());
  }

  private Optional<Period> warrantyOf(SerialNumber serialNumber) {
    Registration registration = registrations.get(serialNumber);
    return Optional.ofNullable(registration == null ? null : registration.warranty());
  }
}
