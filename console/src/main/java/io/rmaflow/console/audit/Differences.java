package io.rmaflow.console.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is not the same in two answers about one case. */
final class Differences {

  /** What tells the items of a list apart, so that one that is put in moves none of the others. */
  private static final List<String> NAMES =
      List.of(
          "name", "work", "what", "leg", "receivedId", "attachmentId", "clause", "code", "date");

  /** Counts the case's records: it differs always, and tells nothing. */
  private static final Set<String> NOT_TOLD = Set.of("version");

  private Differences() {}

  /**
   * A field that differs.
   *
   * @param path its names from the outside in; an item of a list by what it is called, or its place
   *     from 1
   * @param before null where it was not there
   * @param after null where it is not there
   */
  record Difference(List<String> path, @Nullable String before, @Nullable String after) {

    Difference {
      path = List.copyOf(path);
    }

    /** The name of the field itself. */
    String field() {
      return path.getLast();
    }
  }

  /**
   * Compares two answers; either may be missing, where the case did not exist yet.
   *
   * @param leftOut a language whose texts are left out, {@code ja} or {@code en}
   */
  static List<Difference> between(
      @Nullable JsonNode before, @Nullable JsonNode after, String leftOut) {
    Map<List<String>, String> first = flat(before, leftOut);
    Map<List<String>, String> second = flat(after, leftOut);
    Set<List<String>> paths = new LinkedHashSet<>(first.keySet());
    paths.addAll(second.keySet());
    return paths.stream()
        .filter(path -> !Objects.equals(first.get(path), second.get(path)))
        .map(path -> new Difference(path, first.get(path), second.get(path)))
        .toList();
  }

  private static Map<List<String>, String> flat(@Nullable JsonNode answer, String leftOut) {
    Map<List<String>, String> flat = new LinkedHashMap<>();
    if (answer != null) {
      put(List.of(), answer, leftOut, flat);
    }
    return flat;
  }

  private static void put(
      List<String> path, JsonNode value, String leftOut, Map<List<String>, String> flat) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        if (!NOT_TOLD.contains(field.getKey()) && !field.getKey().equals(leftOut)) {
          put(with(path, field.getKey()), field.getValue(), leftOut, flat);
        }
      }
    } else if (value.isArray()) {
      @Nullable String name = name(value);
      int place = 0;
      for (JsonNode item : value) {
        place++;
        put(
            with(path, name == null ? Integer.toString(place) : item.get(name).asString()),
            item,
            leftOut,
            flat);
      }
    } else if (!value.isNull()) {
      flat.put(path, value.asString());
    }
  }

  /** The field by which all items of a list can be told apart; null where there is none. */
  private static @Nullable String name(JsonNode list) {
    for (String name : NAMES) {
      Set<String> known = new HashSet<>();
      boolean fits = !list.isEmpty();
      for (JsonNode item : list) {
        fits = fits && item.path(name).isString() && known.add(item.get(name).asString());
      }
      if (fits) {
        return name;
      }
    }
    return null;
  }

  private static List<String> with(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
