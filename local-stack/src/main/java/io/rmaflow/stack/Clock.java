package io.rmaflow.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox clock of a running stack, over REST. */
final class Clock {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Duration ONE_CALL = Duration.ofMinutes(5);
  private static final int CALLS_WITHOUT_PROGRESS = 5;

  private final URI uri;
  private final String token;
  private final Progress progress;

  /**
   * @param service base URL of any of the services
   */
  Clock(String service, String token, Progress progress) {
    this.uri = URI.create(service + "/api/sandbox/clock");
    this.token = token;
    this.progress = progress;
  }

  Instant now() {
    HttpResponse<String> answer = call("GET", HttpRequest.BodyPublishers.noBody());
    if (answer.statusCode() != 200) {
      throw refused(answer);
    }
    return nowIn(answer);
  }

  /**
   * Moves the clock; what falls due on the way has happened when it returns. Where the services
   * need longer than one call may take, it goes on from the instant reached.
   *
   * @throws StackFailure where the instant is earlier than the clock, or the clock does not get on
   */
  Instant moveTo(Instant target) {
    String body = "{\"now\": \"" + target + "\"}";
    int stuck = 0;
    Instant reached = now();
    while (true) {
      HttpResponse<String> answer = call("PUT", HttpRequest.BodyPublishers.ofString(body));
      if (answer.statusCode() == 200) {
        return nowIn(answer);
      }
      if (answer.statusCode() != 503) {
        throw refused(answer);
      }
      Instant further = now();
      stuck = further.isAfter(reached) ? 0 : stuck + 1;
      reached = further;
      if (stuck >= CALLS_WITHOUT_PROGRESS) {
        throw refused(answer);
      }
      progress.line("  at " + Times.inJapan(reached) + ", the services are still at work …");
    }
  }

  private HttpResponse<String> call(String method, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(ONE_CALL)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new StackFailure("No answer from " + uri + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while the clock moves", e);
    }
  }

  private static Instant nowIn(HttpResponse<String> answer) {
    return OffsetDateTime.parse(MAPPER.readTree(answer.body()).required("now").asString())
        .toInstant();
  }

  private static StackFailure refused(HttpResponse<String> answer) {
    return new StackFailure(
        "The clock was not moved (" + answer.statusCode() + "): " + reasonIn(answer.body()));
  }

  private static String reasonIn(String body) {
    try {
      JsonNode problem = MAPPER.readTree(body);
      JsonNode detail = problem.hasNonNull("detail") ? problem.get("detail") : problem.get("title");
      return detail == null ? body : detail.asString();
    } catch (JacksonException notJson) {
      return body;
    }
  }
}
