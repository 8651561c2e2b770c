package io.rmaflow.rma.standing;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.PathScope;
import io.rmaflow.kit.web.Sight;
import io.rmaflow.rma.cover.Cover;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A customer learns how its own company stands, whichever of its IDs it names. */
@Configuration(proxyBeanMethods = false)
class StandingScope {

  @Bean
  PathScope customersOfCustomers(Cover cover, Sight sight) {
    return PathScope.ofCustomers(
        "customerId",
        "customer",
        CustomerId::new,
        (caller, named) -> sight.concerns(caller, Optional.of(cover.presentId(named))));
  }
}
