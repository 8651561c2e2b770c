package io.rmaflow.rma.standing;

import io.rmaflow.kit.audit.replay.Projection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How it is built anew whose service is suspended. */
@Configuration(proxyBeanMethods = false)
class SuspensionsReplay {

  @Bean
  Projection suspensionsProjection(StandingProjection standing) {
    return Projection.ofHandlers("suspensions", List.of("customer_suspension"), standing);
  }
}
