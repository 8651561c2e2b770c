package io.rmaflow.rma.inquiry;

import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.Deadline;
import java.util.Optional;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.springframework.stereotype.Component;

/** Lets the framework look at the name that {@link OfDueTime} gives before it makes a saga. */
@Component
class OfDueTimeHandlers implements HandlerEnhancerDefinition {

  private static final String NAME = OfDueTime.class.getSimpleName() + ".name";

  @Override
  public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
    Optional<Deadline.Name> name = original.attribute(NAME);
    return name.<MessageHandlingMember<T>>map(only -> new Only<>(original, only)).orElse(original);
  }

  private static final class Only<T> extends WrappedMessageHandlingMember<T> {

    private final Deadline.Name name;

    Only(MessageHandlingMember<T> delegate, Deadline.Name name) {
      super(delegate);
      this.name = name;
    }

    @Override
    public boolean canHandle(Message<?> message) {
      return message.getPayload() instanceof DeadlineSet set
          && set.deadline().name() == name
          && super.canHandle(message);
    }
  }
}
