package io.rmaflow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tries what belongs to another, and compares the answers with those for what there is not. */
public final class ForeignThings {

  private final String base;
  private final Map<String, String> things;

  /**
   * @param base of the running service, such as {@code http://127.0.0.1:8081}
   * @param things that exist and are another's, by the variable of the path, such as {@code
   *     {caseId}}
   */
  public ForeignThings(String base, Map<String, String> things) {
    this.base = base;
    this.things = Map.copyOf(things);
  }

  /** Those of the operations that name one of the things in their path. */
  public List<String> operations(Collection<String> all) {
    return all.stream()
        .filter(operation -> things.keySet().stream().anyMatch(operation::contains))
        .sorted()
        .toList();
  }

  /**
   * The operations that tell the things from others that do not exist: by another status than 404,
   * by a header, an {@code ETag} at all, or by another body, the ID left out of account.
   */
  public List<String> told(List<String> operations, String authorization) {
    List<String> told = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (String operation : operations) {
        String foreign = operation;
        String unknown = operation;
        for (Map.Entry<String, String> thing : things.entrySet()) {
          foreign = foreign.replace(thing.getKey(), thing.getValue());
          unknown = unknown.replace(thing.getKey(), unknown(thing.getValue()));
        }
        HttpResponse<String> one = answer(http, foreign, authorization);
        HttpResponse<String> other = answer(http, unknown, authorization);
        if (!isLike(one, other)) {
          told.add(operation + ": " + one + one.body() + " but " + other + other.body());
        }
      }
    }
    return told;
  }

  private boolean isLike(HttpResponse<String> one, HttpResponse<String> other) {
    String body = one.body();
    for (String thing : things.values()) {
      body = body.replace(thing, unknown(thing));
    }
    return one.statusCode() == 404
        && other.statusCode() == 404
        && body.equals(other.body())
        && headers(one).equals(headers(other))
        && one.headers().firstValue("ETag").isEmpty();
  }

  private static Map<String, List<String>> headers(HttpResponse<String> response) {
    Map<String, List<String>> headers = new HashMap<>(response.headers().map());
    headers.remove("date");
    // by how often a connection was used, the server ends it
    headers.remove("connection");
    return headers;
  }

  /** An ID of the same length that nothing has. */
  public static String unknown(String id) {
    return id.substring(0, id.length() - 1) + (id.endsWith("Z") ? "Y" : "Z");
  }

  private HttpResponse<String> answer(HttpClient http, String operation, String authorization) {
    String[] words = operation.split(" ", -1);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + words[1])).header("Authorization", authorization);
    if (words[0].equals("GET")) {
      request.GET();
    } else {
      request
          .header("Content-Type", "application/json")
          .method(words[0], BodyPublishers.ofString("{}"));
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(operation, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
