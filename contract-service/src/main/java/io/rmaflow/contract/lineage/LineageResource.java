package io.rmaflow.contract.lineage;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.agreement.Agreements;
import io.rmaflow.contract.lineage.rules.ToldOfUnit;
import io.rmaflow.contract.lineage.rules.Whereabouts;
import io.rmaflow.contract.registration.EarlierUnits;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Sight;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.time.JapanTime;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/units/{serial}/lineage}: which unit stood in the same place, and under what. */
@Tag(name = "units")
@RestController
class LineageResource {

  private final Units units;
  private final EarlierUnits earlier;
  private final Agreements agreements;
  private final EarlierHoldings holdings;
  private final Told told;
  private final Sight sight;
  private final BusinessClock clock;

  LineageResource(
      Units units,
      EarlierUnits earlier,
      Agreements agreements,
      EarlierHoldings holdings,
      Told told,
      Sight sight,
      BusinessClock clock) {
    this.units = units;
    this.earlier = earlier;
    this.agreements = agreements;
    this.holdings = holdings;
    this.told = told;
    this.sight = sight;
    this.clock = clock;
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
   * Where the unit is, under what, at the instant that is asked about.
   *
   * @param at the instant
   * @param stay where it is and as what; null before anything is known of it
   * @param siteId where its customer has it registered; null while it is elsewhere, or not
   *     registered
   * @param contractIds of the contracts that cover it then
   * @param warranty whether the free warranty covers it then
   */
  record Position(
      Instant at,
      Whereabouts.@Nullable Stay stay,
      @Nullable SiteId siteId,
      List<ContractId> contractIds,
      boolean warranty) {}

  /**
   * The whole chain, the first unit first; for a customer as far as the units are its own.
   *
   * @param serialNumber as it was asked for
   * @param present the unit that stands there now
   * @param units the chain; empty of a unit that nobody registered and that took no one's place,
   *     such as a loaner
   * @param position where the unit that was asked for is at the instant
   * @param stays where that unit has been, and as what, from the first on
   */
  record Lineage(
      SerialNumber serialNumber,
      SerialNumber present,
      List<Link> units,
      Position position,
      List<Whereabouts.Stay> stays) {}

  /**
   * Which moment is asked about.
   *
   * @param at the position is told of this instant; of asOf, or else of now, where absent; with its
   *     offset
   * @param asOf by what had been recorded by then; with its offset
   */
  record LineageMoment(@Nullable Instant at, @Nullable Instant asOf) implements Checked {

    @Override
    public void check(Findings findings) {
      AsOf.checkPast(findings, "at", at);
      AsOf.checkPast(findings, "asOf", asOf);
    }
  }

  /**
   * Who held a serial number when, under which contract: the chain of replacements; and where the
   * unit was at an instant, as what, and what covered it.
   *
   * @param serial serial number, in any spelling
   */
  @InJapanese("機器の系譜。交換の前後の機器と、それぞれがいつ、どの契約の対象であったか、および指定日時(at)の所在・役割を示します。過去の時点の記録(asOf)でも取得できます。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/units/{serial}/lineage")
  Lineage lineage(
      @PathVariable("serial") SerialNumber serial,
      @Valid @ModelAttribute LineageMoment moment,
      Caller caller) {
    AsOf then = new AsOf(moment.asOf(), null);
    List<ToldOfUnit> toldOfUnit = told.of(serial, moment.asOf());
    Optional<Units.Unit> asked = find(serial, then);
    boolean named =
        toldOfUnit.stream().anyMatch(one -> ToldOfUnit.units(one.event()).contains(serial));
    if (asked.isEmpty() && !named) {
      throw new NotFound("unit", serial.value());
    }
    List<Link> chain = asked.map(unit -> chain(unit, then, caller)).orElse(List.of());
    List<Whereabouts.Stay> stays =
        Whereabouts.of(
            serial,
            asked
                .filter(unit -> unit.registeredOn() != null)
                .map(unit -> JapanTime.startOfDay(unit.purchaseDate()))
                .orElse(null),
            asked.map(Units.Unit::customerId).orElse(null),
            toldOfUnit);
    return new Lineage(
        serial,
        chain.isEmpty() ? serial : chain.getLast().serialNumber(),
        chain,
        position(serial, moment, stays),
        stays);
  }

  private Position position(
      SerialNumber serial, LineageMoment moment, List<Whereabouts.Stay> stays) {
    Instant stated = moment.at();
    Instant at = stated == null ? new AsOf(moment.asOf(), null).instant(clock.now()) : stated;
    AsOf then = new AsOf(moment.asOf(), at);
    LocalDate day = JapanTime.dateOf(at);
    Optional<Units.Unit> unit = earlier.find(serial, then);
    Optional<Whereabouts.Stay> stay = Whereabouts.at(stays, at);
    boolean replaced = unit.map(Units.Unit::replacedAt).filter(one -> !one.isAfter(at)).isPresent();
    return new Position(
        at,
        stay.orElse(null),
        stay.filter(one -> one.location() == Whereabouts.Location.CUSTOMER)
            .flatMap(one -> unit.map(Units.Unit::siteId))
            .orElse(null),
        holdings.of(serial, then).stream()
            .filter(held -> holds(held, at, day))
            .map(held -> held.holding().contractId())
            .toList(),
        !replaced
            && unit.map(Units.Unit::warranty).filter(period -> period.contains(day)).isPresent());
  }

  private static boolean holds(EarlierHoldings.Held held, Instant at, LocalDate day) {
    Agreements.Holding holding = held.holding();
    Instant from = holding.heldFrom();
    Instant to = holding.heldTo();
    return (from == null || !at.isBefore(from))
        && (to == null || at.isBefore(to))
        && held.contract().terms().stream()
            .anyMatch(term -> new Period(term.startDate(), term.expiryDate()).contains(day));
  }

  private Optional<Units.Unit> find(SerialNumber serial, AsOf then) {
    return then.isPresent() ? units.find(serial) : earlier.find(serial, then);
  }

  private List<Link> chain(Units.Unit asked, AsOf then, Caller caller) {
    List<Link> chain = new ArrayList<>();
    Set<SerialNumber> seen = new HashSet<>();
    Units.Unit unit = first(asked, then);
    while (seen.add(unit.serialNumber())) {
      if (sight.concerns(caller, Optional.of(unit.customerId()))) {
        chain.add(link(unit, then));
      }
      Optional<Units.Unit> next =
          Optional.ofNullable(unit.replacedBy()).flatMap(serial -> find(serial, then));
      if (next.isEmpty()) {
        break;
      }
      unit = next.get();
    }
    return List.copyOf(chain);
  }

  private Units.Unit first(Units.Unit asked, AsOf then) {
    Set<SerialNumber> seen = new HashSet<>();
    Units.Unit unit = asked;
    while (seen.add(unit.serialNumber())) {
      Optional<Units.Unit> before =
          Optional.ofNullable(unit.replaces()).flatMap(serial -> find(serial, then));
      if (before.isEmpty()) {
        return unit;
      }
      unit = before.get();
    }
    return unit;
  }

  private Link link(Units.Unit unit, AsOf then) {
    return new Link(
        unit.serialNumber(),
        unit.productCode(),
        unit.customerId(),
        unit.heldFrom(),
        unit.replacedAt(),
        unit.warranty(),
        then.isPresent()
            ? agreements.holdings(unit.serialNumber()).stream().map(this::held).toList()
            : holdings.of(unit.serialNumber(), then).stream()
                .map(
                    held ->
                        held(held.contract().agreement(), held.contract().terms(), held.holding()))
                .toList());
  }

  private HeldContract held(Agreements.Holding holding) {
    Agreements.Agreement contract = agreements.find(holding.contractId()).orElseThrow();
    return held(contract, agreements.terms(contract.contractId()), holding);
  }

  private static HeldContract held(
      Agreements.Agreement contract, List<Agreements.Term> terms, Agreements.Holding holding) {
    return new HeldContract(
        contract.contractId(),
        terms.stream().map(Agreements.Term::plan).distinct().toList(),
        contract.startDate(),
        contract.expiryDate(),
        holding.heldFrom(),
        holding.heldTo());
  }
}
