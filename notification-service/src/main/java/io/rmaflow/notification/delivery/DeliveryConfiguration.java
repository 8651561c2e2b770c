package io.rmaflow.notification.delivery;

import io.rmaflow.events.ContactId;
import io.rmaflow.kit.sealing.ErasureAgain;
import io.rmaflow.notification.wording.CalendarEntry;
import io.rmaflow.notification.wording.MailTemplates;
import io.rmaflow.notification.work.Wake;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is neither a table nor an endpoint. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailSettings.class, MailSettings.Peers.class})
class DeliveryConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryConfiguration.class);
  private static final int SEALED_AT_ONCE = 200;

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

  /** Before anything is sent or asked: what was kept in clear before there were keys is sealed. */
  @Bean
  SmartInitializingSingleton wordsUnderKeys(
      Deliveries deliveries, PlatformTransactionManager transactions) {
    return () -> {
      TransactionTemplate transaction = new TransactionTemplate(transactions);
      int sealed = 0;
      Integer some;
      do {
        some = transaction.execute(status -> deliveries.seal(SEALED_AT_ONCE));
        sealed += some == null ? 0 : some;
      } while (some != null && some > 0);
      if (sealed > 0) {
        LOG.info("the words of {} mails lie under their recipients' keys now", sealed);
      }
    };
  }

  /** Where this service's own database was restored from before a recipient was erased. */
  @Bean
  ErasureAgain recipientsErasedAgain(Deliveries deliveries) {
    return subject -> deliveries.erase(new ContactId(subject.id()));
  }

  @Bean
  Wake wake() {
    return new Wake();
  }
}
