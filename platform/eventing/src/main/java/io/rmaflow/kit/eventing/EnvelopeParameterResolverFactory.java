package io.rmaflow.kit.eventing;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets projections, sagas and aggregates take an {@link EventEnvelope} as a parameter after the
 * payload: who recorded the event, when it occurred, where it stands in its stream.
 */
public final class EnvelopeParameterResolverFactory implements ParameterResolverFactory {

  @Override
  public @Nullable ParameterResolver<?> createInstance(
      Executable executable, Parameter[] parameters, int parameterIndex) {
    return parameterIndex > 0 && EventEnvelope.class.equals(parameters[parameterIndex].getType())
        ? new EnvelopeResolver()
        : null;
  }

  private static final class EnvelopeResolver implements ParameterResolver<EventEnvelope<?>> {

    @Override
    public EventEnvelope<?> resolveParameterValue(Message<?> message) {
      return Envelopes.of((DomainEventMessage<?>) message);
    }

    @Override
    public boolean matches(Message<?> message) {
      return message instanceof DomainEventMessage<?>
          && DomainEvent.class.isAssignableFrom(message.getPayloadType());
    }
  }
}
