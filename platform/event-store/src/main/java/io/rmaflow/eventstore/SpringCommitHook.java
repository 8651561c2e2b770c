package io.rmaflow.eventstore;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

  @Override
  @SuppressWarnings("unchecked") // nobody else binds under the key
  public <T> T kept(String key, Supplier<T> make) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return withoutSpring.kept(key, make);
    }
    @Nullable T kept = (T) TransactionSynchronizationManager.getResource(key);
    if (kept == null) {
      kept = make.get();
      TransactionSynchronizationManager.bindResource(key, kept);
      TransactionSynchronizationManager.registerSynchronization(new Kept(key, kept));
    }
    return kept;
  }

  /** Bound to its transaction and to none that runs while that one is suspended. */
  private record Kept(String key, Object value) implements TransactionSynchronization {

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(key);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(key, value);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(key);
    }
  }
}
