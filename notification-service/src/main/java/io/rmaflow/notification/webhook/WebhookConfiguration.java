package io.rmaflow.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmaflow.events.Context;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.clock.TimedWork;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.kit.web.AnswerSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the webhooks together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookConfiguration.class);

  @Bean
  SecretKeys secretKeys(WebhookSettings settings) {
    return new SecretKeys(settings.secretKeys());
  }

  /** An answer that is kept for a repeated call may tell a secret, so it is stored like one. */
  @Bean
  AnswerSeal answersLikeSecrets(SecretKeys keys) {
    return new AnswerSeal() {
      @Override
      public byte[] sealed(String scope, byte[] body) {
        return keys.sealed(scope, new String(body, UTF_8)).getBytes(UTF_8);
      }

      @Override
      public byte[] opened(String scope, byte[] stored) {
        return keys.opened(scope, new String(stored, UTF_8)).getBytes(UTF_8);
      }

      @Override
      public boolean isPresent(byte[] stored) {
        return keys.isPresent(new String(stored, UTF_8));
      }
    };
  }

  /** Before anything is sent or asked; a secret whose key is not known stops the start. */
  @Bean
  SmartInitializingSingleton secretsUnderThePresentKey(
      Webhooks webhooks, PlatformTransactionManager transactions) {
    return () -> {
      Integer resealed = new TransactionTemplate(transactions).execute(status -> webhooks.reseal());
      if (resealed != null && resealed > 0) {
        LOG.info("the secrets of {} webhooks are stored under the present key now", resealed);
      }
    };
  }

  @Bean
  Subscriber subscriber(WebhookSettings settings) {
    return new Subscriber(settings);
  }

  @Bean
  WebhookSender webhookSender(
      Webhooks webhooks,
      Subscriber subscriber,
      BusinessClock clock,
      WebhookSettings settings,
      PlatformTransactionManager transactions,
      ObjectProvider<MeterRegistry> meters) {
    MeterRegistry registry = meters.getIfAvailable();
    return new WebhookSender(
        webhooks,
        subscriber,
        clock,
        settings,
        new TransactionTemplate(transactions),
        registry == null ? () -> {} : registry.counter("rmaflow.webhooks.parked")::increment);
  }

  @Bean
  EventConsumer contractEventsForWebhooks(Webhooks webhooks, WebhookSender sender) {
    return TakenEvents.of(Context.CONTRACT.topic(), webhooks, sender);
  }

  @Bean
  EventConsumer rmaEventsForWebhooks(Webhooks webhooks, WebhookSender sender) {
    return TakenEvents.of(Context.RMA.topic(), webhooks, sender);
  }

  @Bean("webhooks-out")
  TimedWork webhookWork(Webhooks webhooks, WebhookSender sender) {
    return new WebhookWork(webhooks, sender);
  }

  /** Parked ones are no reason to take the service out of service, so it stays up. */
  @Bean
  HealthIndicator webhooksHealthIndicator(Webhooks webhooks) {
    return () -> {
      Webhooks.Backlog parked = webhooks.parked();
      return Health.up()
          .withDetail("parkedWebhooks", parked.pending())
          .withDetail("parkedDeliveries", parked.parked())
          .build();
    };
  }
}
