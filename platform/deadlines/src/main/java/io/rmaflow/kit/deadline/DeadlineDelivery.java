package io.rmaflow.kit.deadline;

import io.rmaflow.kit.deadline.DeadlineTable.Content;
import io.rmaflow.kit.deadline.DeadlineTable.Entry;
import io.rmaflow.kit.eventing.MetaDataKeys;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.deadline.GenericDeadlineMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.ScopeAware;
import org.axonframework.messaging.ScopeAwareProvider;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * Hands a due deadline to its saga or aggregate, inside the present transaction. What follows from
 * it occurred at the due instant, was done by the service, and names the deadline as its cause.
 */
class DeadlineDelivery {

  private final ScopeAwareProvider scopes;
  private final TransactionManager transactions;
  private final Serializer serializer;
  private final CorrelationDataProvider origin;
  private final String actor;

  DeadlineDelivery(
      ScopeAwareProvider scopes,
      TransactionManager transactions,
      Serializer serializer,
      CorrelationDataProvider origin,
      String actor) {
    this.scopes = scopes;
    this.transactions = transactions;
    this.serializer = serializer;
    this.origin = origin;
    this.actor = actor;
  }

  /** A saga that has ended gets nothing more; that is no failure. */
  void deliver(Entry due) {
    DeadlineMessage<Object> message =
        new GenericDeadlineMessage<>(
            due.name(),
            due.id(),
            payload(due.payload()),
            Map.of(
                MetaDataKeys.OCCURRED_AT, due.due().toString(),
                MetaDataKeys.ACTOR, actor,
                MetaDataKeys.CORRELATION_ID, due.id(),
                MetaDataKeys.CAUSATION_ID, due.id()),
            due.due());
    ScopeDescriptor scope = due.scope().descriptor();
    DefaultUnitOfWork<DeadlineMessage<Object>> unit = new DefaultUnitOfWork<>(message);
    unit.attachTransaction(transactions);
    unit.registerCorrelationDataProvider(origin);
    ResultMessage<?> result =
        unit.executeWithResult(
            () -> {
              List<ScopeAware> receivers =
                  scopes
                      .provideScopeAwareStream(scope)
                      .filter(receiver -> receiver.canResolve(scope))
                      .toList();
              for (ScopeAware receiver : receivers) {
                receiver.send(message, scope);
              }
              return receivers.size();
            });
    if (result.isExceptional()) {
      // an error is a failure of this one deadline too: thrown on, it would end the poller's thread
      throw result.exceptionResult() instanceof RuntimeException failure
          ? failure
          : new UndeclaredThrowableException(result.exceptionResult());
    }
  }

  private @Nullable Object payload(@Nullable Content content) {
    return content == null
        ? null
        : serializer.deserialize(
            new SimpleSerializedObject<>(
                content.data(), byte[].class, content.type(), content.revision()));
  }
}
