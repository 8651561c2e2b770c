package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.keys.RandomKey;
import io.rmaflow.kit.sealing.BlindIndex;
import io.rmaflow.kit.sealing.ErasureAgain;
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
  PersonErasure personErasure(PersonalStore store, ObjectProvider<ContactErasure> told) {
    return new PersonErasure(store, told.orderedStream().toList());
  }

  /** A subject is a person, or a place or text that belonged to nobody; it is tried as each. */
  @Bean
  ErasureAgain personsErasedAgain(PersonErasure erasure, PersonalStore store, BusinessClock clock) {
    return subject -> {
      if (!erasure.erase(new ContactId(subject.id()), Recording.byService(clock.now()))
          && !store.erase(new SiteId(subject.id()))) {
        boolean unused = store.erase(new TextId(subject.id()));
      }
    };
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  PersonalDataController personalDataController(
      PersonalStore store, Writes writes, PersonErasure erasure) {
    return new PersonalDataController(store, writes, erasure);
  }
}
