package io.rmaflow.stack.bench;

import io.rmaflow.events.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** HTTP as the measurements speak it. */
final class Calls {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Calls() {}

  /** A client that calls one after the other and so has one connection. */
  static HttpClient newClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  static HttpRequest.Builder to(String url, String token) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token);
  }

  static HttpRequest.Builder post(String url, String token, String body) {
    return to(url, token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /**
   * Calls and waits for the answer.
   *
   * @throws IllegalStateException where none comes within 60 s
   */
  static HttpResponse<String> send(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("the stack does not answer " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }

  /** The body of an answer that must have this status. */
  static JsonNode expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return EventJson.mapper().readTree(answer.body());
  }

  static String consistencyToken(HttpResponse<String> answer) {
    return answer.headers().firstValue("Consistency-Token").orElse("");
  }

  /** The number of a case's last event, from 0. */
  static long version(HttpResponse<String> answer) {
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    return Long.parseLong(tag.replace("\"", ""));
  }
}
