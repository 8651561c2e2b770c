package io.rmaflow.kit.audit.proofs;

import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.kit.eventing.EventingAutoConfiguration;
import io.rmaflow.kit.web.WebAutoConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;

/** What reads the log over a service's events, also where another instance keeps it. */
@AutoConfiguration(after = {EventingAutoConfiguration.class, WebAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(ProofSettings.class)
public class LogReadingAutoConfiguration {

  private static final Logger log = LoggerFactory.getLogger(LogReadingAutoConfiguration.class);

  @Bean
  ProofKeys proofKeys(ProofSettings settings, @Value("${rmaflow.context}") String context) {
    ProofKeys keys = ProofKeys.of(settings, context);
    if (!keys.sign()) {
      log.warn(
          "No checkpoint is signed, so that nobody outside can show whether recorded events were"
              + " changed: set rmaflow.proofs.signing-keys (`openssl rand -base64 32`). The log"
              + " itself is kept and can be signed later");
    }
    return keys;
  }

  @Bean
  ProofTables proofTables(JdbcOperations database) {
    return new ProofTables(database);
  }

  @Bean
  ProvenStreams provenStreams(
      PostgresEventStorageEngine engine, ProofTables tables, ProofKeys keys) {
    return new ProvenStreams(engine, tables, keys);
  }
}
