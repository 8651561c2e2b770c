package io.rmaflow.rma.casefile;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.kit.web.PathScope;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.Sight;
import java.util.EnumSet;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A case exists for the customer whose it is; a person and a place for logistics as long as
 * something is sent there.
 */
@Configuration(proxyBeanMethods = false)
class CaseScope {

  @Bean
  PathScope casesOfCustomers(CaseTables tables, Sight sight) {
    return PathScope.ofCustomers(
        "caseId",
        "case",
        Function.identity(),
        (caller, caseId) -> sight.concerns(caller, tables.customerOf(caseId)));
  }

  @Bean
  PathScope personsThatAreSentSomething(ShipToTable shipTo) {
    return PathScope.of(
        EnumSet.of(Role.LOGISTICS),
        "contactId",
        "contact",
        ContactId::new,
        (caller, contact) -> shipTo.isShippedTo(contact));
  }

  @Bean
  PathScope placesThatAreSentSomething(ShipToTable shipTo) {
    return PathScope.of(
        EnumSet.of(Role.LOGISTICS),
        "siteId",
        "site",
        SiteId::new,
        (caller, site) -> shipTo.isShippedTo(site));
  }
}
