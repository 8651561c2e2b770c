package io.rmaflow.console.casepage;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it stands in the timeline.
 *
 * @param sequence its place in the case
 * @param event the name of its event
 * @param occurredAt when it happened
 * @param recordedAt when it became known
 * @param by the account that recorded it; null where nobody is named
 * @param text what the service says of it, in the person's language; none where it says nothing to
 *     this role
 * @param decision whether somebody decided it
 * @param correction what was corrected, where it is a correction; null otherwise
 * @param fact what can be corrected of it as it stands; null where nothing can
 */
record Told(
    long sequence,
    String event,
    OffsetDateTime occurredAt,
    OffsetDateTime recordedAt,
    @Nullable String by,
    List<String> text,
    boolean decision,
    @Nullable Correction correction,
    @Nullable Fact fact) {

  /**
   * A correction, told as one.
   *
   * @param ofSequence the place of the fact that it corrects; -1 where that is not in the list
   * @param event the name of the fact's event
   * @param field the name of the field
   * @param kind how its value is typed
   * @param before what it was; empty where nothing was said
   * @param after what it is
   * @param why what was written as the reason; empty where nothing was, or it may not be read
   * @param undoes whether it takes an earlier correction back
   * @param last whether it is the one that holds, so that it can be taken back
   */
  public record Correction(
      long ofSequence,
      String event,
      String field,
      Fact.Kind kind,
      String before,
      String after,
      List<String> why,
      boolean undoes,
      boolean last) {

    /** What it was as it is typed. */
    public String typedBefore() {
      return Fact.typed(kind, before);
    }

    /** What it was, where that is a time; null otherwise. */
    public @Nullable OffsetDateTime beforeAt() {
      return Fact.at(kind, before);
    }

    /** What it is, where that is a time; null otherwise. */
    public @Nullable OffsetDateTime afterAt() {
      return Fact.at(kind, after);
    }

    /** What it is as it is typed. */
    public String typedAfter() {
      return Fact.typed(kind, after);
    }
  }

  /** The first line: what happened. */
  public String headline() {
    return text.isEmpty() ? "" : text.getFirst();
  }

  /** What people wrote with it. */
  public List<String> written() {
    return text.size() < 3 ? List.of() : text.subList(1, text.size() - 1);
  }
}
