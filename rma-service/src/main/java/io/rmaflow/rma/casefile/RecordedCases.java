package io.rmaflow.rma.casefile;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.rma.cover.EarlierCover;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is recorded of cases, and what they amounted to at an instant: from their events alone. */
@Component
public class RecordedCases {

  private final StoredStreams streams;
  private final Procedures procedures;
  private final EarlierCover cover;

  RecordedCases(StoredStreams streams, Procedures procedures, EarlierCover cover) {
    this.streams = streams;
    this.procedures = procedures;
    this.cover = cover;
  }

  /**
   * A part of what was recorded of the case, as the store holds it.
   *
   * @param first place in the case, from 0
   * @param most so many places at most
   */
  List<StoredEvent> stored(String caseId, long first, int most) {
    return streams.events(caseId, first, most);
  }

  /**
   * How many places of the case are taken.
   *
   * @param asOf by what had been recorded by then; null for now
   * @throws NotFound where there is no such case, or was none by then
   */
  long length(String caseId, @Nullable Instant asOf) {
    OptionalLong last =
        asOf == null ? streams.lastSequence(caseId) : streams.lastSequence(caseId, asOf);
    return last.orElseThrow(() -> new NotFound("case", caseId)) + 1;
  }

  /**
   * All that is recorded of the case, as a story.
   *
   * @throws NotFound where there is no such case
   */
  CaseStory of(String caseId) {
    return recorded(caseId, null);
  }

  /**
   * The same by what had been recorded by an instant; null for now.
   *
   * @throws NotFound where there is no such case, or was none by then
   */
  CaseStory recorded(String caseId, @Nullable Instant asOf) {
    List<StoredEvent> events =
        asOf == null ? streams.events(caseId) : streams.recordedBy(caseId, asOf);
    if (events.isEmpty()) {
      throw new NotFound("case", caseId);
    }
    return new CaseStory(
        procedures, events.stream().<EventEnvelope<?>>map(StoredEvent::envelope).toList());
  }

  /**
   * A case as it was recorded.
   *
   * @param events in the order of their recording
   * @param state what they amount to
   */
  public record Past(List<StoredEvent> events, CaseState.Reported state) {

    /** Copies the list. */
    public Past {
      events = List.copyOf(events);
    }
  }

  /**
   * What was recorded of a case, and how it stood by that.
   *
   * @param asOf by then, that instant included; all where absent
   * @throws NotFound where there is no such case, or was none by then
   */
  public Past past(String caseId, @Nullable Instant asOf) {
    List<StoredEvent> events =
        asOf == null ? streams.events(caseId) : streams.recordedBy(caseId, asOf);
    if (events.isEmpty()) {
      throw new NotFound("case", caseId);
    }
    CaseState state =
        new CaseStory(
                procedures, events.stream().<EventEnvelope<?>>map(StoredEvent::envelope).toList())
            .state();
    return new Past(events, state.known().orElseThrow(() -> new NotFound("case", caseId)));
  }

  /**
   * How the case stood then.
   *
   * @throws NotFound where there is no such case, or was none by then
   */
  public CaseState.Reported state(String caseId, AsOf moment) {
    return at(caseId, moment).state();
  }

  /** The same with the place of its last event that had been recorded. */
  CaseAnswers.Standing at(String caseId, AsOf moment) {
    CaseStory story = recorded(caseId, moment.asOf());
    Instant trueAt = moment.trueAt();
    CaseState state =
        trueAt == null
            ? story.state()
            : story.trueAt(trueAt, PolicyHistory.of(cover.policies(moment.asOf())));
    return new CaseAnswers.Standing(
        state.known().orElseThrow(() -> new NotFound("case", caseId)), story.version());
  }
}
