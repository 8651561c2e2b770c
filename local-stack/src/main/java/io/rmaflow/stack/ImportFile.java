package io.rmaflow.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a CSV file of customers, units and contracts to contract-service: first to be judged only,
 * with every bad row told, then to be taken over.
 */
final class ImportFile {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
  private static final Duration AWAY_AT_MOST = Duration.ofMinutes(3);
  private static final int PROBLEMS_SHOWN = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String service;
  private final String token;
  private final PrintStream out;

  ImportFile(String service, String token, PrintStream out) {
    this.service = service;
    this.token = token;
    this.out = out;
  }

  /**
   * Runs both passes.
   *
   * @param dryRunOnly whether to stop after the first
   * @return 0 where every row is good, 1 where some are not; the good ones are taken over
   */
  int run(Path file, boolean dryRunOnly) {
    JsonNode judged = pass(file, true);
    if (!dryRunOnly && count(judged, "accepted") > 0) {
      pass(file, false);
    }
    return count(judged, "rejected") == 0 ? 0 : 1;
  }

  private JsonNode pass(Path file, boolean dryRun) {
    out.println((dryRun ? "Judging " : "Taking over ") + file);
    String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
    JsonNode submitted =
        call(
            request("/api/imports?dryRun=" + dryRun + "&name=" + name)
                .header("Content-Type", "text/csv")
                .POST(publisher(file)));
    String path = "/api/imports/" + submitted.at("/importId").asString();
    JsonNode state = state(path);
    int shown = -1;
    while (!state.at("/status").asString().equals("COMPLETED")) {
      if (count(state, "rowsDone") != shown) {
        shown = count(state, "rowsDone");
        out.println("  " + shown + " of " + count(state, "rows") + " rows");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      state = state(path);
    }
    if (dryRun) {
      showProblems(state);
    }
    out.println(
        "  %d rows: %d %s, %d known already, %d wrong"
            .formatted(
                count(state, "rows"),
                count(state, "accepted"),
                dryRun ? "can be taken over" : "taken over",
                count(state, "unchanged"),
                count(state, "rejected")));
    return state;
  }

  /**
   * The service may be started anew meanwhile and goes on by itself: it is asked until it answers.
   */
  private JsonNode state(String path) {
    Instant giveUp = Instant.now().plus(AWAY_AT_MOST);
    boolean told = false;
    while (true) {
      try {
        return call(request(path + "?size=" + PROBLEMS_SHOWN).GET());
      } catch (StackFailure e) {
        if (!(e.getCause() instanceof IOException) || Instant.now().isAfter(giveUp)) {
          throw e;
        }
        if (!told) {
          out.println("  contract-service is away; the import goes on where it was");
          told = true;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      }
    }
  }

  private void showProblems(JsonNode state) {
    JsonNode problems = state.at("/problems");
    for (JsonNode problem : problems.at("/items")) {
      out.println(
          "  line %d %s: %s %s / %s %s"
              .formatted(
                  problem.at("/line").longValue(),
                  problem.at("/field").asString(""),
                  problem.at("/code").asString(),
                  problem.at("/message/ja").asString(),
                  problem.at("/message/en").asString(),
                  problem.at("/clauses").isEmpty() ? "" : problem.at("/clauses").toString()));
    }
    long more = problems.at("/total").longValue() - problems.at("/items").size();
    if (more > 0) {
      out.println("  and " + more + " more");
    }
  }

  private static int count(JsonNode state, String name) {
    return state.at("/" + name).intValue();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service + path))
        .timeout(ANSWER_WITHIN)
        .header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.BodyPublisher publisher(Path file) {
    if (!Files.isReadable(file)) {
      throw new StackFailure(file + " cannot be read");
    }
    try {
      return HttpRequest.BodyPublishers.ofFile(file);
    } catch (IOException e) {
      throw new StackFailure(file + " cannot be read", e);
    }
  }

  private JsonNode call(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() >= 300) {
        throw new StackFailure(
            "contract-service answers " + response.statusCode() + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new StackFailure("contract-service does not answer at " + service, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while a file is imported", e);
    }
  }
}
