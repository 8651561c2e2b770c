package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** One listener container for each topic, in the group of the service. */
final class InboxContainers implements SmartLifecycle {

  /** Where nothing has come for so long, the broker is told how far everything was taken in. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final Inbox inbox;
  private final ServiceIdentity service;
  private final InboxSettings settings;
  private final FlowWatch watch;
  private final Map<String, Object> kafka;
  private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers =
      new ArrayList<>();
  private volatile boolean running;

  InboxContainers(
      Inbox inbox,
      ServiceIdentity service,
      InboxSettings settings,
      FlowWatch watch,
      Map<String, Object> kafka) {
    this.inbox = inbox;
    this.service = service;
    this.settings = settings;
    this.watch = watch;
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

  private ConcurrentMessageListenerContainer<byte[], byte[]> container(String topic) {
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
    InboxListener listener = new InboxListener(inbox, watch, settings.retryInterval());
    properties.setMessageListener(listener);
    properties.setConsumerRebalanceListener(listener);
    properties.setIdleEventInterval(IDLE.toMillis());
    properties.setMissingTopicsFatal(false);

    ConcurrentMessageListenerContainer<byte[], byte[]> container =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<>(
                consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            properties);
    container.setBeanName("inbox-" + topic);
    container.setConcurrency(settings.concurrency());
    container.setCommonErrorHandler(untilItSucceeds());
    container.setApplicationEventPublisher(
        event -> {
          if (event instanceof ListenerContainerIdleEvent idle) {
            listener.acknowledge(idle.getConsumer());
          }
        });
    return container;
  }

  /** The topics whose reading has ended although nobody stopped it, such as by an error. */
  synchronized List<String> ended() {
    return containers.stream()
        .filter(container -> running && !container.isInExpectedState())
        .map(container -> String.join(",", container.getContainerProperties().getTopics()))
        .toList();
  }

  /**
   * For what fails before a record reaches the listener, which goes on by itself after failures.
   */
  private DefaultErrorHandler untilItSucceeds() {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            new FixedBackOff(settings.retryInterval().toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
    handler.setClassifications(Map.of(), true);
    return handler;
  }
}
