package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Waits for the inbox. */
final class InboxConsistencyWait implements ConsistencyWait {

  private final ServiceIdentity service;
  private final Set<String> topics;
  private final InboxTables tables;
  private final InboxSignal signal;

  InboxConsistencyWait(
      ServiceIdentity service, Set<String> topics, InboxTables tables, InboxSignal signal) {
    this.service = service;
    this.topics = topics;
    this.tables = tables;
    this.signal = signal;
  }

  @Override
  public void await(Collection<StreamPosition> positions, Duration max) {
    List<StreamPosition> missing =
        new ArrayList<>(
            positions.stream()
                .filter(position -> position.context() != service.context())
                .filter(position -> topics.contains(position.context().topic()))
                .toList());
    boolean reached =
        signal.awaitUntil(
            () -> {
              missing.removeIf(
                  position ->
                      tables.appliedOrParked(
                          position.context().topic(), position.streamId(), position.sequence()));
              return missing.isEmpty();
            },
            max);
    if (!reached) {
      throw new NotCaughtUp(List.copyOf(missing), max);
    }
  }
}
