package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.eventstore.Reached;
import io.rmaflow.eventstore.StateCache;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.rma.cover.Cover;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads cases from their events. */
@Component
public class CaseStories {

  private final StoredStreams streams;
  private final Procedures procedures;
  private final Cover cover;
  private final CaseAnswers answers;
  private final StateCache<CaseState> states;

  CaseStories(
      StoredStreams streams,
      Procedures procedures,
      Cover cover,
      CaseAnswers answers,
      StateCache<CaseState> states) {
    this.streams = streams;
    this.procedures = procedures;
    this.cover = cover;
    this.answers = answers;
    this.states = states;
  }

  /**
   * The place of the case's last event.
   *
   * @throws NotFound where there is no such case
   */
  public long version(String caseId) {
    return reached(caseId).sequence();
  }

  /**
   * All that was recorded of the case, as the store holds it.
   *
   * @throws NotFound where there is no such case
   */
  List<StoredEvent> stored(String caseId) {
    List<StoredEvent> events = streams.events(caseId);
    if (events.isEmpty()) {
      throw new NotFound("case", caseId);
    }
    return events;
  }

  /** The same as a story. */
  CaseStory of(String caseId) {
    return new CaseStory(
        procedures, stored(caseId).stream().<EventEnvelope<?>>map(StoredEvent::envelope).toList());
  }

  /**
   * How the case stands, by what this transaction has decided where it has; in a transaction the
   * last word until it ends.
   *
   * @throws NotFound where there is no such case
   */
  Reached<CaseState> reached(String caseId) {
    Reached<CaseState> reached = states.reached(caseId).orElseGet(() -> states.load(caseId));
    known(caseId, reached.state());
    return reached;
  }

  /**
   * How the case stands.
   *
   * @throws NotFound where there is no such case
   */
  public CaseState.Reported state(String caseId) {
    return known(caseId, reached(caseId).state());
  }

  private static CaseState.Reported known(String caseId, CaseState state) {
    return state.known().orElseThrow(() -> new NotFound("case", caseId));
  }

  /** The case as it stands, as it is read back by whoever calls. */
  public CaseAnswer present(CaseId caseId, Caller caller) {
    Reached<CaseState> now = reached(caseId.value());
    return answers.present(List.of(standing(caseId.value(), now)), audience(caller)).getFirst();
  }

  /** The same of many, in this order. */
  List<CaseAnswer> present(List<CaseId> caseIds, Caller caller) {
    Map<String, Reached<CaseState>> now = states.read(caseIds.stream().map(CaseId::value).toList());
    return answers.present(
        caseIds.stream()
            .map(id -> standing(id.value(), Objects.requireNonNull(now.get(id.value()))))
            .toList(),
        audience(caller));
  }

  private static CaseAnswers.Standing standing(String caseId, Reached<CaseState> reached) {
    return new CaseAnswers.Standing(known(caseId, reached.state()), reached.sequence());
  }

  /**
   * The case as it was recorded by an instant, as it was at an instant, or both.
   *
   * @throws NotFound where there is no such case, or was none by then
   */
  CaseAnswer at(String caseId, @Nullable Instant asOf, @Nullable Instant trueAt, Caller caller) {
    if (asOf == null && trueAt == null) {
      return present(new CaseId(caseId), caller);
    }
    CaseStory whole = of(caseId);
    CaseStory story = asOf == null ? whole : whole.recordedBy(asOf);
    if (story.isEmpty()) {
      throw new NotFound("case", caseId);
    }
    CaseState state =
        trueAt == null ? story.state() : story.trueAt(trueAt, PolicyHistory.of(cover));
    return answers.earlier(
        new CaseAnswers.Standing(known(caseId, state), story.version()), audience(caller));
  }

  private static Audience audience(Caller caller) {
    return switch (caller.role()) {
      case ADMIN, SUPPORT, AUDITOR, SERVICE -> Audience.DESK;
      case LOGISTICS -> Audience.LOGISTICS;
      case CUSTOMER -> Audience.CUSTOMER;
    };
  }
}
