package io.rmaflow.kit.personal;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.keys.RandomKey;
import io.rmaflow.kit.sealing.BlindIndex;
import io.rmaflow.kit.sealing.MasterKey;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.web.WebAutoConfiguration;
import io.rmaflow.kit.web.Writes;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;

/** Personal data, for the services that take some in. */
@AutoConfiguration(after = WebAutoConfiguration.class)
public class PersonalAutoConfiguration {

  @Bean
  PersonalStore personalStore(
      JdbcOperations database,
      BusinessClock clock,
      PersonKeys keys,
      BlindIndex index,
      @Value("${rmaflow.personal.prefix:}") String prefix) {
    return new JdbcPersonalStore(database, clock, keys, index, prefix);
  }

  @Bean
  JavaMigration sealWhatStoodInClear(MasterKey master) {
    return new SealWhatStoodInClear(master);
  }

  /** The same key in all services that compare; there is none by default. */
  @Bean
  Fingerprints fingerprints(@Value("${rmaflow.fingerprint-key:}") String key) {
    return new Fingerprints(RandomKey.of("rmaflow.fingerprint-key", key));
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  PersonalDataController personalDataController(
      PersonalStore store, Writes writes, ObjectProvider<ContactErasure> erasures) {
    return new PersonalDataController(store, writes, erasures.orderedStream().toList());
  }
}
