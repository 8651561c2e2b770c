package io.rmaflow.kit.eventing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rmaflow.kit.eventing.ParkedEvent.Status;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Lets people see what lies parked and what stands still: as metrics, and in the health group
 * {@code parked}.
 */
@AutoConfiguration(after = EventingAutoConfiguration.class)
@ConditionalOnBean(ParkedEvents.class)
public class ParkedEventsAutoConfiguration {

  /** How many lie parked now; the counter {@code rmaflow.inbox.parked} says how often it came. */
  @Bean
  MeterBinder parkedEventsMeters(ParkedEvents parked) {
    return (MeterRegistry registry) -> {
      for (Status status : Status.values()) {
        Gauge.builder("rmaflow.inbox.parked.events", parked, events -> events.count(null, status))
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
        health.withDetail(status.name().toLowerCase(Locale.ROOT), parked.count(null, status));
      }
      return health.build();
    };
  }

  /** How many partitions stand still with records waiting in them. */
  @Bean
  MeterBinder stalledPartitionsMeter(FlowWatch watch) {
    return (MeterRegistry registry) ->
        Gauge.builder("rmaflow.inbox.partitions.stalled", watch, seen -> seen.stalled().size())
            .description("Partitions that do not move although records wait in them")
            .register(registry);
  }

  /**
   * Down while a partition stands still, and where a topic is not read any more. It is part of the
   * group {@code parked} and of the whole health, which give alarm, and not of {@code readiness}:
   * the service answers calls as before, and to take it out of service would move no partition.
   */
  @Bean
  HealthIndicator inboxHealthIndicator(FlowWatch watch, InboxContainers containers) {
    return () -> {
      List<FlowWatch.Stalled> stalled = watch.stalled();
      List<String> ended = containers.ended();
      return (stalled.isEmpty() && ended.isEmpty() ? Health.up() : Health.down())
          .withDetail("stalled", stalled)
          .withDetail("notRead", ended)
          .build();
    };
  }

  /** Down while events wait that could be published and are not; see the inbox's. */
  @Bean
  HealthIndicator outboxHealthIndicator(FlowWatch watch) {
    return () ->
        watch
            .notPublishingSince()
            .map(since -> Health.down().withDetail("notPublishingSince", since))
            .orElseGet(Health::up)
            .build();
  }
}
