package io.rmaflow.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Has read models built anew, and events published once more, and shows how far that is. */
final class Replays {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);
  private static final Duration AWAY_AT_MOST = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int SHOWN = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;
  private final PrintStream out;

  Replays(String token, PrintStream out) {
    this.token = token;
    this.out = out;
  }

  /**
   * Builds a projection anew in the services that have it.
   *
   * @param services their URLs by name
   * @param compare whether nothing is changed
   * @return 0; 1 where rows differ and were only compared, it was given up, or nobody has it
   */
  int replay(Map<String, String> services, String projection, boolean compare) {
    List<String> known = new ArrayList<>();
    boolean found = false;
    boolean well = true;
    for (Map.Entry<String, String> service : services.entrySet()) {
      List<String> names =
          get(service.getValue() + "/api/replays/projections")
              .valueStream()
              .map(one -> one.path("name").asString())
              .toList();
      names.forEach(name -> known.add(service.getKey() + " " + name));
      if (names.contains(projection)) {
        found = true;
        well &= replayOf(service.getKey(), service.getValue(), projection, compare);
      }
    }
    if (!found) {
      out.println("No service has a projection " + projection + ". There are:");
      known.forEach(name -> out.println("  " + name));
    }
    return found && well ? 0 : 1;
  }

  private boolean replayOf(String service, String url, String projection, boolean compare) {
    ObjectNode body = JSON.createObjectNode();
    body.put("projection", projection);
    body.put("compare", compare);
    out.println(service + ": " + (compare ? "comparing " : "building anew ") + projection);
    String path =
        url + "/api/replays/" + post(url + "/api/replays", body).path("replayId").asString();
    JsonNode replay = atTheEnd(path);
    if (!replay.path("problem").isNull()) {
      out.println("  given up: " + replay.path("problem").asString());
      return false;
    }
    long differ = replay.path("differences").asLong();
    out.println(
        "  %d rows differ, %d were changed".formatted(differ, replay.path("rowsChanged").asLong()));
    if (differ > 0) {
      JsonNode first = get(path + "/differences?size=" + SHOWN);
      first.path("items").forEach(this::show);
      long more = differ - first.path("items").size();
      if (more > 0) {
        out.println("  and " + more + " more");
      }
    }
    return differ == 0 || !compare;
  }

  private void show(JsonNode difference) {
    List<String> key = new ArrayList<>();
    difference
        .path("key")
        .forEach(
            part -> key.add(part.path("column").asString() + "=" + part.path("value").asString()));
    List<String> columns =
        difference.path("columns").valueStream().map(JsonNode::asString).toList();
    out.println(
        "  %s %s %s%s"
            .formatted(
                difference.path("table").asString(),
                String.join(",", key),
                difference.path("kind").asString(),
                columns.isEmpty() ? "" : " " + String.join(",", columns)));
  }

  /**
   * Publishes events of a service once more.
   *
   * @param selection {@code types} (separated by commas), {@code stream}, {@code from} and {@code
   *     to}, as far as they are asked for
   * @return 0
   */
  int republish(String service, String url, Map<String, String> selection) {
    ObjectNode body = JSON.createObjectNode();
    selection.forEach(
        (name, value) -> {
          if (name.equals("types")) {
            ArrayNode types = body.putArray(name);
            for (String type : value.split(",", -1)) {
              types.add(type.strip());
            }
          } else {
            body.put(name, value);
          }
        });
    JsonNode taken = post(url + "/api/republications", body);
    String id = taken.path("republicationId").asString();
    out.println(
        "%s: publishing %d events once more, as %s"
            .formatted(service, taken.path("eventsTotal").asLong(), id));
    atTheEnd(url + "/api/republications/" + id);
    return 0;
  }

  /** The service may be started anew meanwhile and goes on by itself. */
  private JsonNode atTheEnd(String path) {
    String shown = "";
    while (true) {
      JsonNode state = state(path);
      String line =
          "  %d of %d events%s%s"
              .formatted(
                  state.path("eventsDone").asLong(),
                  state.path("eventsTotal").asLong(),
                  state.path("eventsPerSecond").isNull()
                      ? ""
                      : ", " + state.path("eventsPerSecond").asLong() + "/s",
                  state.path("remainingSeconds").isNull()
                      ? ""
                      : ", " + state.path("remainingSeconds").asLong() + " s left");
      if (!line.equals(shown)) {
        out.println(line);
        shown = line;
      }
      if (!state.path("finishedAt").isNull()) {
        return state;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private JsonNode state(String path) {
    Instant giveUp = Instant.now().plus(AWAY_AT_MOST);
    while (true) {
      try {
        return get(path);
      } catch (StackFailure e) {
        if (!(e.getCause() instanceof IOException) || Instant.now().isAfter(giveUp)) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
    }
  }

  private JsonNode get(String url) {
    return call(request(url).GET().build());
  }

  private JsonNode post(String url, ObjectNode body) {
    return call(
        request(url)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(ANSWER_WITHIN)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode call(HttpRequest request) {
    try {
      HttpResponse<String> response =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() >= 300) {
        throw new StackFailure(
            request.uri() + " answers " + response.statusCode() + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new StackFailure(request.uri() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while a service works", e);
    }
  }
}
