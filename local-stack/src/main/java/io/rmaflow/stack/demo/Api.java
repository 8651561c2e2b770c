package io.rmaflow.stack.demo;

import io.rmaflow.events.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A caller of the services as every internal system should be: each write has an Idempotency-Key
 * and is sent again, under the same key, while a service is away; each call carries the tokens of
 * the writes before it, so that it reads what they wrote.
 */
final class Api implements AutoCloseable {

  private static final int TOKENS_KEPT = 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final String token;
  private final Duration patience;
  private final Set<String> consistencyTokens = new LinkedHashSet<>();

  /**
   * @param token the bearer token of every call
   * @param patience how long a call is tried again while a service is away
   */
  Api(String token, Duration patience) {
    this.token = token;
    this.patience = patience;
  }

  /** An answer with its status. */
  record Answer(int status, JsonNode body) {

    /** The text of a field; empty where it is absent. */
    String text(String field) {
      JsonNode value = body.get(field);
      return value == null || value.isNull() ? "" : value.asString();
    }
  }

  Answer get(String url) {
    return call("GET", url, null);
  }

  Answer post(String url, String json) {
    return call("POST", url, json);
  }

  Answer put(String url, String json) {
    return call("PUT", url, json);
  }

  private Answer call(String method, String url, @org.jspecify.annotations.Nullable String json) {
    String key = UUID.randomUUID().toString();
    Instant giveUp = Instant.now().plus(patience);
    while (true) {
      String problem;
      try {
        HttpResponse<String> response = send(method, url, json, key);
        if (response.statusCode() < 500 && !stillRunning(response)) {
          remember(response);
          return new Answer(response.statusCode(), parsed(response.body()));
        }
        problem = response.statusCode() + " " + response.body();
      } catch (IOException e) {
        problem = e.toString();
      }
      if (Instant.now().isAfter(giveUp)) {
        throw new IllegalStateException(method + " " + url + " does not answer: " + problem);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private HttpResponse<String> send(
      String method, String url, @org.jspecify.annotations.Nullable String json, String key)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token);
    if (!consistencyTokens.isEmpty()) {
      request.header("Consistency-Token", String.join(",", consistencyTokens));
    }
    if (json == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .header("Idempotency-Key", key)
          .method(method, HttpRequest.BodyPublishers.ofString(json));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while calling " + url, e);
    }
  }

  /** The first attempt may have died with its service: its key is free again after a while. */
  private static boolean stillRunning(HttpResponse<String> response) {
    return response.statusCode() == 409 && response.body().contains("IDEMPOTENCY_IN_FLIGHT");
  }

  private void remember(HttpResponse<String> response) {
    response
        .headers()
        .firstValue("Consistency-Token")
        .ifPresent(
            written -> {
              consistencyTokens.add(written);
              if (consistencyTokens.size() > TOKENS_KEPT) {
                consistencyTokens.remove(consistencyTokens.iterator().next());
              }
            });
  }

  private static JsonNode parsed(String body) {
    try {
      return EventJson.mapper().readTree(body);
    } catch (JacksonException e) {
      throw new IllegalStateException("not JSON: " + body, e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
