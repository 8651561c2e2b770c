package io.rmaflow.contract.agreement;

import io.rmaflow.events.ContractId;
import io.rmaflow.kit.web.PathScope;
import io.rmaflow.kit.web.Sight;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A contract exists for the customer that concluded it. */
@Configuration(proxyBeanMethods = false)
class ContractScope {

  @Bean
  PathScope contractsOfCustomers(Agreements agreements, Sight sight) {
    return PathScope.ofCustomers(
        "contractId",
        "contract",
        ContractId::new,
        (caller, id) ->
            sight.concerns(caller, agreements.find(id).map(Agreements.Agreement::customerId)));
  }
}
