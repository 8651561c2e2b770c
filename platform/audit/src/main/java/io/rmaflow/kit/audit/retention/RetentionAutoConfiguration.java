package io.rmaflow.kit.audit.retention;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.EventingAutoConfiguration;
import io.rmaflow.kit.eventing.ServiceIdentity;
import io.rmaflow.kit.eventing.UnpublishedEvent;
import io.rmaflow.kit.eventing.UnpublishedStreams;
import io.rmaflow.kit.web.WebAutoConfiguration;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** Retention, in a service that says for how long it keeps what. */
@AutoConfiguration(after = {EventingAutoConfiguration.class, WebAutoConfiguration.class})
@ConditionalOnBean(RetentionDays.class)
public class RetentionAutoConfiguration {

  @Bean
  static UnpublishedEvent forgotten() {
    return new UnpublishedEvent(Forgotten.NAME, 1, Forgotten.class);
  }

  @Bean
  Forgetting forgetting(
      ObjectProvider<Keeping> keepings,
      RetentionDays settings,
      UnpublishedStreams streams,
      PlatformTransactionManager transactions,
      BusinessClock clock,
      ServiceIdentity service) {
    return new Forgetting(
        keepings.orderedStream().toList(), settings, streams, transactions, clock, service);
  }

  @Bean("retention")
  RetentionWork retentionWork(
      Forgetting forgetting, @Value("${rmaflow.retention.look-every:1m}") Duration every) {
    return new RetentionWork(forgetting, every);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  RetentionController retentionController(Forgetting forgetting, BusinessClock clock) {
    return new RetentionController(forgetting, clock);
  }
}
