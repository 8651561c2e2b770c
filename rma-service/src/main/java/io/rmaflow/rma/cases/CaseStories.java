package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.loaner.LoanerPool;
import io.rmaflow.rma.loaner.LoanerPromise;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads cases from their events. */
@Component
class CaseStories {

  private final StoredStreams streams;
  private final PersonalStore personal;
  private final Cover cover;
  private final LoanerPool loaners;

  CaseStories(StoredStreams streams, PersonalStore personal, Cover cover, LoanerPool loaners) {
    this.streams = streams;
    this.personal = personal;
    this.cover = cover;
    this.loaners = loaners;
  }

  /** The place of the case's last event; empty where there is no such case. */
  Optional<Long> version(String caseId) {
    var last = streams.lastSequence(caseId);
    return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
  }

  /**
   * All that was recorded of the case.
   *
   * @throws NotFound where there is no such case
   */
  CaseStory of(String caseId) {
    var events = streams.events(caseId);
    if (events.isEmpty()) {
      throw new NotFound("case", caseId);
    }
    return new CaseStory(events);
  }

  /** The case as it stands. */
  CaseView present(CaseId caseId) {
    CaseStory story = of(caseId.value());
    return view(story.state(), story.version(), true);
  }

  /**
   * The case as it was recorded by an instant, as it was at an instant, or both.
   *
   * @throws NotFound where there is no such case, or was none by then
   */
  CaseView at(String caseId, @Nullable Instant asOf, @Nullable Instant trueAt) {
    CaseStory story = of(caseId);
    if (asOf != null) {
      story = story.recordedBy(asOf);
      if (story.isEmpty()) {
        throw new NotFound("case", caseId);
      }
    }
    CaseState state =
        trueAt == null ? story.state() : story.trueAt(trueAt, PolicyHistory.of(cover));
    if (state.reported() == null) {
      throw new NotFound("case", caseId);
    }
    boolean now = asOf == null && trueAt == null;
    return view(state, story.version(), now);
  }

  private CaseView view(CaseState state, long version, boolean now) {
    LoanerPromise promise =
        now && LoanerPool.isNeededBy(state) ? loaners.promise(state.caseId()).orElse(null) : null;
    return CaseViews.of(state, version, cover.policy(), personal::text, cover::presentId, promise);
  }
}
