package io.rmaflow.kit.loop;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Shows in the health whether the service's own threads still work. */
@AutoConfiguration
public class LoopAutoConfiguration {

  /** Down where a loop that is to run has ended, or has failed for a minute. */
  @Bean
  HealthIndicator loopsHealthIndicator(ObjectProvider<Loop.Owner> owners) {
    return () -> {
      Health.Builder health = Health.up();
      for (Loop loop : owners.orderedStream().map(Loop.Owner::loop).toList()) {
        String problem = loop.problem().orElse(null);
        if (problem != null) {
          health.down();
        }
        health.withDetail(
            loop.name(), problem != null ? problem : loop.isRunning() ? "running" : "stopped");
      }
      return health.build();
    };
  }
}
