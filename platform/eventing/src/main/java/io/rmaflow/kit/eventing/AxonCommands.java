package io.rmaflow.kit.eventing;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Dispatches on the local bus, which handles in the calling thread. */
final class AxonCommands implements Commands {

  private final CommandBus bus;
  private final ServiceIdentity service;

  AxonCommands(CommandBus bus, ServiceIdentity service) {
    this.bus = bus;
    this.service = service;
  }

  @Override
  public void send(Object command, Recording recording) {
    CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
    Map<String, ?> inherited = message.getMetaData();
    Map<String, String> metaData = new HashMap<>();
    metaData.put(MetaDataKeys.OCCURRED_AT, recording.occurredAt().toString());
    metaData.put(MetaDataKeys.ACTOR, Objects.requireNonNullElse(recording.actor(), service.name()));
    metaData.put(
        MetaDataKeys.CORRELATION_ID,
        first(
            recording.correlationId(),
            Envelopes.text(inherited, MetaDataKeys.CORRELATION_ID),
            UUID.randomUUID().toString()));
    metaData.put(
        MetaDataKeys.CAUSATION_ID,
        first(
            recording.causationId(),
            Envelopes.text(inherited, MetaDataKeys.CAUSATION_ID),
            message.getIdentifier()));
    dispatch(message.andMetaData(metaData));
  }

  @Override
  public void sendConsequence(Object command) {
    if (!CurrentUnitOfWork.isStarted()) {
      throw new IllegalStateException("nothing is being handled that this could follow from");
    }
    dispatch(GenericCommandMessage.asCommandMessage(command));
  }

  private void dispatch(CommandMessage<Object> message) {
    Outcome outcome = new Outcome();
    bus.<Object, Object>dispatch(message, (sent, result) -> outcome.result = result);
    CommandResultMessage<?> result = outcome.result;
    if (result == null) {
      throw new IllegalStateException("the command was not handled in the calling thread");
    }
    if (result.isExceptional()) {
      throw unwrapped(result.exceptionResult());
    }
  }

  private static RuntimeException unwrapped(Throwable failure) {
    Throwable cause =
        failure instanceof CommandExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new UndeclaredThrowableException(cause);
    };
  }

  private static String first(
      @Nullable String given, @Nullable String inherited, String otherwise) {
    return given != null ? given : inherited != null ? inherited : otherwise;
  }

  private static final class Outcome {
    private @Nullable CommandResultMessage<?> result;
  }
}
