package io.rmaflow.rma.retention;

import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.audit.retention.RetentionDays;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.personal.PersonErasure;
import io.rmaflow.rma.attachments.FileErasure;
import java.util.OptionalInt;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What this service keeps, and the settings of contract-service that say for how long. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

  @Bean
  RetentionDays retentionDays(JdbcClient database) {
    return setting ->
        database
            .sql("select value from cover_setting where key = :key")
            .param("key", setting)
            .query(String.class)
            .optional()
            .map(JsonMapper.shared()::readTree)
            .filter(value -> !value.isNull())
            .map(value -> OptionalInt.of(value.intValue()))
            .orElseGet(OptionalInt::empty);
  }

  @Bean
  Keeping keptContacts(JdbcClient database, PersonErasure erasure, BusinessClock clock) {
    return new KeptContacts(database, erasure, clock);
  }

  @Bean
  Keeping keptAttachments(JdbcClient database, FileErasure erasure, BusinessClock clock) {
    return new KeptAttachments(database, erasure, clock);
  }
}
