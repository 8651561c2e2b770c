package io.rmaflow.stack.demo;

import io.rmaflow.client.rma.model.CaseAnswer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table under several stories: what was played, how each ended, and on which dates. */
public final class Summary {

  /** The fields in which a case shows what is due, in the order in which they become known. */
  private static final Map<String, Function<CaseAnswer, @Nullable Object>> DATES =
      new LinkedHashMap<>();

  static {
    DATES.put("arrivalTarget", CaseAnswer::getArrivalTarget);
    DATES.put("firstContactDue", CaseAnswer::getFirstContactDue);
    DATES.put("dispatchDue", CaseAnswer::getDispatchDue);
    DATES.put("loanerDispatchDue", CaseAnswer::getLoanerDispatchDue);
    DATES.put("repairGuideDate", CaseAnswer::getRepairGuideDate);
    DATES.put("returnDue", CaseAnswer::getReturnDue);
  }

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
    CaseAnswer view = ending.caseView();
    String rmaNumber = view.getRmaNumber();
    return List.of(
        ending.story().name(),
        rmaNumber == null ? Narrator.shortened(ending.caseId()) : rmaNumber,
        view.getStatus().getValue(),
        String.format(Locale.ROOT, "%.1f", ending.took().toMillis() / 1000.0),
        DATES.entrySet().stream()
            .flatMap(date -> date(date.getKey(), date.getValue().apply(view)))
            .collect(Collectors.joining(", ")));
  }

  private static Stream<String> date(String name, @Nullable Object value) {
    if (value == null) {
      return Stream.empty();
    }
    return Stream.of(
        name + " " + (value instanceof OffsetDateTime time ? Narrator.minute(time) : value));
  }
}
