package io.rmaflow.kit.desk;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.deadline.AbstractDeadlineManager;
import org.axonframework.messaging.ScopeDescriptor;
import org.jspecify.annotations.Nullable;

/** For a desk without the module of deadlines: nothing that it schedules ever comes due. */
final class NoDeadlines extends AbstractDeadlineManager {

  @Override
  public String schedule(
      Instant due, String name, @Nullable Object payloadOrMessage, ScopeDescriptor scope) {
    return UUID.randomUUID().toString();
  }

  @Override
  public void cancelSchedule(String name, String id) {
    // there is none
  }

  @Override
  public void cancelAll(String name) {
    // there are none
  }

  @Override
  public void cancelAllWithinScope(String name, ScopeDescriptor scope) {
    // there are none
  }
}
