package io.rmaflow.eventstore;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * For transactions that Spring commits, which may be later than the end of the framework's unit of
 * work inside them.
 */
public final class SpringCommitHook implements CommitHook {

  private final CommitHook withoutSpring = CommitHook.ofUnitOfWork();

  /** Made once; holds nothing. */
  public SpringCommitHook() {}

  @Override
  public void afterCommit(Runnable action) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              action.run();
            }
          });
    } else {
      withoutSpring.afterCommit(action);
    }
  }
}
