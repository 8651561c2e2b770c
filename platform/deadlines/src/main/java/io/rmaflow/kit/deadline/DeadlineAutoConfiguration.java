package io.rmaflow.kit.deadline;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.clock.TimedWork;
import io.rmaflow.kit.eventing.Activity;
import io.rmaflow.kit.eventing.EventingAutoConfiguration;
import io.rmaflow.kit.eventing.ServiceIdentity;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Deadlines in PostgreSQL, on the business clock. */
@AutoConfiguration(
    after = EventingAutoConfiguration.class,
    beforeName = {
      "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
      "org.axonframework.springboot.autoconfig.AxonDbSchedulerAutoConfiguration"
    })
@ConditionalOnBooleanProperty(name = "rmaflow.eventing.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DeadlineSettings.class)
public class DeadlineAutoConfiguration {

  @Bean
  WakeUp deadlineWakeUp() {
    return new WakeUp();
  }

  @Bean
  DeadlineTable deadlineTable(JdbcClient database) {
    return new DeadlineTable(database);
  }

  @Bean
  PostgresDeadlineManager deadlineManager(
      DeadlineTable table, Serializer serializer, BusinessClock clock, WakeUp wakeUp) {
    return new PostgresDeadlineManager(table, serializer, clock, wakeUp);
  }

  @Bean
  PostgresDeadlinePoller deadlinePoller(
      DeadlineTable table,
      Configuration configuration,
      TransactionManager transactions,
      PlatformTransactionManager platformTransactions,
      Serializer serializer,
      CorrelationDataProvider origin,
      ServiceIdentity service,
      BusinessClock clock,
      WakeUp wakeUp,
      DeadlineSettings settings,
      Activity activity,
      ObjectProvider<MeterRegistry> meters) {
    MeterRegistry registry = meters.getIfAvailable();
    return new PostgresDeadlinePoller(
        table,
        new DeadlineDelivery(
            new ConfigurationScopeAwareProvider(configuration),
            transactions,
            serializer,
            origin,
            service.name()),
        new TransactionTemplate(platformTransactions),
        clock,
        wakeUp,
        settings,
        activity,
        registry == null ? () -> {} : registry.counter("rmaflow.deadlines.failed")::increment);
  }

  @Bean
  TimedWork deadlineWork(DeadlinePoller poller, Activity activity) {
    return new DeadlineWork(poller, activity);
  }
}
