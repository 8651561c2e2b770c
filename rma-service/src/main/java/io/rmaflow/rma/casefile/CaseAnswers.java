package io.rmaflow.rma.casefile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows cases as they are read back: what every one has, with what their procedures add. */
public interface CaseAnswers {

  /**
   * A case as it stands.
   *
   * @param version the place of its last event
   */
  record Standing(CaseState.Reported state, long version) {}

  /** Cases as they stand, in this order, with what is promised to them now. */
  List<CaseAnswer> present(List<Standing> cases, Audience audience);

  /**
   * A case as it was recorded, or was true, earlier; with what had been promised to it, and with
   * what had been told of calendar, settings and IDs, by then.
   *
   * @param asOf by when it had been recorded, inclusive; null for all that is recorded
   * @param trueAt when it was so; null for what stood at {@code asOf}
   */
  CaseAnswer earlier(
      Standing then, @Nullable Instant asOf, @Nullable Instant trueAt, Audience audience);
}
