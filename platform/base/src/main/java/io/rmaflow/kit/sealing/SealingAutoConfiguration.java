package io.rmaflow.kit.sealing;

import io.rmaflow.kit.clock.BusinessClock;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keys of persons. There is no master key by default: what answers calls keeps answers, these tell
 * of persons, and so it does not start without one.
 */
@AutoConfiguration
@ConditionalOnWebApplication
public class SealingAutoConfiguration {

  /** {@code rmaflow.personal.master-keys}: the first one wraps, all of them unwrap. */
  @Bean
  @ConditionalOnMissingBean
  MasterKey masterKey(Environment environment) {
    return new ConfiguredMasterKey(
        Binder.get(environment)
            .bind(ConfiguredMasterKey.SETTING, Bindable.listOf(String.class))
            .orElse(List.of()));
  }

  @Bean
  PersonKeys personKeys(JdbcOperations database, BusinessClock clock, MasterKey master) {
    return new PersonKeys(database, clock, master);
  }

  @Bean
  BlindIndex blindIndex(PersonKeys keys) {
    return BlindIndex.of(keys);
  }

  @Bean
  Rewrapping rewrapping(PersonKeys keys, PlatformTransactionManager transactions) {
    return new Rewrapping(keys, new TransactionTemplate(transactions));
  }

  /**
   * {@code rmaflow.personal.erasure-list}: a file that no backup of the database holds. Without one
   * a restored database knows again whom somebody erased after it was backed up.
   */
  @Bean
  @ConditionalOnProperty("rmaflow.personal.erasure-list")
  ErasedStaysErased erasedStaysErased(
      @Value("${rmaflow.personal.erasure-list}") Path file,
      PersonKeys keys,
      ObjectProvider<ErasureAgain> others,
      PlatformTransactionManager transactions) {
    ErasureList list = new ErasureList(file);
    keys.keepIn(list);
    return new ErasedStaysErased(
        list, keys, others.orderedStream().toList(), new TransactionTemplate(transactions));
  }
}
