package io.rmaflow.testkit.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * What earlier answers told, by the names of their fields: an ID that came back in one answer leads
 * the next call deeper.
 */
final class KnownThings {

  private static final int KEPT_OF_EACH = 150;
  private static final int LONGEST = 128;
  private static final int OLDEST = 8;

  private final Map<String, List<String>> values = new HashMap<>();

  /** Takes every short word and number of an answer. */
  void learn(JsonNode answer) {
    if (answer.isObject()) {
      answer.properties().forEach(field -> learn(field.getKey(), field.getValue()));
    } else if (answer.isArray()) {
      answer.forEach(this::learn);
    }
  }

  private void learn(String name, JsonNode value) {
    if (value.isString() || value.isIntegralNumber()) {
      add(name, value.asString());
    } else if (value.isArray()) {
      String singular = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
      value.forEach(item -> learn(item.isContainer() ? name : singular, item));
    } else {
      learn(value);
    }
  }

  /** Takes one value. */
  void add(String name, String value) {
    if (value.isEmpty() || value.length() > LONGEST) {
      return;
    }
    for (String known : namesOf(name)) {
      List<String> all = values.computeIfAbsent(known, unknown -> new ArrayList<>());
      if (!all.contains(value)) {
        all.add(value);
        if (all.size() > KEPT_OF_EACH) {
          // the first ones stay, so that what a test has prepared is not pushed out
          all.remove(KEPT_OF_EACH / 2);
        }
      }
    }
  }

  /** {@code shipToSiteId} is a {@code siteId} as well. */
  private static List<String> namesOf(String name) {
    String[] words = name.split("(?=\\p{Upper})", -1);
    if (words.length <= 2) {
      return List.of(name);
    }
    String last = words[words.length - 2] + words[words.length - 1];
    return List.of(name, last.substring(0, 1).toLowerCase(Locale.ROOT) + last.substring(1));
  }

  /** One that fits a field or a variable of a path. */
  Optional<String> any(String name, Random random) {
    for (String known : List.of(name, name + "Number", name + "Code")) {
      List<String> all = values.getOrDefault(known, List.of());
      if (!all.isEmpty()) {
        // the first ones more often: so they get far
        int last = random.nextBoolean() ? Math.min(OLDEST, all.size()) : all.size();
        return Optional.of(all.get(random.nextInt(last)));
      }
    }
    return Optional.empty();
  }

  /**
   * One for a variable that is called {@code id} alone.
   *
   * @param collection the part of the path before it, such as {@code webhooks}
   */
  Optional<String> anyOf(String collection, Random random) {
    String singular =
        collection.endsWith("ies")
            ? collection.substring(0, collection.length() - 3) + "y"
            : collection.endsWith("s")
                ? collection.substring(0, collection.length() - 1)
                : collection;
    return any(singular + "Id", random).or(() -> any("id", random));
  }
}
