package io.rmaflow.kit.deadline;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.deadline.DeadlineTable.Content;
import io.rmaflow.kit.deadline.DeadlineTable.Entry;
import io.rmaflow.kit.deadline.DeadlineTable.ScopeName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.deadline.AbstractDeadlineManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.deadline.GenericDeadlineMessage;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps deadlines in PostgreSQL. Setting and cancelling take part in the present transaction at
 * once: what is rolled back was never set, and a saga that cancels and sets again in one handler
 * does so in that order. Due times are business time.
 */
public final class PostgresDeadlineManager extends AbstractDeadlineManager {

  private final DeadlineTable table;
  private final Serializer serializer;
  private final BusinessClock clock;
  private final WakeUp wakeUp;

  PostgresDeadlineManager(
      DeadlineTable table, Serializer serializer, BusinessClock clock, WakeUp wakeUp) {
    this.table = table;
    this.serializer = serializer;
    this.clock = clock;
    this.wakeUp = wakeUp;
  }

  /**
   * Sets a deadline for a saga or aggregate.
   *
   * @param triggerDateTime business time; one that has passed fires as soon as the transaction is
   *     committed
   * @return the ID by which it can be cancelled
   */
  @Override
  public String schedule(
      Instant triggerDateTime,
      String deadlineName,
      @Nullable Object messageOrPayload,
      ScopeDescriptor deadlineScope) {
    // as exact as the database keeps it
    Instant due = triggerDateTime.truncatedTo(ChronoUnit.MICROS);
    DeadlineMessage<Object> message =
        processDispatchInterceptors(
            GenericDeadlineMessage.<Object>asDeadlineMessage(deadlineName, messageOrPayload, due));
    table.insert(
        new Entry(
            message.getIdentifier(),
            deadlineName,
            ScopeName.of(deadlineScope),
            due,
            content(message.getPayload()),
            0));
    if (!due.isAfter(clock.now())) {
      afterCommit(wakeUp::call);
    }
    return message.getIdentifier();
  }

  /** The same, {@code triggerDuration} of business time from now. */
  @Override
  public String schedule(
      Duration triggerDuration,
      String deadlineName,
      @Nullable Object messageOrPayload,
      ScopeDescriptor deadlineScope) {
    return schedule(
        clock.now().plus(triggerDuration), deadlineName, messageOrPayload, deadlineScope);
  }

  @Override
  public void cancelSchedule(String deadlineName, String scheduleId) {
    table.delete(deadlineName, scheduleId);
  }

  @Override
  public void cancelAll(String deadlineName) {
    table.deleteAll(deadlineName);
  }

  @Override
  public void cancelAllWithinScope(String deadlineName, ScopeDescriptor scope) {
    table.deleteAll(deadlineName, ScopeName.of(scope));
  }

  private @Nullable Content content(@Nullable Object payload) {
    if (payload == null) {
      return null;
    }
    SerializedObject<byte[]> serialized = serializer.serialize(payload, byte[].class);
    return new Content(
        serialized.getType().getName(), serialized.getType().getRevision(), serialized.getData());
  }

  private static void afterCommit(Runnable action) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              action.run();
            }
          });
    } else {
      action.run();
    }
  }
}
