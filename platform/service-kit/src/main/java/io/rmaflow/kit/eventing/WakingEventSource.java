package io.rmaflow.kit.eventing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event store in its order and looks again as soon as somebody says that a transaction
 * was committed, where the framework's own streams look every 500 ms.
 *
 * <p>Events that another process appended are announced to nobody here; for them it looks every
 * {@link #OTHER_PROCESSES} as well.
 */
final class WakingEventSource
    implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {

  private static final Duration OTHER_PROCESSES = Duration.ofMillis(250);
  private static final int BATCH = 100;

  private final EventStorageEngine engine;
  private final Set<StoreStream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("event-source-ticker").daemon().factory());

  WakingEventSource(EventStorageEngine engine) {
    this.engine = engine;
    var unused =
        ticker.scheduleWithFixedDelay(
            this::wake,
            OTHER_PROCESSES.toMillis(),
            OTHER_PROCESSES.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Says that there may be new events. */
  void wake() {
    streams.forEach(StoreStream::wake);
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken position) {
    StoreStream stream = new StoreStream(position);
    streams.add(stream);
    return stream;
  }

  @Override
  public TrackingToken createTailToken() {
    return engine.createTailToken();
  }

  @Override
  public TrackingToken createHeadToken() {
    return engine.createHeadToken();
  }

  @Override
  public TrackingToken createTokenAt(Instant recordedAt) {
    return engine.createTokenAt(recordedAt);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }

  private final class StoreStream implements BlockingStream<TrackedEventMessage<?>> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Deque<TrackedEventMessage<?>> read = new ArrayDeque<>();
    private @Nullable TrackingToken position;
    private boolean mayHaveMore = true;
    private volatile @Nullable Runnable onAvailable;

    private StoreStream(@Nullable TrackingToken position) {
      this.position = position;
    }

    private void wake() {
      lock.lock();
      try {
        mayHaveMore = true;
        woken.signalAll();
      } finally {
        lock.unlock();
      }
      Runnable callback = onAvailable;
      if (callback != null) {
        callback.run();
      }
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      lock.lock();
      try {
        return fill() ? Optional.of(read.getFirst()) : Optional.empty();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      long remaining = unit.toNanos(timeout);
      lock.lockInterruptibly();
      try {
        while (!fill()) {
          if (remaining <= 0) {
            return false;
          }
          remaining = woken.awaitNanos(remaining);
        }
        return true;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (!fill()) {
          woken.await();
        }
        return read.removeFirst();
      } finally {
        lock.unlock();
      }
    }

    /** Whether there is an event to hand out; asks the store only when it may have a new one. */
    private boolean fill() {
      if (read.isEmpty() && mayHaveMore) {
        List<? extends TrackedEventMessage<?>> events;
        try (Stream<? extends TrackedEventMessage<?>> stored = engine.readEvents(position, false)) {
          events = stored.limit(BATCH).toList();
        }
        // an empty read is the only sure end: numbers burned by rollbacks make batches short
        mayHaveMore = !events.isEmpty();
        if (!events.isEmpty()) {
          read.addAll(events);
          position = events.getLast().trackingToken();
        }
      }
      return !read.isEmpty();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
      onAvailable = callback;
      return true;
    }

    @Override
    public void close() {
      streams.remove(this);
    }
  }
}
