package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.eventstore.Reached;
import io.rmaflow.eventstore.StateCache;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.NotFound;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Reads cases from their events. */
@Component
public class CaseStories {

  private final RecordedCases recorded;
  private final CaseAnswers answers;
  private final StateCache<CaseState> states;

  CaseStories(RecordedCases recorded, CaseAnswers answers, StateCache<CaseState> states) {
    this.recorded = recorded;
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
  CaseAnswer at(String caseId, AsOf moment, Caller caller) {
    return moment.isPresent()
        ? present(new CaseId(caseId), caller)
        : answers.earlier(
            recorded.at(caseId, moment), moment.asOf(), moment.trueAt(), audience(caller));
  }

  private static Audience audience(Caller caller) {
    return switch (caller.role()) {
      case ADMIN, SUPPORT, AUDITOR, SERVICE -> Audience.DESK;
      case LOGISTICS -> Audience.LOGISTICS;
      case CUSTOMER -> Audience.CUSTOMER;
    };
  }
}
