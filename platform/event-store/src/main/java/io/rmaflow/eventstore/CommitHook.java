package io.rmaflow.eventstore;

import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** What belongs to the current transaction, whoever commits it. */
public interface CommitHook {

  /**
   * Runs the action after the current transaction's commit, at once where there is none, and never
   * where the transaction is rolled back.
   */
  void afterCommit(Runnable action);

  /**
   * What the current transaction keeps under the key until it ends, however it ends; made when it
   * is first asked for, and for each asking anew where there is no transaction.
   */
  <T> T kept(String key, Supplier<T> make);

  /** For transactions that end with the framework's unit of work. */
  static CommitHook ofUnitOfWork() {
    return new CommitHook() {
      @Override
      public void afterCommit(Runnable action) {
        if (CurrentUnitOfWork.isStarted()) {
          CurrentUnitOfWork.get().root().afterCommit(unit -> action.run());
        } else {
          action.run();
        }
      }

      @Override
      public <T> T kept(String key, Supplier<T> make) {
        return CurrentUnitOfWork.isStarted()
            ? CurrentUnitOfWork.get().root().<T>getOrComputeResource(key, made -> make.get())
            : make.get();
      }
    };
  }
}
