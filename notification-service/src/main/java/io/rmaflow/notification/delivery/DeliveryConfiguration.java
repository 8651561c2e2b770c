package io.rmaflow.notification.delivery;

import io.rmaflow.notification.wording.MailTemplates;
import io.rmaflow.notification.work.Wake;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is neither a table nor an endpoint. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailSettings.class, MailSettings.Peers.class})
class DeliveryConfiguration {

  @Bean
  MailTemplates mailTemplates() {
    return new MailTemplates();
  }

  @Bean
  Wake wake() {
    return new Wake();
  }
}
