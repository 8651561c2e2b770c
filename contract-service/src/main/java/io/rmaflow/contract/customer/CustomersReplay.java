package io.rmaflow.contract.customer;

import io.rmaflow.kit.audit.replay.Projection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the accounts, their links and their contacts are built anew. */
@Configuration(proxyBeanMethods = false)
class CustomersReplay {

  @Bean
  Projection customersProjection(Customers customers) {
    return Projection.ofHandlers(
        "customers", List.of("customer", "customer_link", "customer_alias", "contact"), customers);
  }
}
