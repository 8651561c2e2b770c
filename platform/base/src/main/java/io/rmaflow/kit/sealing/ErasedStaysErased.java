package io.rmaflow.kit.sealing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * At the start, before anybody is served: whoever the list names and the database does not know as
 * erased is erased again, and what the database knows and the list does not is added to it.
 */
final class ErasedStaysErased implements SmartLifecycle {

  /** After commands can be sent, before records and calls come in. */
  static final int PHASE = Integer.MAX_VALUE - 2816;

  private static final Logger LOG = LoggerFactory.getLogger(ErasedStaysErased.class);

  private final ErasureList list;
  private final PersonKeys keys;
  private final List<ErasureAgain> others;
  private final TransactionTemplate transaction;
  private volatile boolean running;

  ErasedStaysErased(
      ErasureList list,
      PersonKeys keys,
      List<ErasureAgain> others,
      TransactionTemplate transaction) {
    this.list = list;
    this.keys = keys;
    this.others = List.copyOf(others);
    this.transaction = transaction;
  }

  @Override
  public void start() {
    Map<Subject, Instant> listed = list.read();
    Map<Subject, Instant> known = keys.erased();
    int again = 0;
    for (Subject subject : listed.keySet()) {
      if (!known.containsKey(subject)) {
        transaction.executeWithoutResult(
            status -> {
              others.forEach(other -> other.erase(subject));
              keys.erase(subject);
            });
        again++;
      }
    }
    if (again > 0) {
      LOG.warn(
          "{} were erased again: the database was restored from before {} tells it",
          again,
          list.file());
    }
    Map<Subject, Instant> missing = new LinkedHashMap<>(known);
    missing.keySet().removeAll(listed.keySet());
    if (!missing.isEmpty()) {
      list.add(missing);
      LOG.info("{} erasures were added to {}", missing.size(), list.file());
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
