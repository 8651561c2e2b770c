package io.rmaflow.contract.customer;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.PathScope;
import io.rmaflow.kit.web.Sight;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whose things a customer sees: those of all IDs of its company. */
@Configuration(proxyBeanMethods = false)
class CustomerScope {

  @Bean
  Sight sight(Customers customers) {
    return new Sight(
        claimed ->
            claimed.stream()
                .flatMap(id -> customers.company(id).stream())
                .collect(Collectors.toSet()));
  }

  @Bean
  PathScope customersOfCustomers(Customers customers, Sight sight) {
    return PathScope.ofCustomers(
        "customerId",
        "customer",
        CustomerId::new,
        (caller, named) -> sight.concerns(caller, Optional.of(customers.present(named))));
  }
}
