package io.rmaflow.kit.jdbc;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is asked of the database again and again within one transaction and is to be the same each
 * time: what is decided, recorded and answered rests on one and the same. Whoever changes it says
 * so. Where there is no transaction, it is asked each time; none sees another's.
 *
 * @param <K> what is asked for
 * @param <V> the answer; never null
 */
public final class ReadOnce<K, V> {

  /** Made once for each kind of question. */
  public ReadOnce() {}

  /** The answer that this transaction was given before, or now is. */
  public V get(K key, Function<K, V> read) {
    Map<K, V> known = known();
    V before = known.get(key);
    if (before != null) {
      return before;
    }
    V now = read.apply(key);
    known.put(key, now);
    return now;
  }

  /** The answer that this transaction was given before; null where it was given none. */
  public @Nullable V known(K key) {
    return known().get(key);
  }

  /** What this transaction was given answers to; nothing where there is no transaction. */
  public Set<K> keys() {
    return Set.copyOf(known().keySet());
  }

  /** Notes an answer that this transaction knows because it is its own doing. */
  public void put(K key, V value) {
    known().put(key, value);
  }

  /** This transaction has changed what the answers rest on. */
  public void forget() {
    known().clear();
  }

  @SuppressWarnings("unchecked") // only this binds anything to itself
  private Map<K, V> known() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return new HashMap<>();
    }
    Map<K, V> known = (Map<K, V>) TransactionSynchronizationManager.getResource(this);
    if (known != null) {
      return known;
    }
    Map<K, V> begun = new HashMap<>();
    TransactionSynchronizationManager.bindResource(this, begun);
    TransactionSynchronizationManager.registerSynchronization(new Bound(this, begun));
    return begun;
  }

  /** A transaction that begins within this one asks for itself. */
  private record Bound(ReadOnce<?, ?> owner, Map<?, ?> known)
      implements TransactionSynchronization {

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(owner);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(owner, known);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(owner);
    }
  }
}
