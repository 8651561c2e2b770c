package io.rmaflow.contract.lineage;

import io.rmaflow.contract.catalogue.Catalogue;
import io.rmaflow.contract.lineage.rules.Exchange;
import io.rmaflow.contract.registration.EarlierUnits;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.contract.registration.rules.UnitCommand;
import io.rmaflow.contract.registration.rules.UnitCommand.AsGiven;
import io.rmaflow.contract.registration.rules.UnitState;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.events.contract.UnitEvent.UnitSoftwareReported;
import io.rmaflow.events.contract.UnitEvent.WarrantyMovedToReplacement;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.AsOf;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Units out of their own events and of what rma-service had told of exchanges. A replacement that
 * nobody registered is what the unit was whose place it took, when that became known.
 */
@Component
class RecordedUnits implements EarlierUnits {

  private final Told told;
  private final StoredStreams streams;
  private final Catalogue catalogue;

  RecordedUnits(Told told, StoredStreams streams, Catalogue catalogue) {
    this.told = told;
    this.streams = streams;
    this.catalogue = catalogue;
  }

  @Override
  public Optional<Units.Unit> find(SerialNumber serial, AsOf then) {
    return find(serial, then, new HashSet<>());
  }

  private Optional<Units.Unit> find(SerialNumber serial, AsOf then, Set<SerialNumber> passed) {
    if (!passed.add(serial)) {
      return Optional.empty();
    }
    List<Exchange> exchanges = Exchange.among(told.of(serial, then.asOf()));
    Instant trueAt = then.trueAt();
    Optional<Exchange> came = Exchange.ofReplacement(exchanges, serial, trueAt);
    Optional<Exchange> went = Exchange.ofFaulty(exchanges, serial, trueAt);
    UnitState state = state(serial, then);
    UnitRegistered registered = state.registered();
    Optional<Units.Unit> base =
        registered == null
            ? came.flatMap(exchange -> inherited(exchange, then, passed))
            : Optional.of(registered(registered));
    return base.map(
        unit ->
            unit.changed(
                state.lastMove(),
                Optional.ofNullable(state.software())
                    .map(UnitSoftwareReported::softwareVersion)
                    .orElse(null),
                longer(unit.warranty(), came.flatMap(one -> passedOn(one, then)).orElse(null)),
                came.map(Exchange::faulty).orElse(null),
                came.map(Exchange::deliveredAt).orElse(null),
                went.map(Exchange::replacement).orElse(null),
                went.map(Exchange::deliveredAt).orElse(null)));
  }

  private UnitState state(SerialNumber serial, AsOf then) {
    UnitState state = UnitState.UNKNOWN;
    for (EventEnvelope<?> event : then.known(streams, UnitCommand.streamId(serial))) {
      state = state.evolve((UnitEvent) event.data());
    }
    return state;
  }

  private Units.Unit registered(UnitRegistered unit) {
    return new Units.Unit(
        unit.serialNumber(),
        unit.productCode(),
        family(unit.productCode()).orElseThrow(),
        unit.customerId(),
        unit.source(),
        unit.purchaseDate(),
        unit.shippedOn(),
        unit.shippedBy(),
        unit.registeredOn(),
        unit.secondHand(),
        unit.salesChannel(),
        unit.siteId(),
        unit.siteFingerprint(),
        unit.ownerFingerprint(),
        unit.contactIds(),
        unit.warranty(),
        unit.hypervisor(),
        unit.platform(),
        null,
        null,
        null,
        null,
        null,
        new AsGiven(
            unit.serialNumberAsGiven(), unit.productCodeAsGiven(), unit.customerIdAsGiven()));
  }

  /** As the unit was whose place it took: when that became known, or else at that instant. */
  private Optional<Units.Unit> inherited(Exchange exchange, AsOf then, Set<SerialNumber> passed) {
    AsOf there =
        then.trueAt() == null
            ? new AsOf(exchange.knownSince(), null)
            : new AsOf(then.asOf(), exchange.deliveredAt());
    ProductCode product = exchange.product();
    return find(exchange.faulty(), there, passed)
        .map(
            unit ->
                new Units.Unit(
                    exchange.replacement(),
                    product == null ? unit.productCode() : product,
                    product == null ? unit.family() : family(product).orElse(unit.family()),
                    unit.customerId(),
                    null,
                    unit.purchaseDate(),
                    unit.shippedOn(),
                    unit.shippedBy(),
                    null,
                    unit.secondHand(),
                    unit.salesChannel(),
                    unit.siteId(),
                    unit.siteFingerprint(),
                    unit.ownerFingerprint(),
                    unit.contactIds(),
                    null,
                    unit.hypervisor(),
                    unit.platform(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    new AsGiven(null, null, null)));
  }

  /** A product never changes its family. */
  private Optional<ProductFamily> family(ProductCode product) {
    return catalogue.find(product).map(Catalogue.Product::family);
  }

  /** What is left of the warranty of the unit whose place this one took. */
  private Optional<Period> passedOn(Exchange exchange, AsOf then) {
    Instant trueAt = then.trueAt();
    return then.recorded(streams, UnitCommand.streamId(exchange.faulty())).stream()
        .map(EventEnvelope::data)
        .filter(WarrantyMovedToReplacement.class::isInstance)
        .map(WarrantyMovedToReplacement.class::cast)
        .filter(moved -> moved.replacementSerialNumber().equals(exchange.replacement()))
        .filter(moved -> trueAt == null || !moved.movedAt().isAfter(trueAt))
        .map(WarrantyMovedToReplacement::warranty)
        .reduce((first, second) -> second);
  }

  private static @Nullable Period longer(@Nullable Period own, @Nullable Period passedOn) {
    if (own == null || passedOn == null) {
      return own == null ? passedOn : own;
    }
    return own.to().isBefore(passedOn.to()) ? passedOn : own;
  }
}
