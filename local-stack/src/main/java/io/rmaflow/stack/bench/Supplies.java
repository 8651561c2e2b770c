package io.rmaflow.stack.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is called on: customers with their units, contracts and cases, made over REST before
 * anything is measured.
 */
final class Supplies {

  private static final int ACCOUNTS = 64;
  private static final int HANDS = 16;
  private static final int UNITS = 96;

  private final String contract;
  private final String rma;
  private final IntFunction<String> tokens;
  private final AtomicInteger calls = new AtomicInteger();
  private List<Unit> uncovered = List.of();
  private List<Unit> covered = List.of();

  /**
   * @param tokens bearer tokens of different accounts, by number from 0
   */
  Supplies(String contract, String rma, IntFunction<String> tokens) {
    this.contract = contract;
    this.rma = rma;
    this.tokens = tokens;
  }

  /** A unit and the customer that it belongs to. */
  record Unit(String customerId, String serialNumber) {}

  /**
   * Cases that steps are taken on, some at once: each takes so many steps, then the next one takes
   * its place.
   */
  static final class Cases {

    /** Enough for all processors, few enough to be filled in a minute. */
    static final int AT_ONCE = 4;

    private final Deque<String> waiting;
    private final int stepsOfEach;
    private final Deque<Open> open = new ArrayDeque<>();

    private record Open(String caseId, int stepsLeft) {}

    Cases(List<String> caseIds, int stepsOfEach) {
      this.waiting = new ArrayDeque<>(caseIds);
      this.stepsOfEach = stepsOfEach;
    }

    /** The case that the next step is taken on; nothing where all have had theirs. */
    synchronized @Nullable String next() {
      while (open.size() < AT_ONCE && !waiting.isEmpty()) {
        open.add(new Open(waiting.remove(), stepsOfEach));
      }
      Open next = open.poll();
      if (next == null) {
        return null;
      }
      if (next.stepsLeft() > 1) {
        open.add(new Open(next.caseId(), next.stepsLeft() - 1));
      }
      return next.caseId();
    }
  }

  /** Registers the customers' units and puts half of them under a contract. */
  void register() {
    uncovered = inParallel(HANDS, UNITS, this::registered);
    covered = inParallel(HANDS, UNITS, this::underContract);
    try (HttpClient http = Calls.newClient()) {
      expectStatus("REFUSED", Calls.send(http, refused()));
      expectStatus("ACCEPTED", Calls.send(http, accepted()));
    }
  }

  private static void expectStatus(String status, HttpResponse<String> answer) {
    String found = Calls.expect(201, answer).path("status").asString();
    if (!found.equals(status)) {
      throw new IllegalStateException("a report came to " + found + ", not to " + status);
    }
  }

  private Unit registered(HttpClient http) {
    String serial = "BENCH-" + UUID.randomUUID();
    HttpResponse<String> registered =
        Calls.send(
            http,
            Calls.post(
                    contract + "/api/registrations", token(), Forms.registration(serial, email()))
                .build());
    return new Unit(Calls.expect(201, registered).path("customerId").asString(), serial);
  }

  private Unit underContract(HttpClient http) {
    Unit unit = registered(http);
    String body = Forms.contract(unit.customerId(), unit.serialNumber());
    Calls.expect(
        201, Calls.send(http, Calls.post(contract + "/api/contracts", token(), body).build()));
    return unit;
  }

  /** So many cases with so many events each. */
  List<String> cases(int count, int events) {
    return inParallel(HANDS, count, http -> caseOf(http, events));
  }

  private String caseOf(HttpClient http, int events) {
    HttpResponse<String> answer = Calls.send(http, accepted());
    String caseId = Calls.expect(201, answer).path("caseId").asString();
    while (Calls.version(answer) + 1 < events) {
      answer = Calls.send(http, note(caseId));
      Calls.expect(200, answer);
    }
    return caseId;
  }

  // ---- the calls that are measured

  /** A report for a unit that no contract covers: refused, and the requester is told by mail. */
  HttpRequest refused() {
    return report(uncovered.get(calls.incrementAndGet() % uncovered.size()));
  }

  /** A report for a unit under contract: accepted, and the requester is told by mail. */
  HttpRequest accepted() {
    return report(covered.get(calls.incrementAndGet() % covered.size()));
  }

  private HttpRequest report(Unit unit) {
    String body =
        Forms.report(
            unit.customerId(), unit.serialNumber(), "CROSS_SEND_BACK", email(), Forms.FOUND_FAULTY);
    return Calls.post(rma + "/api/cases", token(), body)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .build();
  }

  HttpRequest note(String caseId) {
    return Calls.post(rma + "/api/cases/" + caseId + "/note", token(), Forms.NOTE)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .build();
  }

  HttpRequest read(String caseId) {
    return Calls.to(rma + "/api/cases/" + caseId, token()).GET().build();
  }

  HttpRequest list() {
    return Calls.to(rma + "/api/cases?size=50", token()).GET().build();
  }

  /** No account may call as often as the service answers, so they take turns. */
  private String token() {
    return tokens.apply(calls.incrementAndGet() % ACCOUNTS);
  }

  /** Each time another one: one recipient gets only so many mails in a minute. */
  private String email() {
    return "bench-" + calls.incrementAndGet() + "@sample.example";
  }

  @FunctionalInterface
  private interface Making<T> {
    T with(HttpClient http);
  }

  private static <T> List<T> inParallel(int hands, int count, Making<T> making) {
    try (ExecutorService each = Executors.newFixedThreadPool(hands)) {
      AtomicInteger left = new AtomicInteger(count);
      List<Callable<List<T>>> makers = new ArrayList<>();
      for (int hand = 0; hand < hands; hand++) {
        makers.add(
            () -> {
              List<T> made = new ArrayList<>();
              try (HttpClient http = Calls.newClient()) {
                while (left.getAndDecrement() > 0) {
                  made.add(making.with(http));
                }
              }
              return made;
            });
      }
      List<T> all = new ArrayList<>();
      for (Future<List<T>> made : each.invokeAll(makers)) {
        all.addAll(made.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while preparing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("could not prepare the measurement: " + e.getCause(), e);
    }
  }
}
