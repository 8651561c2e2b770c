package io.rmaflow.notification;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.identity.Spellings;
import io.rmaflow.kit.identity.Spellings.Column;
import io.rmaflow.kit.identity.Spellings.Kind;
import io.rmaflow.kit.identity.Spellings.Thing;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this service has stored identifiers; the services that own them tell what collides. */
@Configuration(proxyBeanMethods = false)
class SpellingConfiguration {

  /** What a mail waits for where it is the registration of a unit. */
  private static final Column AWAITED_UNIT =
      new Column(
          "waiting_mail",
          "case when waits_for like 'unit/%' then substr(waits_for, 6) end",
          "waits_for = 'unit/' || :to");

  @Bean
  Spellings spellings() {
    return new Spellings(
        List.of(
            new Kind(
                text -> new SerialNumber(text).value(),
                List.of(
                    new Thing(
                        "UNIT",
                        List.of(
                            Column.of("unit_contacts", "serial_number"),
                            Column.of("unit_version", "serial_number")),
                        List.of())),
                List.of(
                    Column.inJson("contract_file", "file", "registeredSerialNumber"),
                    AWAITED_UNIT)),
            new Kind(
                text -> new CustomerId(text).value(),
                List.of(),
                List.of(
                    Column.of("customer_link", "customer_id"),
                    Column.of("customer_link", "linked_customer_id"),
                    Column.inJson("contract_file", "file", "customerId"),
                    Column.of("delivery", "customer_id")))),
        null);
  }
}
