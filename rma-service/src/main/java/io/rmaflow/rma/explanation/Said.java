package io.rmaflow.rma.explanation;

import io.rmaflow.events.Message;
import io.rmaflow.events.TextId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, in words.
 *
 * @param kind whether somebody decided it
 * @param words one sentence or more
 * @param clauses on which it rests, beside those of the event itself
 * @param writtenAs what the text that belongs to it is; null where none does
 * @param textId that text, kept apart; null where nobody wrote one
 */
record Said(
    Kind kind,
    Message words,
    List<String> clauses,
    @Nullable Message writtenAs,
    @Nullable TextId textId) {

  /** What an event is to whoever asks why. */
  enum Kind {
    /** Somebody, or the rules of the intake, decided it. */
    DECISION,
    /** It happened, or follows from what happened. */
    FACT,
    /** It is about a due time. */
    DUE
  }

  private static final Message REASON = new Message("理由", "Reason");

  static Said decided(String ja, String en) {
    return new Said(Kind.DECISION, new Message(ja, en), List.of(), null, null);
  }

  static Said happened(String ja, String en) {
    return new Said(Kind.FACT, new Message(ja, en), List.of(), null, null);
  }

  static Said due(String ja, String en) {
    return new Said(Kind.DUE, new Message(ja, en), List.of(), null, null);
  }

  Said because(@Nullable TextId reason) {
    return written(REASON, reason);
  }

  Said written(Message as, @Nullable TextId text) {
    return new Said(kind, words, clauses, as, text);
  }

  Said by(List<String> further) {
    return new Said(kind, words, further, writtenAs, textId);
  }
}
