package io.rmaflow.testkit.calls;

import io.rmaflow.testkit.AccessTable;
import io.rmaflow.testkit.DescribedApi;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.calls.CallMaker.Operation;
import io.rmaflow.testkit.calls.GeneratedCall.Kind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a service as its document says, nearly so, and with nonsense, as every role in turn, and
 * says what is wrong: an answer of 5xx, one that is not as described or not in both languages, an
 * event of a call that was refused or only reads, another answer to the same call under the same
 * {@code Idempotency-Key}.
 *
 * <p>IDs of earlier answers go into later calls, and a body that was taken is the model of the next
 * ones. How many: {@code -Drmaflow.calls=20000}; the seed is {@code -Drmaflow.calls.seed}, or
 * always the same.
 */
public final class GeneratedCalls {

  private static final Logger LOG = LoggerFactory.getLogger(GeneratedCalls.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int USUALLY = 600;
  private static final int ENOUGH = 40;

  /** What a method is answered with that an address does not have. */
  private static final Set<Integer> OF_ANOTHER_METHOD = Set.of(400, 403, 404, 405, 406, 415);

  /** Known to forbid an operation to a role by then. */
  private static final int TOLD_OFTEN = 3;

  private final String base;
  private final JsonNode document;
  private final DescribedApi described;
  private final RecordedEvents events;
  private final String customerId;
  private final KnownThings known = new KnownThings();
  private final Map<String, List<JsonNode>> bodies = new LinkedHashMap<>();
  private final Set<String> leftOut = new HashSet<>();

  /**
   * Calls of a service.
   *
   * @param base of the running service, such as {@code http://127.0.0.1:8081}
   * @param document that it serves
   * @param customerId of the tokens of a customer; one that has something to lose
   */
  public GeneratedCalls(String base, JsonNode document, RecordedEvents events, String customerId) {
    this.base = base;
    this.document = document;
    this.described = new DescribedApi(document);
    this.events = events;
    this.customerId = customerId;
  }

  /** One value that fields and variables of this name may have. */
  public GeneratedCalls knowing(String name, String value) {
    known.add(name, value);
    return this;
  }

  /** One body that an operation takes, as JSON. */
  public GeneratedCalls like(String operation, String body) {
    bodies.computeIfAbsent(operation, unknown -> new ArrayList<>()).add(JSON.readTree(body));
    return this;
  }

  /** What is not called, as it would change the conditions for everything after it. */
  public GeneratedCalls without(String... operations) {
    leftOut.addAll(Arrays.asList(operations));
    return this;
  }

  /**
   * What came of it.
   *
   * @param answers how many, by role and status, such as {@code support 200}
   * @param operations how many were answered with 2xx at least once, by operation
   * @param wrong everything that should not have been; empty where all is well
   */
  public record Outcome(
      long seed,
      int calls,
      Map<String, Integer> answers,
      Set<String> operations,
      List<String> wrong) {

    public Outcome {
      answers = new TreeMap<>(answers);
      operations = Set.copyOf(operations);
      wrong = List.copyOf(wrong);
    }

    /** How many calls were answered so, whatever the role. */
    public int answered(int status) {
      return answers.entrySet().stream()
          .filter(entry -> entry.getKey().endsWith(" " + status))
          .mapToInt(Map.Entry::getValue)
          .sum();
    }
  }

  /** Makes as many calls as are wanted, one after another. */
  public Outcome run() {
    int calls = Integer.getInteger("rmaflow.calls", USUALLY);
    long seed = Long.getLong("rmaflow.calls.seed", 20_260_501L);
    long begin = System.nanoTime();
    Random random = new Random(seed);
    CallMaker maker = new CallMaker(document, known, random);
    bodies.forEach((operation, all) -> all.forEach(body -> maker.took(operation, body)));
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Run run = new Run(http, maker, random);
      for (int i = 0; i < calls && run.wrong.size() < ENOUGH; i++) {
        run.one(i, AccessTable.ROLES.get(i % AccessTable.ROLES.size()));
      }
      run.repeatAll();
      Outcome outcome = new Outcome(seed, calls, run.answers, run.served, run.wrong);
      LOG.info(
          "{} generated calls of {} operations, seed {}, in {} s: {}; never answered with 2xx: {}",
          calls,
          run.operations.size(),
          seed,
          Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
          outcome.answers(),
          run.operations.stream()
              .map(Operation::name)
              .filter(name -> !run.served.contains(name))
              .toList());
      return outcome;
    }
  }

  /** What was answered under an {@code Idempotency-Key}. */
  private record Kept(GeneratedCall call, int status, String body) {}

  private final class Run {

    private final HttpClient http;
    private final CallMaker maker;
    private final Random random;
    private final List<Operation> operations;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<String, Integer> forbidden = new HashMap<>();
    private final Set<String> served = new HashSet<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    Run(HttpClient http, CallMaker maker, Random random) {
      this.http = http;
      this.maker = maker;
      this.random = random;
      this.operations =
          maker.operations().stream()
              .filter(operation -> !leftOut.contains(operation.name()))
              .toList();
    }

    void one(int number, String role) {
      GeneratedCall call = maker.call(number, chosen(role), role);
      long before = events.last();
      HttpResponse<String> response = send(call);
      if (response == null) {
        return;
      }
      answers.merge(role + " " + response.statusCode(), 1, Integer::sum);
      check(call, response, before);
      learn(call, response);
      if (call.hasKey() && random.nextInt(3) == 0) {
        again(kept.isEmpty() ? null : kept.getLast());
      }
    }

