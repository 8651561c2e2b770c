package io.rmaflow.kit.audit.proofs;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.kit.eventing.ServiceIdentity;
import io.rmaflow.proof.store.Sequencer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.ProducerFactory;

/**
 * The log over a service's events. Off with {@code rmaflow.proofs.enabled=false}, for an instance
 * that is to bring nothing into it; without a key it grows and nothing is signed.
 */
@AutoConfiguration(after = LogReadingAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "rmaflow.proofs.enabled", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ProofsAutoConfiguration {

  /** Leases and checkpoints go by the machine's clock, whatever the business clock does. */
  private static final InstantSource MACHINE = InstantSource.system();

  @Bean
  LogKeeper logKeeper(
      JdbcConnectionDetails database,
      DataSource pool,
      ProofKeys keys,
      ProofSettings settings,
      ObjectProvider<Publisher> publisher)
      throws SQLException {
    return new LogKeeper(
        new Sequencer(new OwnConnections(database, pool), settings.batch()),
        keys,
        settings,
        MACHINE,
        () -> publisher.getObject().wake());
  }

  @Bean
  Publisher proofsPublisher(
      LogKeeper keeper,
      ProofTables tables,
      ProofKeys keys,
      ProofSettings settings,
      ServiceIdentity service,
      ProducerFactory<?, ?> configured) {
    Map<String, Object> producer = new HashMap<>(configured.getConfigurationProperties());
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    String directory = settings.directory();
    return new Publisher(
        keeper,
        tables,
        keys,
        topic(service),
        new DefaultKafkaProducerFactory<>(
            producer, new StringSerializer(), new ByteArraySerializer()),
        directory == null || directory.isBlank() ? null : new PublishedFiles(Path.of(directory)));
  }

  private static String topic(ServiceIdentity service) {
    return service.context().id() + ".proofs";
  }

  /** One partition: checkpoints have an order, and there are few. */
  @Bean
  NewTopics topicOfProofs(ServiceIdentity service) {
    return new NewTopics(
        TopicBuilder.name(topic(service))
            .partitions(1)
            .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
            .build());
  }

  @Bean
  Witnesses proofWitnesses(LogKeeper keeper, ProofTables tables, ProofKeys keys) {
    return new Witnesses(keeper, tables, keys, MACHINE);
  }

  @Bean
  ProofStatus proofsHealthIndicator(
      JdbcClient database,
      LogKeeper keeper,
      Publisher publisher,
      Witnesses witnesses,
      ProofTables tables,
      ProofKeys keys,
      ObjectProvider<MeterRegistry> meters) {
    ProofStatus status =
        new ProofStatus(database, keeper, publisher, witnesses, tables, keys, MACHINE);
    meters.ifAvailable(status::bindTo);
    return status;
  }

  @Bean
  ProofsController proofsController(
      PostgresEventStorageEngine engine, ProofTables tables, ProofKeys keys, Witnesses witnesses) {
    return new ProofsController(engine, tables, keys, witnesses, MACHINE);
  }
}
