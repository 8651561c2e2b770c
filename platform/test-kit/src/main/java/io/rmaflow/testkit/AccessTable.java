package io.rmaflow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who may call what of a service: as it is kept by hand beside the tests, and as it stands in
 * docs/access.md, which {@code ./rma docs} writes.
 *
 * @param callers by operation, such as {@code GET /api/units/{serial}}: the roles as they stand in
 *     the token, or {@link #ANYBODY} alone where no token is needed
 */
public record AccessTable(SortedMap<String, Set<String>> callers) {

  /** Who calls without a token. */
  public static final String ANYBODY = "anybody";

  /** In the order in which they are written. */
  public static final List<String> ROLES =
      List.of("admin", "support", "logistics", "auditor", "service", "customer");

  private static final String PAGE = "docs/access.md";

  public AccessTable {
    callers = Collections.unmodifiableSortedMap(new TreeMap<>(callers));
  }

  /** What a service says of itself. */
  public static AccessTable of(Map<String, ? extends Collection<String>> callers) {
    SortedMap<String, Set<String>> copy = new TreeMap<>();
    callers.forEach((operation, roles) -> copy.put(operation, new LinkedHashSet<>(roles)));
    return new AccessTable(copy);
  }

  /**
   * What is kept by hand: a line for each operation, its method, its path and who may call it, with
   * blanks between them; lines that begin with {@code #} say why.
   */
  public static AccessTable keptIn(Path file) {
    try {
      return of(
          Files.readAllLines(file).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> Arrays.asList(line.strip().split(" +")))
              .collect(
                  Collectors.toMap(
                      words -> words.get(0) + " " + words.get(1),
                      words -> words.subList(2, words.size()))));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** What a role may call with a token. */
  public Set<String> of(String role) {
    return callers.entrySet().stream()
        .filter(entry -> entry.getValue().contains(role))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A line for each operation, as it is kept by hand. */
  public List<String> lines() {
    return callers.entrySet().stream()
        .map(entry -> entry.getKey() + " " + String.join(" ", inOrder(entry.getValue())))
        .toList();
  }

  private static List<String> inOrder(Set<String> roles) {
    return roles.contains(ANYBODY)
        ? List.of(ANYBODY)
        : ROLES.stream().filter(roles::contains).toList();
  }

  /**
   * Whether the table of this service in docs/access.md is this one; writes it there first where
   * {@code write.docs} is set.
   */
  public boolean standsInThePage(String service) {
    Path file = repository(Path.of("").toAbsolutePath()).resolve(PAGE);
    String begin = "<!-- " + service + ": written by ./rma docs -->\n";
    String end = "<!-- end of " + service + " -->\n";
    try {
      String page = Files.readString(file);
      int from = page.indexOf(begin) + begin.length();
      int to = page.indexOf(end);
      if (from < begin.length() || to < from) {
        throw new IllegalStateException(PAGE + " does not say where " + service + " is written");
      }
      if (Boolean.getBoolean("write.docs")) {
        Files.writeString(
            file,
            page.substring(0, from) + markdown() + page.substring(to),
            StandardCharsets.UTF_8);
        return true;
      }
      return page.substring(from, to).equals(markdown());
    } catch (IOException e) {
      throw new UncheckedIOException(PAGE + " cannot be read or written", e);
    }
  }

  private String markdown() {
    StringBuilder table = new StringBuilder("| operation |");
    ROLES.forEach(role -> table.append(" ").append(role).append(" |"));
    table.append("\n|---|").append(":-:|".repeat(ROLES.size())).append("\n");
    callers.forEach(
        (operation, roles) -> {
          table.append("| `").append(operation).append("` |");
          for (String role : ROLES) {
            boolean may = roles.contains(ANYBODY) || roles.contains(role);
            table.append(may ? " x |" : " |");
          }
          table.append("\n");
        });
    return table.toString();
  }

  private static Path repository(Path within) {
    Path folder = within;
    while (!Files.exists(folder.resolve(PAGE))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no " + PAGE + " above " + within);
      }
    }
    return folder;
  }
}
