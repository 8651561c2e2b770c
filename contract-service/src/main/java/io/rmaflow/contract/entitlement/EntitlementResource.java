package io.rmaflow.contract.entitlement;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.agreement.Agreements;
import io.rmaflow.contract.catalogue.Catalogue;
import io.rmaflow.contract.customer.Customers;
import io.rmaflow.contract.customer.EarlierCustomers;
import io.rmaflow.contract.entitlement.rules.Entitlements;
import io.rmaflow.contract.entitlement.rules.SoftwareAccess;
import io.rmaflow.contract.entitlement.rules.UnitCover;
import io.rmaflow.contract.entitlement.rules.UnitCover.ContractTerm;
import io.rmaflow.contract.lineage.EarlierHoldings;
import io.rmaflow.contract.registration.EarlierUnits;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.contract.settings.Settings;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/units/{serial}/entitlements?at=}. */
@Tag(name = "entitlements")
@RestController
class EntitlementResource {

  private final Units units;
  private final EarlierUnits earlierUnits;
  private final Agreements agreements;
  private final EarlierHoldings earlierHoldings;
  private final Settings settings;
  private final Catalogue catalogue;
  private final Customers customers;
  private final EarlierCustomers earlierCustomers;
  private final BusinessClock clock;

  EntitlementResource(
      Units units,
      EarlierUnits earlierUnits,
      Agreements agreements,
      EarlierHoldings earlierHoldings,
      Settings settings,
      Catalogue catalogue,
      Customers customers,
      EarlierCustomers earlierCustomers,
      BusinessClock clock) {
    this.units = units;
    this.earlierUnits = earlierUnits;
    this.agreements = agreements;
    this.earlierHoldings = earlierHoldings;
    this.settings = settings;
    this.catalogue = catalogue;
    this.customers = customers;
    this.earlierCustomers = earlierCustomers;
    this.clock = clock;
  }

  /**
   * The moment that is asked about.
   *
   * @param at with its offset; asOf, or else now, where absent
   * @param asOf by what had been recorded by then; with its offset
   */
  record Moment(@Example("2026-05-01T10:00:00+09:00") @Nullable Instant at, @Nullable Instant asOf)
      implements Checked {

    @Override
    public void check(Findings findings) {
      AsOf.checkPast(findings, "asOf", asOf);
    }

    Instant instant(Instant now) {
      return at == null ? recording().instant(now) : at;
    }

    AsOf recording() {
      return new AsOf(asOf, null);
    }
  }

  /**
   * What a unit is entitled to and denied at an instant.
   *
   * @param serialNumber as it was asked for
   * @param at the instant
   * @param granted services that the unit has then
   * @param denied services that it does not have then, each with the reason
   * @param replacedBy the unit that took its place and has its services since then
   */
  record EntitlementView(
      SerialNumber serialNumber,
      Instant at,
      List<Entitlements.Granted> granted,
      List<Entitlements.Denied> denied,
      @Nullable SerialNumber replacedBy) {}

  /**
   * What a unit may download at an instant.
   *
   * @param serialNumber as it was asked for
   * @param at the instant
   * @param releases every release published by then, the newest first
   */
  record SoftwareView(
      SerialNumber serialNumber, Instant at, List<SoftwareAccess.Download> releases) {}

  /**
   * What a unit is entitled to at an instant, and what it is denied, each with its clause.
   *
   * @param serial serial number, in any spelling
   */
  @InJapanese("指定日時に機器が受けられるサービスと受けられないサービス。それぞれ根拠の条項を含みます。")
  @Clause({"GEN-1", "CON-20"})
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/units/{serial}/entitlements")
  EntitlementView entitlements(
      @PathVariable("serial") SerialNumber serial, @Valid @ModelAttribute Moment moment) {
    Instant at = moment.instant(clock.now());
    Units.Unit unit = unit(serial, moment.recording());
    Entitlements entitlements = Entitlements.of(cover(unit, moment.recording()), at);
    return new EntitlementView(
        serial, at, entitlements.granted(), entitlements.denied(), unit.replacedBy());
  }

  /**
   * Which releases a unit may download, and why not the others.
   *
   * @param serial serial number, in any spelling
   */
  @InJapanese("機器がダウンロードできるリリース。できないものにはその理由を含みます。")
  @Clause({"TEC-5", "VA-4", "WAR-10", "SWP-5", "SWP-10"})
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/units/{serial}/software")
  SoftwareView software(
      @PathVariable("serial") SerialNumber serial, @Valid @ModelAttribute Moment moment) {
    Instant at = moment.instant(clock.now());
    AsOf then = moment.recording();
    Units.Unit unit = unit(serial, then);
    return new SoftwareView(
        serial,
        at,
        SoftwareAccess.of(
            Entitlements.of(cover(unit, then), at),
            catalogue.state(unit.productCode(), then),
            then.isPresent()
                ? customers.linked(unit.customerId())
                : earlierCustomers.linked(unit.customerId(), then),
            at));
  }

  private Units.Unit unit(SerialNumber serial, AsOf then) {
    return (then.isPresent() ? units.find(serial) : earlierUnits.find(serial, then))
        .orElseThrow(() -> new NotFound("unit", serial.value()));
  }

  private UnitCover cover(Units.Unit unit, AsOf then) {
    JsonNode window = settings.at(then).value(SettingKey.DOA_WINDOW_DAYS).value();
    return new UnitCover(
        unit.serialNumber(),
        unit.family(),
        unit.secondHand(),
        unit.registeredOn() == null ? null : unit.purchaseDate(),
        unit.warranty(),
        unit.registeredOn() == null ? unit.heldFrom() : null,
        unit.replacedAt(),
        unit.replacedBy(),
        window.isNull() ? null : window.intValue(),
        then.isPresent()
            ? agreements.holdings(unit.serialNumber()).stream()
                .flatMap(holding -> terms(agreements.terms(holding.contractId()), holding))
                .toList()
            : earlierHoldings.of(unit.serialNumber(), then).stream()
                .flatMap(held -> terms(held.contract().terms(), held.holding()))
                .toList());
  }

  private static Stream<ContractTerm> terms(
      List<Agreements.Term> terms, Agreements.Holding holding) {
    return terms.stream()
        .map(
            term ->
                new ContractTerm(
                    holding.contractId().value(),
                    term.plan(),
                    term.startDate(),
                    term.expiryDate(),
                    holding.heldFrom(),
                    holding.heldTo()));
  }
}
