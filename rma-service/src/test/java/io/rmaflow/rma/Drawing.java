package io.rmaflow.rma;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A picture of what knows what, as Mermaid reads it: free of circles, the knowing one above. */
final class Drawing {

  private Drawing() {}

  /**
   * The picture. An arrow that follows from others is left out; what shares the first word of its
   * name stands in one box.
   *
   * @param arrows from each name to those it knows; words of a name are parted by dots or slashes
   */
  static String of(SortedMap<String, SortedSet<String>> arrows) {
    SortedMap<String, SortedSet<String>> boxes = new TreeMap<>();
    arrows
        .keySet()
        .forEach(name -> boxes.computeIfAbsent(box(name), n -> new TreeSet<>()).add(name));
    StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
    boxes.forEach(
        (box, names) -> {
          boolean several = names.size() > 1;
          if (several) {
            text.append("  subgraph box_").append(id(box)).append("[\" \"]\n");
          }
          String indent = several ? "    " : "  ";
          names.forEach(
              name ->
                  text.append(indent).append(id(name)).append("[\"").append(name).append("\"]\n"));
          if (several) {
            text.append("  end\n");
          }
        });
    arrows.forEach(
        (from, targets) ->
            targets.stream()
                .filter(to -> !follows(arrows, from, to))
                .forEach(
                    to ->
                        text.append("  ")
                            .append(id(from))
                            .append(" --> ")
                            .append(id(to))
                            .append("\n")));
    return text.append("```\n").toString();
  }

  private static boolean follows(
      SortedMap<String, SortedSet<String>> arrows, String from, String to) {
    return arrows.getOrDefault(from, Collections.emptySortedSet()).stream()
        .filter(between -> !between.equals(to))
        .anyMatch(between -> reaches(arrows, between, to, new HashSet<>()));
  }

  private static boolean reaches(
      SortedMap<String, SortedSet<String>> arrows, String from, String to, Set<String> seen) {
    if (from.equals(to)) {
      return true;
    }
    return seen.add(from)
        && arrows.getOrDefault(from, Collections.emptySortedSet()).stream()
            .anyMatch(next -> reaches(arrows, next, to, seen));
  }

  private static String box(String name) {
    return name.split("[./]", 2)[0];
  }

  private static String id(String name) {
    return name.replaceAll("[^a-z]", "_");
  }
}
