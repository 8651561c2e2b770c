package io.rmaflow.contract.retention;

import io.rmaflow.contract.settings.Settings;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.audit.retention.RetentionDays;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.personal.PersonErasure;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** This service's own settings say for how long it keeps what. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

  @Bean
  RetentionDays retentionDays(Settings settings) {
    return setting ->
        Stream.of(SettingKey.values())
            .filter(key -> key.key().equals(setting))
            .map(key -> settings.value(key).value())
            .filter(value -> !value.isNull())
            .map(value -> OptionalInt.of(value.intValue()))
            .findFirst()
            .orElseGet(OptionalInt::empty);
  }

  @Bean
  Keeping keptContacts(JdbcClient database, PersonErasure erasure, BusinessClock clock) {
    return new KeptContacts(database, erasure, clock);
  }
}
