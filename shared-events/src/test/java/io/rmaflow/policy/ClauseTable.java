package io.rmaflow.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The clauses as docs/policy/clauses.md lists them, in its order. */
final class ClauseTable {

  /** Readings of unclear places: they may have a rule and a test, but need not. */
  static final String READINGS = "A";

  private static final Pattern HEADING = Pattern.compile("## ([A-Z]+(?:-[A-Z]+)?): (.+)");
  private static final Pattern ROW =
      Pattern.compile(
          "\\| \\[([A-Z]+(?:-[A-Z]+)?-T?\\d+)]\\(index\\.md#([a-z0-9-]+)\\) \\| ([^|]+) \\| ([^|]+) \\|");

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> titles = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * @param group such as {@code EXC-ONS}
   * @param summary what the clause demands, in one line
   */
  record Entry(String id, String group, String summary) {

    boolean needsRuleAndTest() {
      return !group.equals(READINGS);
    }
  }

  ClauseTable(String page) {
    String group = "";
    for (String line : page.lines().toList()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        group = heading.group(1);
        titles.put(group, heading.group(2));
      } else if (line.startsWith("| [")) {
        row(group, line);
      }
    }
  }

  private void row(String group, String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      faults.add("not a row of three columns with the ID linked to its place in index.md: " + line);
      return;
    }
    String id = row.group(1);
    if (!row.group(2).equals(id.toLowerCase(Locale.ROOT))) {
      faults.add(id + " leads to " + row.group(2));
    }
    if (!id.replaceFirst("-T?\\d+$", "").equals(group)) {
      faults.add(id + " stands in the group " + group);
    }
    if (entries.put(id, new Entry(id, group, row.group(3).strip())) != null) {
      faults.add(id + " stands there twice");
    }
  }

  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** The title of each group, in the page's order. */
  Map<String, String> titles() {
    return titles;
  }

  /** What is wrong with the page itself, each in words. */
  List<String> faults() {
    return faults;
  }
}
