package io.rmaflow.notification.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets somebody see that mails were not delivered: as a metric, and in the health's details. None
 * of them takes the service out of service.
 */
@Configuration(proxyBeanMethods = false)
class UndeliveredMails {

  private static final Set<DeliveryStatus> UNDELIVERED =
      Set.of(DeliveryStatus.FAILED, DeliveryStatus.RETRYING, DeliveryStatus.UNKNOWN);

  @Bean
  MeterBinder undeliveredMailsMeters(JdbcClient database) {
    return (MeterRegistry registry) -> {
      for (DeliveryStatus status : UNDELIVERED) {
        Gauge.builder("rmaflow.mail.deliveries", database, table -> count(table, status))
            .tag("status", tag(status))
            .description("Mails that were given up, or wait to be tried again")
            .register(registry);
      }
      Gauge.builder("rmaflow.mail.waiting", database, UndeliveredMails::waiting)
          .description("Mails that wait for an event that tells whom to write to, or what")
          .register(registry);
    };
  }

  @Bean
  HealthIndicator mailsHealthIndicator(JdbcClient database) {
    return () -> {
      Health.Builder health = Health.up();
      for (DeliveryStatus status : UNDELIVERED) {
        health.withDetail(tag(status), count(database, status));
      }
      return health.withDetail("waiting", waiting(database)).build();
    };
  }

  /** Those for a unit that nobody registers wait for ever. */
  private static long waiting(JdbcClient database) {
    return database.sql("select count(*) from waiting_mail").query(Long.class).single();
  }

  private static String tag(DeliveryStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static long count(JdbcClient database, DeliveryStatus status) {
    return database
        .sql("select count(*) from delivery where status = :status")
        .param("status", status.name())
        .query(Long.class)
        .single();
  }
}
