package io.rmaflow.kit.web.access;

import io.rmaflow.events.Message;
import io.rmaflow.kit.web.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records accesses before their answers leave. Whoever has something to record waits until it is
 * committed; what comes while one commit is under way goes together into the next, so that many
 * readers share the cost of one, and nothing is lost whenever the process ends.
 */
public final class AccessLog implements AutoCloseable {

  /** Stored name of {@link PersonalDataRead}. */
  static final String READ = "access.PersonalDataRead";

  /** Stored name of {@link AdministrativeActDone}. */
  static final String DONE = "access.AdministrativeActDone";

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int MOST_AT_ONCE = 500;

  private final AccessStreams streams;
  private final BlockingQueue<Waiting> queue;
  private final Duration patience;
  private final Thread writer;

  private record Waiting(AccessEvent event, CompletableFuture<Void> recorded) {}

  /**
   * Begins to work.
   *
   * @param room how many may wait to be recorded
   * @param patience how long each waits, for room and for its record together
   */
  AccessLog(AccessStreams streams, int room, Duration patience) {
    this.streams = streams;
    this.queue = new ArrayBlockingQueue<>(room, true);
    this.patience = patience;
    this.writer = Thread.ofPlatform().name("access-log").daemon().start(this::work);
  }

  /**
   * Records an access; on return it is committed.
   *
   * @throws Unavailable where that took too long or the database cannot; what was read must not be
   *     given out then
   */
  public void record(AccessEvent event) {
    long until = System.nanoTime() + patience.toNanos();
    Waiting waiting = new Waiting(event, new CompletableFuture<>());
    try {
      if (!queue.offer(waiting, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw unavailable(event);
      }
      waiting.recorded.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException notRecorded) {
      LOG.error(
          "Not recorded: {} by {} on {}",
          event.operation(),
          event.actor(),
          event.on(),
          notRecorded);
      throw unavailable(event);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw unavailable(event);
    }
  }

  private static Unavailable unavailable(AccessEvent event) {
    Message text =
        event instanceof PersonalDataRead
            ? new Message(
                "アクセス記録を保存できないため、データをお渡しできません。しばらくしてから再送してください。",
                "The access cannot be recorded, so nothing is given out; try again shortly.")
            : new Message(
                "操作は行われましたが、アクセス記録を保存できません。同じ Idempotency-Key で再送してください。",
                "It has been done, but could not be recorded in the access log; repeat it under the"
                    + " same Idempotency-Key.");
    return new Unavailable(1, "ACCESS_LOG_UNAVAILABLE", text.ja(), text.en());
  }

  private void work() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(queue.take());
        queue.drainTo(batch, MOST_AT_ONCE - 1);
        write(batch);
        batch.clear();
      }
    } catch (InterruptedException closed) {
      LOG.debug("no calls come any more");
    }
  }

  private void write(List<Waiting> batch) {
    try {
      streams.append(batch.stream().map(Waiting::event).toList());
      batch.forEach(waiting -> waiting.recorded.complete(null));
    } catch (RuntimeException | Error failure) {
      batch.forEach(waiting -> waiting.recorded.completeExceptionally(failure));
    }
  }

  /** When no calls come any more: who has been answered has been recorded. */
  @Override
  public void close() {
    writer.interrupt();
    try {
      writer.join(patience.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
