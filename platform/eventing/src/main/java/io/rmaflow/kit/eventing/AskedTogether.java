package io.rmaflow.kit.eventing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question that many ask at once. Each is given an answer that was looked for after it had
 * asked, and all who ask while another answer is still being looked for are given the next one.
 *
 * @param <T> the answer
 */
final class AskedTogether<T> {

  private final Supplier<T> question;
  private final ReentrantLock turn = new ReentrantLock();
  private final Object monitor = new Object();

  /** For whoever asks now; nobody has begun to look for it. */
  private @Nullable CompletableFuture<T> next;

  AskedTogether(Supplier<T> question) {
    this.question = question;
  }

  /**
   * The answer as of now or later.
   *
   * @throws RuntimeException what the question threw
   */
  T ask() {
    CompletableFuture<T> mine;
    boolean first;
    synchronized (monitor) {
      first = next == null;
      mine = next == null ? new CompletableFuture<>() : next;
      next = mine;
    }
    if (first) {
      turn.lock();
      try {
        synchronized (monitor) {
          next = null;
        }
        mine.complete(question.get());
      } catch (RuntimeException | Error e) {
        mine.completeExceptionally(e);
      } finally {
        turn.unlock();
      }
    }
    try {
      return mine.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
