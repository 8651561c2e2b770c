package io.rmaflow.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code GET /api/events} of a service to its end.
 *
 * @param get answers a path
 */
public record Feed(Function<String, JsonNode> get) {

  private static final int MOST_AT_ONCE = 500;

  /** An event and its place. */
  public record Item(String position, String type, String subject) {}

  /** Behind everything that is there; empty where nothing is. */
  public String end() {
    List<Item> all = after("");
    return all.isEmpty() ? "" : all.getLast().position();
  }

  /** Everything behind a place, in as few calls as can be; empty for the beginning. */
  public List<Item> after(String place) {
    return after(place, MOST_AT_ONCE);
  }

  /** Everything behind a place, so many at once, each call from where the one before ended. */
  public List<Item> after(String place, int size, String... types) {
    String filter = types.length == 0 ? "" : "&types=" + String.join(",", types);
    List<Item> items = new ArrayList<>();
    String next = place;
    boolean more = true;
    while (more) {
      String after = next.isEmpty() ? "" : "&after=" + next;
      JsonNode answer = get.apply("/api/events?size=" + size + filter + after);
      for (JsonNode item : answer.path("items")) {
        items.add(
            new Item(
                item.path("position").asString(),
                item.path("event").path("type").asString(),
                item.path("event").path("subject").asString()));
      }
      next = answer.path("next").asString("");
      more = answer.path("more").asBoolean();
    }
    return items;
  }
}
