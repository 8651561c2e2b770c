package io.rmaflow.stack.bench;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * How many notes one, four and sixteen writers at once get into one case, over REST, where the case
 * has 10 events and where it has 700.
 *
 * <p>Each measurement is {@value #NOTES} notes into a case that one writer has filled before and
 * that is at most half as long again; there are {@value #ROUNDS} of each kind, taken in turns, each
 * time in another order. Each writer is an account and a connection of its own and calls again as
 * soon as he is answered. An answer that is not {@code 200} is counted and not repeated, and its
 * time counts like any other.
 */
public final class Writers {

  private static final String EMAIL = "bench@sample.example";

  /** The lengths of cases that are measured where nobody names one. */
  public static final List<Integer> USUAL_EVENTS = List.of(10, 700);

  private static final int[] WRITERS = {1, 4, 16};
  private static final int NOTES = 32;
  private static final int ROUNDS = 3;
  private static final int SHORT = 10;
  private static final int WARM_UP_ROUNDS = 6;

  private final String contract;
  private final String rma;
  private final IntFunction<String> tokens;

  private Writers(String contract, String rma, IntFunction<String> tokens) {
    this.contract = contract;
    this.rma = rma;
    this.tokens = tokens;
  }

  /**
   * Measures and prints requests in a second, milliseconds, and what was refused.
   *
   * @param tokens bearer tokens of different accounts, by number from 0
   * @param lengths of the cases, in events
   */
  public static void measure(
      String contract,
      String rma,
      IntFunction<String> tokens,
      List<Integer> lengths,
      PrintStream out) {
    new Writers(contract, rma, tokens).run(lengths, out);
  }

  private record Answer(int status, long nanos) {}

  /** What came of the measurements of one kind so far. */
  private static final class Outcome {
    private final List<Answer> answers = new ArrayList<>();
    private long nanos;

    private long taken() {
      return answers.stream().filter(answer -> answer.status() == 200).count();
    }

    private long with(int status) {
      return answers.stream().filter(answer -> answer.status() == status).count();
    }

    private double perSecond() {
      return taken() * 1e9 / nanos;
    }

    private double millis(double quantile) {
      long[] sorted = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
      return sorted[Math.min(sorted.length - 1, (int) (sorted.length * quantile))] / 1e6;
    }
  }

  private void run(List<Integer> lengths, PrintStream out) {
    Customer customer = register();
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      measure(openCase(customer, SHORT), 4, new Outcome());
    }
    out.printf(
        "notes into one case, %d rounds of %d each; milliseconds from call to answer%n",
        ROUNDS, NOTES);
    for (int events : lengths) {
      Map<Integer, Outcome> outcomes = new TreeMap<>();
      Case filled = null;
      for (int round = 0; round < ROUNDS; round++) {
        for (int turn = 0; turn < WRITERS.length; turn++) {
          int writers = WRITERS[(round + turn) % WRITERS.length];
          if (filled == null || filled.events() > events * 3 / 2) {
            filled = openCase(customer, events);
          }
          filled = measure(filled, writers, outcomes.computeIfAbsent(writers, n -> new Outcome()));
        }
      }
      print(out, events, outcomes);
    }
  }

  private static void print(PrintStream out, int events, Map<Integer, Outcome> outcomes) {
    double ofOneWriter = Objects.requireNonNull(outcomes.get(1)).perSecond();
    outcomes.forEach(
        (writers, outcome) ->
            out.printf(
                "  %3d events, %2d writers   %6.1f/s (%4.2f of one writer's)   p50 %7.1f   p99"
                    + " %7.1f   503: %d   other refusals: %d%n",
                events,
                writers,
                outcome.perSecond(),
                outcome.perSecond() / ofOneWriter,
                outcome.millis(0.5),
                outcome.millis(0.99),
                outcome.with(503),
                outcome.answers.size() - outcome.taken() - outcome.with(503)));
  }

  /** The case, longer by what was written. */
  private Case measure(Case into, int count, Outcome outcome) {
    ExecutorService each = Executors.newFixedThreadPool(count);
    try {
      List<Callable<List<Answer>>> writers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String token = tokens.apply(i);
        writers.add(() -> write(into.caseId(), token, NOTES / count));
      }
      long begin = System.nanoTime();
      for (Future<List<Answer>> writer : each.invokeAll(writers)) {
        outcome.answers.addAll(writer.get());
      }
      outcome.nanos += System.nanoTime() - begin;
      return new Case(into.caseId(), into.events() + NOTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a writer failed", e.getCause());
    } finally {
      each.shutdownNow();
    }
  }

  private List<Answer> write(String caseId, String token, int notes) {
    List<Answer> answers = new ArrayList<>();
    try (HttpClient http = Calls.newClient()) {
      for (int i = 0; i < notes; i++) {
        long begin = System.nanoTime();
        int status = note(http, caseId, token).statusCode();
        answers.add(new Answer(status, System.nanoTime() - begin));
      }
    }
    return answers;
  }

  // ---- the case

  private record Customer(String customerId, String serialNumber, String consistencyToken) {}

  private Customer register() {
    String serial = "BENCH-" + UUID.randomUUID();
    try (HttpClient http = Calls.newClient()) {
      HttpResponse<String> registered =
          Calls.send(
              http,
              Calls.post(
                      contract + "/api/registrations",
                      tokens.apply(0),
                      Forms.registration(serial, EMAIL))
                  .build());
      return new Customer(
          Calls.expect(201, registered).path("customerId").asString(),
          serial,
          Calls.consistencyToken(registered));
    }
  }

  private record Case(String caseId, int events) {}

  /** A case with so many events, which one writer has filled. */
  private Case openCase(Customer customer, int events) {
    String body =
        Forms.report(customer.customerId(), customer.serialNumber(), "WARRANTY", EMAIL, "");
    try (HttpClient http = Calls.newClient()) {
      HttpResponse<String> opened =
          Calls.send(
              http,
              Calls.post(rma + "/api/cases", tokens.apply(0), body)
                  .header("Consistency-Token", customer.consistencyToken())
                  .build());
      String caseId = Calls.expect(201, opened).path("caseId").asString();
      long version = Calls.version(opened);
      for (int account = 0; version + 1 < events; account++) {
        // one account alone may not call as often as the service answers
        HttpResponse<String> noted = note(http, caseId, tokens.apply(account % 16));
        Calls.expect(200, noted);
        version = Calls.version(noted);
      }
      return new Case(caseId, events);
    }
  }

  private HttpResponse<String> note(HttpClient http, String caseId, String token) {
    return Calls.send(
        http, Calls.post(rma + "/api/cases/" + caseId + "/note", token, Forms.NOTE).build());
  }
}
