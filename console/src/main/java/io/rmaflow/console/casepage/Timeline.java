package io.rmaflow.console.casepage;

import io.rmaflow.client.rma.model.Explanation;
import io.rmaflow.client.rma.model.Happening;
import io.rmaflow.client.rma.model.HistoryEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a case, in the order of its recording: the words are those of the service's own
 * explanation, the values those of the events.
 */
final class Timeline {

  private static final String CORRECTED = "FactCorrected";

  /** Told with the due times, not among what happened. */
  private static final Set<String> OF_DUE_TIMES =
      Set.of(
          "DeadlineSet",
          "DeadlineMoved",
          "DeadlineMet",
          "DeadlineCancelled",
          "ReturnOverdue",
          "ReturnOverdueWithdrawn",
          "DispatchOverdue",
          "FirstContactOverdue");

  private final Map<Long, Happening> words = new HashMap<>();
  private final Set<Long> decided;
  private final boolean explained;
  private final Map<Long, Fact> facts = new LinkedHashMap<>();
  private final Map<Long, Told.Correction> corrections = new LinkedHashMap<>();

  private Timeline(List<HistoryEntry> history, @Nullable Explanation explanation) {
    explained = explanation != null;
    if (explanation != null) {
      Stream.concat(explanation.getDecisions().stream(), explanation.getFacts().stream())
          .forEach(one -> words.put(one.getSequence(), one));
    }
    decided =
        explanation == null
            ? Set.of()
            : explanation.getDecisions().stream()
                .map(Happening::getSequence)
                .collect(Collectors.toSet());
    history.forEach(this::take);
  }

  /**
   * Tells it.
   *
   * @param history all of it, the oldest first
   * @param explanation in the person's language; null where the role may not read it
   */
  static List<Told> of(List<HistoryEntry> history, @Nullable Explanation explanation) {
    Timeline timeline = new Timeline(history, explanation);
    return history.stream().filter(timeline::isTold).map(timeline::told).toList();
  }

  /** The facts of a case as they stand, by their place in it. */
  static Map<Long, Fact> facts(List<HistoryEntry> history) {
    return new Timeline(history, null).facts;
  }

  private void take(HistoryEntry entry) {
    Fact.of(entry)
        .ifPresent(
            fact -> {
              // a correction means the last fact of that name, and so does the page
              facts
                  .values()
                  .removeIf(
                      earlier ->
                          earlier.event().equals(fact.event())
                              && (earlier.visit() == null || earlier.visit().equals(fact.visit())));
              facts.put(fact.sequence(), fact);
            });
    if (entry.getType().equals(CORRECTED)) {
      corrected(entry);
    }
  }

  private void corrected(HistoryEntry entry) {
    Map<String, Object> data = entry.getData();
    String event = String.valueOf(data.get("ofEvent"));
    String field = Fact.field(event, String.valueOf(data.get("field")));
    String after = String.valueOf(data.get("value"));
    List<Fact> meant =
        new ArrayList<>(
            facts.values().stream()
                .filter(fact -> fact.isMeantBy(event, data.get("visit")))
                .toList());
    Fact fact = meant.isEmpty() ? null : meant.getLast();
    long of = fact == null ? -1 : fact.sequence();
    String before = fact == null ? "" : fact.values().getOrDefault(field, "");
    boolean undoes = false;
    for (Map.Entry<Long, Told.Correction> earlier : corrections.entrySet()) {
      Told.Correction one = earlier.getValue();
      if (one.ofSequence() == of && one.field().equals(field) && one.last()) {
        undoes = one.before().equals(after);
        earlier.setValue(with(one, one.undoes(), false));
      }
    }
    Happening said = words.get(entry.getStreamsequence());
    corrections.put(
        entry.getStreamsequence(),
        new Told.Correction(
            of,
            event,
            field,
            Fact.kind(event, field),
            before,
            after,
            said == null ? List.of() : written(text(said)),
            undoes,
            true));
    if (fact != null) {
      facts.put(of, fact.with(field, after));
    }
  }

  private static Told.Correction with(Told.Correction one, boolean undoes, boolean last) {
    return new Told.Correction(
        one.ofSequence(),
        one.event(),
        one.field(),
        one.kind(),
        one.before(),
        one.after(),
        one.why(),
        undoes,
        last);
  }

  /** Without the line that leads to the rules which were asked. */
  private static List<String> text(Happening said) {
    List<String> text = said.getText();
    return said.getRules().isEmpty() ? text : text.subList(0, text.size() - 1);
  }

  /** Between what happened and who recorded it stands what somebody wrote. */
  private static List<String> written(List<String> text) {
    return text.size() < 3 ? List.of() : List.copyOf(text.subList(1, text.size() - 1));
  }

  private boolean isTold(HistoryEntry entry) {
    return explained
        ? words.containsKey(entry.getStreamsequence())
        : !OF_DUE_TIMES.contains(entry.getType());
  }

  private Told told(HistoryEntry entry) {
    long sequence = entry.getStreamsequence();
    Happening said = words.get(sequence);
    return new Told(
        sequence,
        entry.getType(),
        entry.getOccurredAt(),
        entry.getRecordedAt(),
        entry.getActor(),
        said == null ? List.of() : text(said),
        decided.contains(sequence),
        corrections.get(sequence),
        facts.get(sequence));
  }
}
