package io.rmaflow.contract.registration;

import io.rmaflow.events.Context;
import io.rmaflow.kit.audit.replay.Projection;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How it is built anew where something is to be sent. */
@Configuration(proxyBeanMethods = false)
class ShipToReplay {

  @Bean
  Projection shipToProjection(ShipTo shipTo) {
    return new Projection(
        "ship-to",
        List.of("ship_to"),
        List.of(),
        false,
        Set.of(Context.RMA.topic()),
        () -> shipTo::on);
  }
}
