package io.rmaflow.contract.entitlement;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.agreement.Agreements;
import io.rmaflow.contract.catalogue.Catalogue;
import io.rmaflow.contract.customer.Customers;
import io.rmaflow.contract.entitlement.rules.Entitlements;
import io.rmaflow.contract.entitlement.rules.SoftwareAccess;
import io.rmaflow.contract.entitlement.rules.UnitCover;
import io.rmaflow.contract.entitlement.rules.UnitCover.ContractTerm;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.contract.settings.Settings;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
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

/** {@code GET /api/units/{serial}/entitlements?at=}. */
@Tag(name = "entitlements")
@RestController
class EntitlementResource {

  private final Units units;
  private final Agreements agreements;
  private final Settings settings;
  private final Catalogue catalogue;
  private final Customers customers;
  private final BusinessClock clock;

  EntitlementResource(
      Units units,
      Agreements agreements,
      Settings settings,
      Catalogue catalogue,
      Customers customers,
      BusinessClock clock) {
    this.units = units;
    this.agreements = agreements;
    this.settings = settings;
    this.catalogue = catalogue;
    this.customers = customers;
    this.clock = clock;
  }

  /**
   * The moment that is asked about.
   *
   * @param at with its offset; now where absent
   */
  record Moment(@Example("2026-05-01T10:00:00+09:00") @Nullable Instant at) {}

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
    Instant asked = moment.at();
    Instant at = asked == null ? clock.now() : asked;
    Units.Unit unit = units.find(serial).orElseThrow(() -> new NotFound("unit", serial.value()));
    Entitlements entitlements = Entitlements.of(cover(unit), at);
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
    Instant asked = moment.at();
    Instant at = asked == null ? clock.now() : asked;
    Units.Unit unit = units.find(serial).orElseThrow(() -> new NotFound("unit", serial.value()));
    return new SoftwareView(
        serial,
        at,
        SoftwareAccess.of(
            Entitlements.of(cover(unit), at),
            catalogue.state(unit.productCode()),
            customers.linked(unit.customerId()),
            at));
  }

  private UnitCover cover(Units.Unit unit) {
    return new UnitCover(
        unit.serialNumber(),
        unit.family(),
        unit.secondHand(),
        unit.registeredOn() == null ? null : unit.purchaseDate(),
        unit.warranty(),
        unit.registeredOn() == null ? unit.heldFrom() : null,
        unit.replacedAt(),
        unit.replacedBy(),
        settings.numberOrUnset(SettingKey.DOA_WINDOW_DAYS),
        agreements.holdings(unit.serialNumber()).stream().flatMap(this::terms).toList());
  }

  private Stream<ContractTerm> terms(Agreements.Holding holding) {
    return agreements.terms(holding.contractId()).stream()
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
