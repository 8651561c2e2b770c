package io.rmaflow.contract.lineage;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.agreement.Agreements;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Sight;
import io.rmaflow.kit.web.api.InJapanese;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/units/{serial}/lineage}: which unit stood in the same place, and under what. */
@Tag(name = "units")
@RestController
class LineageResource {

  private final Units units;
  private final Agreements agreements;
  private final Sight sight;

  LineageResource(Units units, Agreements agreements, Sight sight) {
    this.units = units;
    this.agreements = agreements;
    this.sight = sight;
  }

  /**
   * A contract as one unit held it.
   *
   * @param contractId of the contract
   * @param plans of its terms, each once
   * @param startDate first covered day of all terms, in Japan
   * @param expiryDate last covered day of all terms, in Japan
   * @param heldFrom since when; null: from its beginning
   * @param heldTo until when, exclusive; null: still
   */
  record HeldContract(
      ContractId contractId,
      List<Plan> plans,
      LocalDate startDate,
      LocalDate expiryDate,
      @Nullable Instant heldFrom,
      @Nullable Instant heldTo) {}

  /**
   * One unit of the chain.
   *
   * @param serialNumber of the unit
   * @param productCode of its product
   * @param customerId the account that it is registered under
   * @param from since when it stands in this place; null for the first one
   * @param to when the next one took its place, exclusive; null for the present one
   * @param warranty days of the free warranty; null where there is none
   * @param contracts that it held or holds
   */
  record Link(
      SerialNumber serialNumber,
      ProductCode productCode,
      CustomerId customerId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Period warranty,
      List<HeldContract> contracts) {}

  /**
   * The whole chain, the first unit first; for a customer as far as the units are its own.
   *
   * @param serialNumber as it was asked for
   * @param present the unit that stands there now
   * @param units the chain
   */
  record Lineage(SerialNumber serialNumber, SerialNumber present, List<Link> units) {}

  /**
   * Who held a serial number when, under which contract: the chain of replacements.
   *
   * @param serial serial number, in any spelling
   */
  @InJapanese("機器の系譜。交換の前後の機器と、それぞれがいつ、どの契約の対象であったかを示します。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/units/{serial}/lineage")
  Lineage lineage(@PathVariable("serial") SerialNumber serial, Caller caller) {
    Units.Unit asked = units.find(serial).orElseThrow(() -> new NotFound("unit", serial.value()));
    List<Link> chain = new ArrayList<>();
    Set<SerialNumber> seen = new HashSet<>();
    Units.Unit unit = first(asked);
    while (seen.add(unit.serialNumber())) {
      if (sight.concerns(caller, Optional.of(unit.customerId()))) {
        chain.add(link(unit));
      }
      Optional<Units.Unit> next = Optional.ofNullable(unit.replacedBy()).flatMap(units::find);
      if (next.isEmpty()) {
        break;
      }
      unit = next.get();
    }
    return new Lineage(serial, chain.getLast().serialNumber(), List.copyOf(chain));
  }

  private Units.Unit first(Units.Unit asked) {
    Set<SerialNumber> seen = new HashSet<>();
    Units.Unit unit = asked;
    while (seen.add(unit.serialNumber())) {
      Optional<Units.Unit> before = Optional.ofNullable(unit.replaces()).flatMap(units::find);
      if (before.isEmpty()) {
        return unit;
      }
      unit = before.get();
    }
    return unit;
  }

  private Link link(Units.Unit unit) {
    return new Link(
        unit.serialNumber(),
        unit.productCode(),
        unit.customerId(),
        unit.heldFrom(),
        unit.replacedAt(),
        unit.warranty(),
        agreements.holdings(unit.serialNumber()).stream().map(this::held).toList());
  }

  private HeldContract held(Agreements.Holding holding) {
    Agreements.Agreement contract = agreements.find(holding.contractId()).orElseThrow();
    return new HeldContract(
        contract.contractId(),
        agreements.terms(contract.contractId()).stream()
            .map(Agreements.Term::plan)
            .distinct()
            .toList(),
        contract.startDate(),
        contract.expiryDate(),
        holding.heldFrom(),
        holding.heldTo());
  }
}
