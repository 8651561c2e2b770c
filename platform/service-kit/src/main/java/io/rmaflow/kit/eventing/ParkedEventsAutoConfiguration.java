package io.rmaflow.kit.eventing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rmaflow.kit.eventing.ParkedEvent.Status;
import io.rmaflow.kit.web.WebAutoConfiguration;
import java.util.Locale;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Lets people see what lies parked: over REST, as a metric, and in the health's details. */
@AutoConfiguration(after = {EventingAutoConfiguration.class, WebAutoConfiguration.class})
@ConditionalOnBean(ParkedEvents.class)
public class ParkedEventsAutoConfiguration {

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  ParkedEventsController parkedEventsController(ParkedEvents parked) {
    return new ParkedEventsController(parked);
  }

  /** How many lie parked now; the counter {@code rmaflow.inbox.parked} says how often it came. */
  @Bean
  MeterBinder parkedEventsMeters(ParkedEvents parked) {
    return (MeterRegistry registry) -> {
      for (Status status : Status.values()) {
        Gauge.builder("rmaflow.inbox.parked.events", parked, events -> events.count(status))
            .tag("status", status.name().toLowerCase(Locale.ROOT))
            .description("Events of other services that lie parked")
            .register(registry);
      }
    };
  }

  /** A parked stream is no reason to take the service out of service, so it stays up. */
  @Bean
  HealthIndicator parkedEventsHealthIndicator(ParkedEvents parked) {
    return () -> {
      Health.Builder health = Health.up();
      for (Status status : Status.values()) {
        health.withDetail(status.name().toLowerCase(Locale.ROOT), parked.count(status));
      }
      return health.build();
    };
  }
}
