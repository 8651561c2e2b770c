package io.rmaflow.stack.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The table under several stories: what was played, how each ended, and on which dates. */
public final class Summary {

  /** The fields in which a case shows what is due, in the order in which they become known. */
  private static final List<String> DATES =
      List.of(
          "arrivalTarget",
          "firstContactDue",
          "dispatchDue",
          "loanerDispatchDue",
          "repairGuideDate",
          "returnDue");

  private Summary() {}

  /** The lines of the table. */
  public static List<String> of(List<Ending> endings) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("procedure", "case", "status", "seconds", "dates asked for"));
    endings.forEach(ending -> rows.add(row(ending)));
    List<String> lines = new ArrayList<>(List.of("", "══ What was played"));
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int column = 0; column < row.size(); column++) {
        line.append(' ').append(Columns.padded(row.get(column), widest(rows, column) + 1));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int widest(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> Columns.of(row.get(column))).max().orElse(0);
  }

  private static List<String> row(Ending ending) {
    JsonNode view = ending.caseView();
    String rmaNumber = view.path("rmaNumber").asString("");
    return List.of(
        ending.story().name(),
        rmaNumber.isEmpty() ? Narrator.shortened(ending.caseId()) : rmaNumber,
        view.path("status").asString(),
        String.format(Locale.ROOT, "%.1f", ending.took().toMillis() / 1000.0),
        DATES.stream().flatMap(name -> date(name, view)).collect(Collectors.joining(", ")));
  }

  private static Stream<String> date(String name, JsonNode view) {
    JsonNode value = view.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Stream.empty();
    }
    String text = value.asString();
    return Stream.of(name + " " + (text.contains("T") ? Narrator.minute(text) : text));
  }
}
