package io.rmaflow.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes docs/policy/index.md: from each clause to its rules and tests. */
final class ClauseIndex {

  private static final String INTRO =
      """
      # From the clause to its rule and its tests

      Written from the sources by `./rma docs`; a test fails where it is not up to date. Do not edit it.

      *Rule* is code that carries the clause out and says so by `@Clause`; *named in* is other main code that refers to it; *test*
      is what shows its effect. What each clause demands, and where the policy says so, is told in [clauses.md](clauses.md).
      """;

  private final ClauseSources sources;
  private final Map<String, String> labels;

  private ClauseIndex(ClauseTable table, ClauseSources sources) {
    this.sources = sources;
    SortedSet<Place> linked = new TreeSet<>();
    for (ClauseTable.Entry clause : table.entries()) {
      linked.addAll(sources.rules(clause.id()));
      linked.addAll(sources.mentions(clause.id()));
      linked.addAll(sources.tests(clause.id()));
    }
    this.labels = labels(linked);
  }

  /**
   * The whole page. It holds no line numbers, and each file's path once, so that little moves it.
   */
  static String page(ClauseTable table, ClauseSources sources) {
    ClauseIndex index = new ClauseIndex(table, sources);
    StringBuilder page = new StringBuilder(INTRO);
    String group = "";
    for (ClauseTable.Entry clause : table.entries()) {
      if (!clause.group().equals(group)) {
        group = clause.group();
        String title = table.titles().getOrDefault(group, "");
        page.append("\n## ").append(group).append(": ").append(title).append('\n');
      }
      page.append(index.part(clause));
    }
    page.append("\n## Files\n\n");
    new TreeMap<>(index.labels)
        .forEach((file, label) -> page.append("[%s]: ../../%s\n".formatted(label, file)));
    return page.toString();
  }

  private String part(ClauseTable.Entry clause) {
    SortedSet<Place> mentions = sources.mentions(clause.id());
    StringBuilder part = new StringBuilder();
    part.append("\n### ").append(clause.id()).append("\n\n");
    part.append(clause.summary()).append("\n\n");
    byFile(sources.rules(clause.id())).forEach(places -> part.append(rule(places)));
    if (!mentions.isEmpty()) {
      part.append("- Named in ");
      part.append(mentions.stream().map(this::link).collect(Collectors.joining(", ")));
      part.append('\n');
    }
    byFile(sources.tests(clause.id()))
        .forEach(
            places -> {
              part.append("- Test ").append(link(places.getFirst())).append('\n');
              places.forEach(p -> part.append("  - ").append(p.member()).append('\n'));
            });
    return part.toString();
  }

  private String rule(List<Place> places) {
    String members =
        places.stream()
            .map(Place::member)
            .filter(member -> !member.isEmpty())
            .map(member -> "`" + member + "`")
            .collect(Collectors.joining(", "));
    String file = link(places.getFirst());
    return members.isEmpty() ? "- Rule " + file + "\n" : "- Rule " + file + ": " + members + "\n";
  }

  private String link(Place place) {
    return "[" + labels.getOrDefault(place.file(), place.type()) + "]";
  }

  private static List<List<Place>> byFile(SortedSet<Place> places) {
    return List.copyOf(
        places.stream()
            .collect(Collectors.groupingBy(Place::file, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  /** For each file its type, with so many folders before it as tell it from others of that name. */
  private static Map<String, String> labels(SortedSet<Place> places) {
    Map<String, String> types = new TreeMap<>();
    places.forEach(place -> types.put(place.file(), place.type()));
    Map<String, String> labels = new TreeMap<>();
    types.forEach(
        (file, type) -> {
          List<String> folders = List.of(file.split("/", -1));
          String label = type;
          for (int last = folders.size() - 2; last >= 0 && shared(types, file, label); last--) {
            label = folders.get(last) + "/" + label;
          }
          labels.put(file, label);
        });
    return labels;
  }

  private static boolean shared(Map<String, String> types, String file, String label) {
    return types.entrySet().stream()
        .filter(other -> !other.getKey().equals(file))
        .anyMatch(
            other -> {
              String folder = other.getKey().substring(0, other.getKey().lastIndexOf('/') + 1);
              return ("/" + folder + other.getValue()).endsWith("/" + label);
            });
  }

  /** The clauses whose part of the page is not the same on both, in order. */
  static SortedSet<String> differing(String one, String other) {
    Map<String, String> ofOne = parts(one);
    Map<String, String> ofOther = parts(other);
    SortedSet<String> all = new TreeSet<>(ofOne.keySet());
    all.addAll(ofOther.keySet());
    all.removeIf(id -> ofOne.getOrDefault(id, "").equals(ofOther.getOrDefault(id, "")));
    return all;
  }

  private static Map<String, String> parts(String page) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : page.split("(?m)^#+ ", -1)) {
      parts.put(part.lines().findFirst().orElse(""), part);
    }
    return parts;
  }
}
