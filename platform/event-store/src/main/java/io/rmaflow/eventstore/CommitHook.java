package io.rmaflow.eventstore;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** How to run something once the current transaction, if there is one, is committed. */
@FunctionalInterface
public interface CommitHook {

  /**
   * Runs the action after the current transaction's commit, at once where there is none, and never
   * where the transaction is rolled back.
   */
  void afterCommit(Runnable action);

  /** For transactions that end with the framework's unit of work. */
  static CommitHook ofUnitOfWork() {
    return action -> {
      if (CurrentUnitOfWork.isStarted()) {
        CurrentUnitOfWork.get().root().afterCommit(unit -> action.run());
      } else {
        action.run();
      }
    };
  }
}
