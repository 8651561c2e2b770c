package io.rmaflow.notification.delivery;

import io.rmaflow.notification.wording.CalendarEntry;
import io.rmaflow.notification.wording.MailTemplates;
import io.rmaflow.notification.work.Wake;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
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

  /** From whom calendar entries come: the address that their mails come from, without its name. */
  @Bean
  CalendarEntry.Organizer organizer(MailSettings settings) {
    try {
      return new CalendarEntry.Organizer(
          new InternetAddress(settings.from()).getAddress(), settings.messageIdDomain());
    } catch (AddressException e) {
      throw new IllegalArgumentException("rmaflow.mail.from is not a mail address", e);
    }
  }

  @Bean
  Wake wake() {
    return new Wake();
  }
}
