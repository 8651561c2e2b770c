package io.rmaflow.kit.eventing;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** Hands on, from a message to what it causes, when it occurred, who caused it and what. */
final class MessageOrigin implements CorrelationDataProvider {

  private final ServiceIdentity service;

  MessageOrigin(ServiceIdentity service) {
    this.service = service;
  }

  @Override
  public Map<String, ?> correlationDataFor(Message<?> message) {
    Map<String, Object> origin = new HashMap<>();
    copy(message, origin, MetaDataKeys.OCCURRED_AT);
    copy(message, origin, MetaDataKeys.CORRELATION_ID);
    if (message instanceof CommandMessage<?> || message instanceof DeadlineMessage<?>) {
      copy(message, origin, MetaDataKeys.ACTOR);
      copy(message, origin, MetaDataKeys.CAUSATION_ID);
    } else if (message instanceof EventMessage<?> event) {
      // what a saga does because of an event, the service does and not the caller
      origin.put(MetaDataKeys.ACTOR, service.name());
      origin.put(MetaDataKeys.CAUSATION_ID, event.getIdentifier());
      origin.putIfAbsent(MetaDataKeys.OCCURRED_AT, event.getTimestamp().toString());
    }
    origin.putIfAbsent(MetaDataKeys.CORRELATION_ID, message.getIdentifier());
    origin.putIfAbsent(MetaDataKeys.CAUSATION_ID, message.getIdentifier());
    origin.putIfAbsent(MetaDataKeys.ACTOR, service.name());
    return origin;
  }

  private static void copy(Message<?> message, Map<String, Object> origin, String key) {
    Object value = message.getMetaData().get(key);
    if (value != null) {
      origin.put(key, value);
    }
  }
}
