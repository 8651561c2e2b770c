package io.rmaflow.kit.eventing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** One listener container for each topic, in the group of the service. */
final class InboxContainers implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(InboxContainers.class);

  private final Inbox inbox;
  private final ServiceIdentity service;
  private final InboxSettings settings;
  private final Map<String, Object> kafka;
  private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers =
      new ArrayList<>();
  private volatile boolean running;

  InboxContainers(
      Inbox inbox, ServiceIdentity service, InboxSettings settings, Map<String, Object> kafka) {
    this.inbox = inbox;
    this.service = service;
    this.settings = settings;
    this.kafka = kafka;
  }

  @Override
  public synchronized void start() {
    if (running) {
      return;
    }
    inbox.workOffWaiting();
    inbox.topics().forEach(topic -> containers.add(container(topic)));
    containers.forEach(ConcurrentMessageListenerContainer::start);
    running = true;
  }

  @Override
  public synchronized void stop() {
    containers.forEach(ConcurrentMessageListenerContainer::stop);
    containers.clear();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the framework, whose command handlers the consumers may need; before the web server. */
  @Override
  public int getPhase() {
    return SpringAxonConfiguration.LIFECYCLE_PHASE + 512;
  }

  private ConcurrentMessageListenerContainer<String, byte[]> container(String topic) {
    Map<String, Object> consumer = new HashMap<>(kafka);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consumer.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    consumer.put(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) settings.sessionTimeout().toMillis());
    consumer.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        (int) settings.sessionTimeout().dividedBy(3).toMillis());

    ContainerProperties properties = new ContainerProperties(topic);
    properties.setGroupId(service.name());
    properties.setAckMode(AckMode.MANUAL);
    properties.setMessageListener(new InboxListener(inbox));
    properties.setMissingTopicsFatal(false);

    ConcurrentMessageListenerContainer<String, byte[]> container =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<>(
                consumer, new StringDeserializer(), new ByteArrayDeserializer()),
            properties);
    container.setBeanName("inbox-" + topic);
    container.setConcurrency(settings.concurrency());
    container.setCommonErrorHandler(untilItSucceeds());
    return container;
  }

  /** What cannot succeed has been parked before; everything else is tried until it does. */
  private DefaultErrorHandler untilItSucceeds() {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            new FixedBackOff(settings.retryInterval().toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
    handler.setClassifications(Map.of(), true);
    // every attempt would log its stack; the listener below says it once
    handler.setLogLevel(KafkaException.Level.DEBUG);
    handler.setRetryListeners(
        (record, failure, attempt) -> {
          if (attempt == 1) {
            log.warn(
                "{}-{}@{} is tried again until it succeeds",
                record.topic(),
                record.partition(),
                record.offset(),
                failure);
          }
        });
    return handler;
  }
}
