package io.rmaflow.kit.web.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the types of a document are called: as their classes, without {@code View}. Where two have
 * one name, the name of the class around each of them comes before it, without {@code Resource} or
 * {@code Controller}.
 */
final class SchemaNames {

  private SchemaNames() {}

  /**
   * A name for each of these types.
   *
   * @throws IllegalStateException where two come to have one
   */
  static Map<Class<?>, String> of(Collection<Class<?>> types) {
    Map<String, List<Class<?>>> bySimpleName =
        types.stream().distinct().collect(Collectors.groupingBy(SchemaNames::simple));
    SortedMap<String, Class<?>> taken = new TreeMap<>();
    List<Class<?>> ambiguous = new ArrayList<>();
    bySimpleName.forEach(
        (name, same) -> {
          if (same.size() == 1) {
            taken.put(name, same.getFirst());
          } else {
            ambiguous.addAll(same);
          }
        });
    for (Class<?> type : ambiguous) {
      String name = around(type) + simple(type);
      Class<?> other = taken.putIfAbsent(name, type);
      if (other != null) {
        throw new IllegalStateException(
            other.getName() + " and " + type.getName() + " would both be called " + name);
      }
    }
    return taken.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  private static String simple(Class<?> type) {
    String name = type.getSimpleName();
    return name.endsWith("View") && name.length() > "View".length()
        ? name.substring(0, name.length() - "View".length())
        : name;
  }

  private static String around(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    return around == null ? "" : simple(around).replaceFirst("(Resource|Controller)$", "");
  }
}
