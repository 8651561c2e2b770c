package io.rmaflow.contract.registration;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.kit.web.PathScope;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.Sight;
import java.util.EnumSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A unit exists for the customer under whose ID it stands; for logistics a place as long as
 * something is sent there, and no person: shipments name those of the case, which rma-service has.
 */
@Configuration(proxyBeanMethods = false)
class UnitScope {

  @Bean
  PathScope unitsOfCustomers(Units units, Sight sight) {
    return PathScope.ofCustomers(
        "serial",
        "unit",
        SerialNumber::new,
        (caller, serial) -> sight.concerns(caller, units.find(serial).map(Units.Unit::customerId)));
  }

  @Bean
  PathScope placesThatAreSentSomething(ShipTo shipTo) {
    return PathScope.of(
        EnumSet.of(Role.LOGISTICS),
        "siteId",
        "site",
        SiteId::new,
        (caller, site) -> shipTo.isUnderWay(site));
  }

  @Bean
  PathScope noPersonsForLogistics() {
    return PathScope.of(
        EnumSet.of(Role.LOGISTICS), "contactId", "contact", ContactId::new, (caller, id) -> false);
  }
}
