package io.rmaflow.console.audit;

import io.rmaflow.client.rma.model.Explanation;
import io.rmaflow.client.rma.model.Happening;
import io.rmaflow.client.rma.model.HistoryEntry;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which a case changed; between two of them every answer about it is the same.
 *
 * @param recorded when something became known, the first first
 * @param occurred when something happened, the first first
 */
record Moments(List<Moment> recorded, List<Moment> occurred) {

  private static final String CORRECTION = "FactCorrected";

  Moments {
    recorded = List.copyOf(recorded);
    occurred = List.copyOf(occurred);
  }

  /**
   * A moment.
   *
   * @param what became known or happened then, in words; its first where there are several
   * @param correction whether a fact was corrected then
   */
  record Moment(OffsetDateTime at, String what, boolean correction) {

    /** As the address of a page and a call have it. */
    public String value() {
      return at.toString();
    }
  }

  /**
   * The moments of a case.
   *
   * @param explanation whose words tell what happened; null where it cannot be had
   */
  static Moments of(List<HistoryEntry> history, @Nullable Explanation explanation) {
    Map<Long, String> words = new HashMap<>();
    if (explanation != null) {
      Stream.concat(explanation.getFacts().stream(), explanation.getDecisions().stream())
          .forEach(each -> words.putIfAbsent(each.getSequence(), words(each)));
    }
    return new Moments(
        sorted(history, words, HistoryEntry::getRecordedAt),
        sorted(history, words, HistoryEntry::getOccurredAt));
  }

  private static String words(Happening told) {
    return told.getText().isEmpty() ? told.getEvent() : told.getText().getFirst();
  }

  private static List<Moment> sorted(
      List<HistoryEntry> history,
      Map<Long, String> words,
      Function<HistoryEntry, OffsetDateTime> when) {
    TreeMap<OffsetDateTime, Moment> moments = new TreeMap<>(OffsetDateTime.timeLineOrder());
    for (HistoryEntry entry : history) {
      @Nullable String told = words.get(entry.getStreamsequence());
      boolean correction = entry.getType().equals(CORRECTION);
      OffsetDateTime at = when.apply(entry);
      @Nullable Moment known = moments.get(at);
      // of what is recorded at once, the first that has words: due times follow from it
      if (known == null || (told != null && known.what().isEmpty())) {
        moments.put(
            at,
            new Moment(
                at, told == null ? "" : told, correction || (known != null && known.correction())));
      }
    }
    return List.copyOf(moments.values());
  }

  /**
   * The last moment before a fact was corrected last, and without a correction the first of all:
   * where a comparison with now begins.
   */
  @Nullable OffsetDateTime before() {
    for (int i = recorded.size() - 1; i > 0; i--) {
      if (recorded.get(i).correction()) {
        return recorded.get(i - 1).at();
      }
    }
    return recorded.isEmpty() ? null : recorded.getFirst().at();
  }
}
