package io.rmaflow.contract.agreement;

import io.rmaflow.contract.agreement.rules.ApplicationRules;
import io.rmaflow.contract.agreement.rules.KnownFacts;
import io.rmaflow.contract.agreement.rules.KnownFacts.OtherContract;
import io.rmaflow.contract.catalogue.Catalogue;
import io.rmaflow.contract.customer.Customers;
import io.rmaflow.contract.registration.Units;
import io.rmaflow.contract.settings.Settings;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.contract.sitecheck.SiteChecks;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what an application or a renewal is judged by. */
@Component
class AgreementFacts {

  private final Units units;
  private final Catalogue catalogue;
  private final Customers customers;
  private final Agreements agreements;
  private final Settings settings;
  private final SiteChecks siteChecks;

  AgreementFacts(
      Units units,
      Catalogue catalogue,
      Customers customers,
      Agreements agreements,
      Settings settings,
      SiteChecks siteChecks) {
    this.units = units;
    this.catalogue = catalogue;
    this.customers = customers;
    this.agreements = agreements;
    this.settings = settings;
    this.siteChecks = siteChecks;
  }

  /** The facts of the day; holds the unit and the settings until the transaction ends. */
  KnownFacts lockAndGather(SerialNumber serial, LocalDate today) {
    return settings.held(() -> gather(serial, today));
  }

  private KnownFacts gather(SerialNumber serial, LocalDate today) {
    return new KnownFacts(
        today,
        units.lock(serial).map(this::unit).orElse(null),
        contracts(serial),
        settings.version(),
        settings.isOn(SettingKey.MANUFACTURER_LONG_LUMPS),
        settings.number(SettingKey.RENEWAL_GRACE_DAYS));
  }

  /** The contracts that the unit still holds, and those it held until their end. */
  private List<OtherContract> contracts(SerialNumber serial) {
    return agreements.holdings(serial).stream()
        .filter(holding -> holding.heldTo() == null)
        .map(holding -> agreements.find(holding.contractId()).orElseThrow())
        .map(contract -> new OtherContract(contract.contractId().value(), contract.expiryDate()))
        .toList();
  }

  private KnownFacts.Unit unit(Units.Unit unit) {
    Catalogue.@Nullable Product product = catalogue.find(unit.productCode()).orElse(null);
    return new KnownFacts.Unit(
        unit.serialNumber(),
        unit.productCode(),
        unit.family(),
        unit.customerId(),
        customers.linked(unit.customerId()),
        unit.secondHand(),
        ApplicationRules.soldOnApplia(
                product != null && product.soldOnApplia(), unit.salesChannel())
            ? SalesChannel.APPLIA
            : unit.salesChannel(),
        unit.purchaseDate(),
        ApplicationRules.windowBase(
            unit.family(), unit.shippedOn(), unit.registeredOn(), unit.purchaseDate()),
        product == null ? null : product.endOfSale(),
        product != null && product.endOfSaleMark(),
        siteChecks
            .of(unit.serialNumber(), unit.siteFingerprint())
            .map(found -> new KnownFacts.SiteCheck(found.serviceable(), found.arrivalTargetHours()))
            .orElse(null),
        unit.replacedBy());
  }
}
