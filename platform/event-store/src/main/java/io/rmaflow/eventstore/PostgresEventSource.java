package io.rmaflow.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the store in the order of all events and looks again as soon as a transaction was
 * committed.
 *
 * <p>While there are events that may not be read yet, because an older transaction is still open,
 * it looks again after 1 ms, 2 ms … and at last every {@link #LONGEST_PAUSE}. A commit that nobody
 * told of (its process died before it could) is found by looking every {@code fallback}.
 */
public final class PostgresEventSource
    implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresEventSource.class);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final PostgresEventStorageEngine engine;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final Runnable endListening;
  private final ScheduledFuture<?> looksNowAndThen;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("event-source").daemon().factory());

  /**
   * Begins to listen to the engine's commits.
   *
   * @param fallback how long a commit that nobody told of may go unseen
   */
  public PostgresEventSource(PostgresEventStorageEngine engine, Duration fallback) {
    this.engine = engine;
    this.endListening = engine.commitSignal().listen(this::wake);
    this.looksNowAndThen =
        timer.scheduleWithFixedDelay(
            this::wakeAnyway, fallback.toMillis(), fallback.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says that there may be new events. */
  public void wake() {
    streams.forEach(EventStream::wake);
  }

  private void wakeAnyway() {
    try {
      wake();
    } catch (RuntimeException | Error e) {
      // a timer looks no more after a failure
      LOG.warn("Those who read the store could not be woken", e);
    }
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken position) {
    EventStream stream = new EventStream(GlobalPosition.orStart(position));
    streams.add(stream);
    return stream;
  }

  @Override
  public @Nullable TrackingToken createTailToken() {
    return engine.createTailToken();
  }

  @Override
  public @Nullable TrackingToken createHeadToken() {
    return engine.createHeadToken();
  }

  @Override
  public @Nullable TrackingToken createTokenAt(Instant recordedAt) {
    return engine.createTokenAt(recordedAt);
  }

  @Override
  public void close() {
    endListening.run();
    looksNowAndThen.cancel(false);
    timer.shutdownNow();
  }

  private final class EventStream implements BlockingStream<TrackedEventMessage<?>> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Deque<TrackedEventMessage<?>> events = new ArrayDeque<>();
    private GlobalPosition position;
    // written without the lock by wakers, who must not wait for a query of the reader
    private volatile boolean mayHaveMore = true;
    private volatile boolean closed;
    private volatile @Nullable Runnable onAvailable;
    private long pause = 1;

    private EventStream(GlobalPosition position) {
      this.position = position;
    }

    private void wake() {
      mayHaveMore = true;
      Runnable callback = onAvailable;
      if (callback != null) {
        callback.run();
      } else if (lock.tryLock()) {
        try {
          woken.signalAll();
        } finally {
          lock.unlock();
        }
      }
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      lock.lock();
      try {
        return fill() ? Optional.of(events.getFirst()) : Optional.empty();
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
          if (remaining <= 0 || closed) {
            return false;
          }
          // at most a short time, since a waker that finds the lock taken does not signal
          long limit = Math.min(remaining, LONGEST_PAUSE.toNanos());
          remaining -= limit - woken.awaitNanos(limit);
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
          if (closed) {
            throw new IllegalStateException("the stream is closed");
          }
          if (woken.awaitNanos(LONGEST_PAUSE.toNanos()) > 0) {
            pause = 1;
          }
        }
        return events.removeFirst();
      } finally {
        lock.unlock();
      }
    }

    /** Whether there is an event to hand out; asks the store only when it may have a new one. */
    private boolean fill() {
      while (events.isEmpty() && mayHaveMore && !closed) {
        // before the query: who commits from here on will set it again
        mayHaveMore = false;
        PostgresEventStorageEngine.Page page = engine.page(position, engine.pageSize());
        GlobalPosition last = page.last();
        if (last != null) {
          events.addAll(page.events());
          position = last;
          // a page may be short only because the rest could not be read yet
          mayHaveMore = true;
          pause = 1;
        } else if (engine.anyAfter(position)) {
          CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, timer)
              .execute(this::wake);
          pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis());
        } else {
          pause = 1;
        }
      }
      return !events.isEmpty();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
      onAvailable = callback;
      return true;
    }

    @Override
    public void close() {
      closed = true;
      streams.remove(this);
    }
  }
}
