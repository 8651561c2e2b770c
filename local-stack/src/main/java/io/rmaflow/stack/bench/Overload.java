package io.rmaflow.stack.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Twice the calls that rma-service can answer, for a while: half reports that are refused, half
 * reads of a case. Calls begin at their time whether or not earlier ones have been answered, as
 * those of many callers do. Shows the time of those that are let in, what becomes of the others,
 * the memory of the service, and how long it takes until a call is answered as fast as before.
 */
public final class Overload {

  /** Five minutes. */
  public static final int USUAL_SECONDS = 300;

  private static final int CONNECTIONS = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration CAPACITY = Duration.ofSeconds(20);
  private static final int CALM_CALLS = 200;
  private static final int IN_A_ROW = 20;
  private static final Duration RECOVERY_AT_MOST = Duration.ofSeconds(60);

  private final Supplies supplies;
  private final long pid;
  private final PrintStream out;
  private final AtomicInteger turn = new AtomicInteger();
  private List<String> cases = List.of();

  private Overload(Supplies supplies, long pid, PrintStream out) {
    this.supplies = supplies;
    this.pid = pid;
    this.out = out;
  }

  /**
   * Measures and prints.
   *
   * @param contract URL of contract-service
   * @param rma URL of rma-service
   * @param tokens bearer tokens of different accounts, by number from 0
   * @param pid of rma-service
   * @param seconds of overload
   * @throws IllegalStateException where the stack does not do what is asked of it
   */
  public static void measure(
      String contract,
      String rma,
      IntFunction<String> tokens,
      long pid,
      int seconds,
      PrintStream out) {
    new Overload(new Supplies(contract, rma, tokens), pid, out).run(seconds);
  }

  /** What became of one call: 0 for a status where there was no answer. */
  private record Outcome(int status, long nanos) {}

  private void run(int seconds) {
    out.println("Registering customers, units and contracts");
    supplies.register();
    cases = supplies.cases(8, 10);
    out.println("Warming up");
    closed(WARM_UP);
    double capacity = closed(CAPACITY);
    Timings calm = calm();
    long memoryBefore = residentMegabytes();
    out.printf(
        Locale.ROOT,
        "Served: %.0f calls a second by %d callers; alone, one takes %.1f ms, p99 %.1f ms%n",
        capacity,
        CONNECTIONS,
        calm.percentile(50),
        calm.percentile(99));

    double offered = 2 * capacity;
    out.printf(Locale.ROOT, "Offering %.0f a second for %d s%n", offered, seconds);
    List<Long> memory = new ArrayList<>();
    Queue<Outcome> outcomes = open(offered, Duration.ofSeconds(seconds), memory);
    double recovery = recovery(2 * calm.percentile(99));

    List<Outcome> all = List.copyOf(outcomes);
    Timings taken = Timings.of(times(all, 200));
    Timings refused = Timings.of(times(all, 503));
    long others =
        all.stream().filter(each -> each.status() / 100 != 2 && each.status() != 503).count();
    out.printf(
        Locale.ROOT,
        """
        let in        %d, %.0f a second; p50 %.0f ms, p99 %.0f ms, longest %.0f ms
        503           %d; p50 %.0f ms, p99 %.0f ms
        other answers %d
        memory        %d MB before, %d MB after a tenth of the time, at most %d MB, %d MB at the end
        as before     %.1f s after the last call
        """,
        taken.count(),
        (double) taken.count() / seconds,
        taken.percentile(50),
        taken.percentile(99),
        taken.percentile(100),
        refused.count(),
        refused.percentile(50),
        refused.percentile(99),
        others,
        memoryBefore,
        memory.get(memory.size() / 10),
        memory.stream().mapToLong(Long::longValue).max().orElse(0),
        memory.getLast(),
        recovery);
  }

  /** Durations of the calls with this status, or with any of 2xx. */
  private static List<Long> times(List<Outcome> outcomes, int status) {
    return outcomes.stream()
        .filter(each -> status == 200 ? each.status() / 100 == 2 : each.status() == status)
        .map(Outcome::nanos)
        .toList();
  }

  private HttpRequest next() {
    int number = turn.incrementAndGet();
    return number % 2 == 0
        ? supplies.refused()
        : supplies.read(cases.get(number / 2 % cases.size()));
  }

  private static Outcome call(HttpClient http, HttpRequest request) {
    long begin = System.nanoTime();
    int status;
    try {
      status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      status = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      status = 0;
    }
    return new Outcome(status, System.nanoTime() - begin);
  }

  /** Calls a second where each caller waits for its answer before it calls again. */
  private double closed(Duration time) {
    long begin = System.nanoTime();
    AtomicInteger answered = new AtomicInteger();
    try (ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        callers.execute(
            () -> {
              try (HttpClient http = Calls.newClient()) {
                while (System.nanoTime() - begin < time.toNanos()) {
                  if (call(http, next()).status() / 100 == 2) {
                    answered.incrementAndGet();
                  }
                }
              }
            });
      }
    }
    return answered.get() * 1e9 / (System.nanoTime() - begin);
  }

  /** One call after the other. */
  private Timings calm() {
    List<Long> times = new ArrayList<>();
    try (HttpClient http = Calls.newClient()) {
      for (int i = 0; i < CALM_CALLS; i++) {
        times.add(call(http, next()).nanos());
      }
    }
    return Timings.of(times);
  }

  /** Calls begin at their time, whatever became of those before. */
  private Queue<Outcome> open(double callsASecond, Duration time, List<Long> memory) {
    Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient http =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(callers)
                .build()) {
      long begin = System.nanoTime();
      long count = (long) (callsASecond * time.toSeconds());
      long second = -1;
      List<Future<?>> calls = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        long due = begin + (long) (i * 1e9 / callsASecond);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        calls.add(callers.submit(() -> outcomes.add(call(http, next()))));
        long now = (System.nanoTime() - begin) / 1_000_000_000L;
        if (now > second) {
          second = now;
          memory.add(residentMegabytes());
          calls.removeIf(Future::isDone);
        }
      }
      for (Future<?> call : calls) {
        call.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call failed: " + e.getCause(), e);
    }
    return outcomes;
  }

  /** Seconds until twenty calls running have been answered within so many milliseconds. */
  private double recovery(double withinMillis) {
    long begin = System.nanoTime();
    try (HttpClient http = Calls.newClient()) {
      int inARow = 0;
      long first = begin;
      while (inARow < IN_A_ROW) {
        long at = System.nanoTime();
        if (at - begin > RECOVERY_AT_MOST.toNanos()) {
          throw new IllegalStateException("not as before " + RECOVERY_AT_MOST + " after the load");
        }
        Outcome outcome = call(http, next());
        boolean asBefore = outcome.status() / 100 == 2 && outcome.nanos() / 1e6 <= withinMillis;
        first = inARow == 0 ? at : first;
        inARow = asBefore ? inARow + 1 : 0;
      }
      return (first - begin) / 1e9;
    }
  }

  private long residentMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("the memory of rma-service cannot be read", e);
    }
  }
}
