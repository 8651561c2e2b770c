package io.rmaflow.contract.lineage;

import io.rmaflow.contract.agreement.Agreements;
import io.rmaflow.contract.agreement.rules.AgreementCommand.MoveContract;
import io.rmaflow.contract.catalogue.Catalogue;
import io.rmaflow.contract.lineage.rules.Replacement;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.contract.registration.rules.UnitCommand.MoveWarranty;
import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.time.JapanTime;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows the cases: as soon as the shipment and the delivery of a replacement are known, in
 * whatever order, or its exchange on site, contract and what is left of the warranty pass to it at
 * the delivery or the exchange; a correction moves the instant.
 */
@Component
class LineageConsumer implements EventConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(LineageConsumer.class);

  private final Told told;
  private final Exchanges exchanges;
  private final Units units;
  private final Catalogue catalogue;
  private final Agreements agreements;
  private final Commands commands;

  LineageConsumer(
      Told told,
      Exchanges exchanges,
      Units units,
      Catalogue catalogue,
      Agreements agreements,
      Commands commands) {
    this.told = told;
    this.exchanges = exchanges;
    this.units = units;
    this.catalogue = catalogue;
    this.agreements = agreements;
    this.commands = commands;
  }

  @Override
  public String topic() {
    return Context.RMA.topic();
  }

  @Override
  public void on(EventEnvelope<?> event) {
    told.keep(event);
    Recording recording = Recording.causedBy(event);
    know(event, (exchange, faulty) -> moveCover(exchange, faulty, recording));
  }

  /** What the event tells is written down, and nothing follows from it. */
  void know(EventEnvelope<?> event) {
    know(event, (exchange, faulty) -> {});
  }

  /** What follows where one unit took the place of another. */
  private interface Following {
    void of(Replacement.Complete exchange, Units.Unit faulty);
  }

  private void know(EventEnvelope<?> event, Following following) {
    if (!(event.data() instanceof CaseEvent fact) || !Replacement.concerns(fact)) {
      return;
    }
    Replacement before = exchanges.of(fact.caseId());
    Replacement after = before.evolve(fact);
    if (after.equals(before)) {
      return;
    }
    exchanges.keep(after);
    after.complete().ifPresent(complete -> handOn(complete, following, new HashSet<>()));
  }

  /** Hands the place on, and further along where that unit was replaced in its turn. */
  private void handOn(
      Replacement.Complete exchange, Following following, Set<SerialNumber> passed) {
    if (!passed.add(exchange.faulty()) || exchange.faulty().equals(exchange.replacement())) {
      LOG.warn("case {} would hand cover on in a circle", exchange.caseId());
      return;
    }
    var faulty = units.lock(exchange.faulty());
    if (faulty.isEmpty()) {
      // a unit that nobody registered has no cover to hand on
      return;
    }
    units.replace(
        exchange.caseId().value(),
        exchange.faulty(),
        exchange.replacement(),
        exchange.product(),
        exchange.product() == null
            ? null
            : catalogue.find(exchange.product()).map(Catalogue.Product::family).orElse(null),
        exchange.deliveredAt());
    following.of(exchange, faulty.get());
    for (Replacement.Complete next : exchanges.ofFaulty(exchange.replacement())) {
      handOn(next, following, passed);
    }
  }

  private void moveCover(Replacement.Complete exchange, Units.Unit faulty, Recording recording) {
    LocalDate day = JapanTime.dateOf(exchange.deliveredAt());
    moveContracts(exchange, day, recording);
    Period warranty = faulty.warranty();
    if (warranty != null && !day.isAfter(warranty.to())) {
      commands.send(
          new MoveWarranty(
              exchange.faulty(),
              exchange.replacement(),
              exchange.caseId(),
              exchange.deliveredAt(),
              warranty),
          recording);
    }
  }

  private void moveContracts(Replacement.Complete exchange, LocalDate day, Recording recording) {
    for (Agreements.Holding holding : agreements.holdings(exchange.faulty())) {
      boolean over =
          agreements
              .find(holding.contractId())
              .filter(contract -> day.isAfter(contract.expiryDate()))
              .isPresent();
      if (!over) {
        commands.send(
            new MoveContract(
                holding.contractId(),
                exchange.faulty(),
                exchange.replacement(),
                exchange.caseId(),
                exchange.deliveredAt()),
            recording);
      }
    }
  }
}