    private Operation chosen(String role) {
      for (int i = 0; i < 20; i++) {
        Operation one = Nonsense.any(operations, random);
        boolean open = forbidden.getOrDefault(role + " " + one.name(), 0) < TOLD_OFTEN;
        // what was never served is tried more often
        boolean wanted = !served.contains(one.name()) || random.nextBoolean();
        if ((open && wanted) || random.nextInt(30) == 0) {
          return one;
        }
      }
      return Nonsense.any(operations, random);
    }

    private @Nullable HttpResponse<String> send(GeneratedCall call) {
      String authorization =
          call.role().equals("customer")
              ? TestIdentity.shared().bearer("customer", subject(call.role()), customerId)
              : TestIdentity.shared().bearer(call.role(), subject(call.role()));
      try {
        return http.send(
            call.request(base, authorization), BodyHandlers.ofString(StandardCharsets.UTF_8));
      } catch (IOException e) {
        wrong.add(call + ": no answer: " + e);
        return null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private void check(GeneratedCall call, HttpResponse<String> response, long before) {
      int status = response.statusCode();
      List<String> found = new ArrayList<>();
      if (status >= 500 || status == 401 || status == 408 || status == 429) {
        found.add("never so");
      }
      if (!response.headers().firstValue("X-Content-Type-Options").orElse("").equals("nosniff")) {
        found.add("no nosniff");
      }
      if (status >= 400) {
        checkProblem(response, found);
      }
      try {
        if (call.operation().startsWith(call.method() + " ")) {
          described.check(response, null, response.body());
        } else if (!OF_ANOTHER_METHOD.contains(status)) {
          found.add("another method than the one that is described");
        }
      } catch (AssertionError | JacksonException otherwise) {
        found.add(Objects.toString(otherwise.getMessage()));
      }
      boolean writes = !call.method().equals("GET") && status < 300;
      if (!writes) {
        List<String> recorded = events.since(before, subject(call.role()));
        if (!recorded.isEmpty()) {
          found.add("has recorded " + recorded);
        }
      }
      if (!found.isEmpty()) {
        wrong.add(
            "%s is answered with %d %s: %s"
                .formatted(call, status, GeneratedCall.shortened(response.body()), found));
      }
    }

    private void checkProblem(HttpResponse<String> response, List<String> found) {
      String type = response.headers().firstValue("Content-Type").orElse("");
      if (!type.equals("application/problem+json")) {
        found.add("a problem of the type " + type);
        return;
      }
      JsonNode problem = JSON.readTree(response.body());
      if (problem.path("code").asString("").isEmpty()
          || problem.at("/message/ja").asString("").isEmpty()
          || problem.at("/message/en").asString("").isEmpty()) {
        found.add("not said in both languages");
      }
      for (JsonNode error : problem.path("errors")) {
        if (!error.has("field")
            || error.path("code").asString("").isEmpty()
            || error.at("/message/ja").asString("").isEmpty()
            || error.at("/message/en").asString("").isEmpty()) {
          found.add("an error that names no field or is not said in both languages");
        }
      }
    }

    private void learn(GeneratedCall call, HttpResponse<String> response) {
      int status = response.statusCode();
      if (status == 403) {
        forbidden.merge(call.role() + " " + call.operation(), 1, Integer::sum);
      }
      boolean kept422 = status < 300 || status == 409 || status == 422;
      if (call.hasKey() && kept422 && !reused(response)) {
        kept.add(new Kept(call, status, response.body()));
      }
      if (status >= 300) {
        return;
      }
      served.add(call.operation());
      response.headers().firstValue("ETag").ifPresent(tag -> maker.sawVersion(call.target(), tag));
      response.headers().firstValue("Consistency-Token").ifPresent(maker::sawConsistencyToken);
      String type = response.headers().firstValue("Content-Type").orElse("");
      boolean json = type.startsWith("application/json") && !response.body().isEmpty();
      if (json && !call.operation().endsWith("/openapi.json")) {
        known.learn(JSON.readTree(response.body()));
      }
      if (call.kind() == Kind.VALID && call.headers().contains("application/json")) {
        maker.took(call.operation(), JSON.readTree(call.body()));
      }
    }

    private static boolean reused(HttpResponse<String> response) {
      return response.body().contains("\"IDEMPOTENCY_KEY_REUSED\"");
    }

    /** Everything that was answered under a key, once more. */
    void repeatAll() {
      kept.forEach(this::again);
    }

    private void again(@Nullable Kept first) {
      if (first == null) {
        return;
      }
      long before = events.last();
      HttpResponse<String> response = send(first.call());
      if (response == null) {
        return;
      }
      if (response.statusCode() != first.status() || !response.body().equals(first.body())) {
        wrong.add(
            "%s is answered with %d %s the second time, and was with %d %s"
                .formatted(
                    first.call(),
                    response.statusCode(),
                    GeneratedCall.shortened(response.body()),
                    first.status(),
                    GeneratedCall.shortened(first.body())));
      }
      List<String> recorded = events.since(before, subject(first.call().role()));
      if (!recorded.isEmpty()) {
        wrong.add(first.call() + " has recorded once more " + recorded);
      }
    }

    private static String subject(String role) {
      return "generated-" + role;
    }
  }
}
