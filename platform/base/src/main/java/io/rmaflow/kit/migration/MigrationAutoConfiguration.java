package io.rmaflow.kit.migration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Migrations have connections of their own, which nothing ends after a time: not those of the
 * service's pool, where {@code transaction_timeout} is set.
 *
 * <p>{@code spring.flyway.user} and {@code spring.flyway.password} name the owner of the tables;
 * the service works as {@code spring.datasource.username}, which gets the rights that it needs and
 * no others. Where no owner is named, the service's role is the owner too, and the log says so.
 */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
@ConditionalOnProperty("spring.datasource.url")
public class MigrationAutoConfiguration {

  @Bean
  FlywayConfigurationCustomizer migrationsByTheOwner(
      @Value("${spring.flyway.url:${spring.datasource.url}}") String url,
      @Value("${spring.flyway.user:${spring.datasource.username:}}") String owner,
      @Value("${spring.flyway.password:${spring.datasource.password:}}") String password,
      @Value("${spring.datasource.username:}") String service) {
    return flyway -> {
      flyway.dataSource(url, owner, password);
      flyway.callbacks(new ServiceRights(service));
    };
  }
}
