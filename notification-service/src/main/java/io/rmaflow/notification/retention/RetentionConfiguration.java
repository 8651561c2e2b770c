package io.rmaflow.notification.retention;

import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.audit.retention.RetentionDays;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.notification.files.Files;
import java.util.OptionalInt;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What this service keeps, and the settings of contract-service that say for how long. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

  @Bean
  RetentionDays retentionDays(Files files) {
    return setting ->
        files
            .setting(setting)
            .map(JsonMapper.shared()::readTree)
            .filter(value -> !value.isNull())
            .map(value -> OptionalInt.of(value.intValue()))
            .orElseGet(OptionalInt::empty);
  }

  @Bean
  Keeping keptMails(JdbcClient database, BusinessClock clock) {
    return new KeptMails(database, clock);
  }

  @Bean
  Keeping keptEvents(JdbcClient database) {
    return new KeptEvents(database);
  }
}
