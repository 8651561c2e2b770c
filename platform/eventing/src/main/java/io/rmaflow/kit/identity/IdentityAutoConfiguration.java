package io.rmaflow.kit.identity;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Appends;
import io.rmaflow.kit.eventing.EventingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** For a service that says where it has stored identifiers. */
@AutoConfiguration(after = EventingAutoConfiguration.class)
@ConditionalOnBean(Spellings.class)
public class IdentityAutoConfiguration {

  @Bean
  SpellingMigration spellingMigration(
      Spellings spellings,
      JdbcClient database,
      Appends appends,
      BusinessClock clock,
      PlatformTransactionManager transactions) {
    return new SpellingMigration(spellings, database, appends, clock, transactions);
  }
}
