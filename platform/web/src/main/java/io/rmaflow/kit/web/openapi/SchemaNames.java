package io.rmaflow.kit.web.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the types of a document are called: as their classes, without {@code View}. Where two have
 * one name, or where it says too little, the name of the class around them comes before it, without
 * {@code Resource} or {@code Controller}.
 */
final class SchemaNames {

  /** Names that say nothing without the class around them. */
  private static final Set<String> SAY_LITTLE = Set.of("Kind", "Result", "State", "Status", "Type");

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
          if (same.size() == 1 && !SAY_LITTLE.contains(name)) {
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
