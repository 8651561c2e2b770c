package io.rmaflow.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows what services keep of persons and for how long, and lists what would be forgotten. */
final class Retention {

  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);
  private static final int PAGE = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;
  private final PrintStream out;

  Retention(String token, PrintStream out) {
    this.token = token;
    this.out = out;
  }

  /**
   * Lists it; nothing is forgotten by it.
   *
   * @param services their URLs by name
   * @param question {@code kind}, {@code days} and {@code at}, as far as they are asked for
   * @return 0; 1 where no service keeps such a kind
   */
  int run(Map<String, String> services, Map<String, String> question) {
    boolean known = false;
    for (Entry<String, String> service : services.entrySet()) {
      JsonNode kinds = get(service.getValue() + "/api/retention?size=" + PAGE).at("/items");
      for (JsonNode kind : kinds) {
        String name = kind.at("/kind").asString();
        if (!question.getOrDefault("kind", name).equals(name)) {
          continue;
        }
        known = true;
        JsonNode days = kind.at("/days");
        out.println(
            "%s, %s: %s (%s), %d at rest"
                .formatted(
                    service.getKey(),
                    name,
                    days.isNull() ? "kept for good" : "kept for " + days.asInt() + " days",
                    kind.at("/setting").asString(),
                    kind.at("/atRest").asLong()));
        if (!days.isNull() || question.containsKey("days")) {
          Map<String, String> one = new LinkedHashMap<>(question);
          one.put("kind", name);
          list(service.getValue(), one);
        }
      }
    }
    if (!known) {
      out.println("no service keeps " + question.get("kind"));
    }
    return known ? 0 : 1;
  }

  private void list(String url, Map<String, String> question) {
    String query =
        question.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    JsonNode due = get(url + "/api/retention/due?size=" + PAGE + "&" + query);
    for (JsonNode thing : due.at("/items")) {
      out.println(
          "  %s of %s, at rest since %s, is forgotten at %s"
              .formatted(
                  thing.at("/id").asString(),
                  thing.at("/of").asString(),
                  thing.at("/restingSince").asString(),
                  thing.at("/dueAt").asString()));
    }
    long more = due.at("/total").asLong() - due.at("/items").size();
    out.println(more > 0 ? "  and " + more + " more" : "  " + due.at("/total").asLong() + " due");
  }

  private JsonNode get(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(ANSWER_WITHIN)
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new StackFailure(url + " was answered " + answer.statusCode() + ": " + answer.body());
      }
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException e) {
      throw new StackFailure(url + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while " + url + " is asked", e);
    }
  }
}
