package io.rmaflow.kit.audit.replay;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.EventHistories;
import io.rmaflow.kit.eventing.EventingAutoConfiguration;
import io.rmaflow.kit.eventing.Republishing;
import io.rmaflow.kit.web.WebAutoConfiguration;
import io.rmaflow.kit.web.Writes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Read models built anew, and events published once more. */
@AutoConfiguration(after = {EventingAutoConfiguration.class, WebAutoConfiguration.class})
@ConditionalOnBooleanProperty(name = "rmaflow.eventing.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ReplaySettings.class)
public class ReplayAutoConfiguration {

  @Bean
  Projections projections(ObjectProvider<Projection> projections) {
    return new Projections(projections.orderedStream().toList());
  }

  @Bean
  ReplayJobs replayJobs(JdbcClient database) {
    return new ReplayJobs(database);
  }

  @Bean
  ReplayRunner replayRunner(
      Projections projections,
      ReplayJobs jobs,
      JdbcClient database,
      EventHistories histories,
      ReplaySettings settings,
      BusinessClock clock,
      PlatformTransactionManager transactions) {
    return new ReplayRunner(projections, jobs, database, histories, settings, clock, transactions);
  }

  @Bean
  RepublicationJobs republicationJobs(JdbcClient database) {
    return new RepublicationJobs(database);
  }

  @Bean
  RepublicationRunner republicationRunner(
      RepublicationJobs jobs,
      Republishing republishing,
      ReplaySettings settings,
      BusinessClock clock) {
    return new RepublicationRunner(jobs, republishing, settings, clock);
  }

  /** The calls. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBean(Writes.class)
  static class Calls {

    @Bean
    ReplaysController replaysController(
        Writes writes,
        Projections projections,
        ReplayJobs jobs,
        ReplayRunner runner,
        BusinessClock clock) {
      return new ReplaysController(writes, projections, jobs, runner, clock);
    }

    @Bean
    RepublicationsController republicationsController(
        Writes writes,
        RepublicationJobs jobs,
        RepublicationRunner runner,
        Republishing republishing,
        BusinessClock clock) {
      return new RepublicationsController(writes, jobs, runner, republishing, clock);
    }
  }
}
