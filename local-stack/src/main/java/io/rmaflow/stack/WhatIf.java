package io.rmaflow.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks rma-service what would have been decided otherwise, and shows what it found. */
final class WhatIf {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
  private static final int PAGE = 100;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String service;
  private final String token;
  private final PrintStream out;

  WhatIf(String service, String token, PrintStream out) {
    this.service = service;
    this.token = token;
    this.out = out;
  }

  /**
   * Asks, waits until the run is over and shows its findings.
   *
   * @param question a file with the body of {@code POST /api/what-if}
   * @return 0 where nothing would have been otherwise and all is reproduced, else 1
   */
  int run(Path question) {
    JsonNode asked =
        call(
            request("/api/what-if")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(content(question))));
    String path = "/api/what-if/" + asked.path("runId").asString();
    JsonNode run = call(request(path + "?size=1").GET()).path("run");
    String shown = "";
    while (List.of("QUEUED", "RUNNING").contains(run.path("state").asString())) {
      String progress = progress(run);
      if (!progress.equals(shown)) {
        out.println(progress);
        shown = progress;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      run = call(request(path + "?size=1").GET()).path("run");
    }
    long total = showFindings(path);
    out.println(
        "%s: %d cases in %d s; %d different, %d not reproduced, %d that cannot be decided again"
            .formatted(
                run.path("state").asString(),
                run.path("casesDone").longValue(),
                run.path("seconds").longValue(),
                run.path("different").longValue(),
                run.path("notReproduced").longValue(),
                run.path("undecidable").longValue()));
    return total == 0 ? 0 : 1;
  }

  private static String progress(JsonNode run) {
    String left =
        run.path("secondsLeft").isNumber()
            ? ", about " + run.path("secondsLeft").longValue() + " s left"
            : "";
    return "  %d of %s cases%s"
        .formatted(run.path("casesDone").longValue(), run.path("cases").asString("so many"), left);
  }

  private long showFindings(String path) {
    long total;
    int page = 0;
    do {
      JsonNode findings =
          call(request(path + "?size=" + PAGE + "&page=" + page).GET()).path("findings");
      findings.path("items").forEach(this::show);
      total = findings.path("total").longValue();
      page++;
    } while ((long) page * PAGE < total);
    return total;
  }

  private void show(JsonNode finding) {
    out.println(finding.path("caseId").asString() + "  " + finding.path("kind").asString());
    if (finding.path("problem").isString()) {
      out.println("  " + finding.path("problem").asString());
      return;
    }
    String before = verdict(finding.path("before"));
    String after = verdict(finding.path("after"));
    out.println(before.equals(after) ? "  " + before : "  " + before + "  ->  " + after);
    for (JsonNode date : finding.path("dates")) {
      out.println(
          "  %s  %s  ->  %s"
              .formatted(
                  date.path("name").asString(),
                  standing(date.path("before")),
                  standing(date.path("after"))));
    }
  }

  private static String verdict(JsonNode verdict) {
    if (verdict.path("accepted").booleanValue()) {
      return "accepted " + verdict.path("service").asString("without any cover");
    }
    List<String> reasons = new ArrayList<>();
    for (JsonNode reason : verdict.path("refusals")) {
      List<String> clauses = new ArrayList<>();
      reason.path("clauses").forEach(clause -> clauses.add(clause.asString()));
      reasons.add(reason.path("code").asString() + " [" + String.join(", ", clauses) + "]");
    }
    return "refused " + String.join(", ", reasons);
  }

  private static String standing(JsonNode due) {
    if (!due.isObject()) {
      return "nothing due";
    }
    String when =
        due.path("dueDate").isString()
            ? due.path("dueDate").asString()
            : due.path("dueAt").asString();
    String inTime =
        due.path("inTime").isBoolean()
            ? due.path("inTime").booleanValue() ? ", in time" : ", late"
            : "";
    List<String> skipped = new ArrayList<>();
    due.path("derivation")
        .path("skippedDays")
        .forEach(day -> skipped.add(day.path("date").asString() + " " + day.path("en").asString()));
    return when
        + " "
        + due.path("state").asString()
        + inTime
        + (skipped.isEmpty() ? "" : " (closed: " + String.join(", ", skipped) + ")");
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new StackFailure(file + " cannot be read", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service + path))
        .timeout(ANSWER_WITHIN)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode call(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() >= 300) {
        throw new StackFailure(
            "rma-service answers " + response.statusCode() + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new StackFailure("rma-service does not answer at " + service, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while a question is worked on", e);
    }
  }
}
