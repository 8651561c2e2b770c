package io.rmaflow.rma.casefile;

import io.rmaflow.rma.cover.EarlierCover;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** How a case went on from moment to moment, by all that is known of it now. */
@Component
public class CaseMoments {

  private final RecordedCases cases;
  private final EarlierCover cover;

  CaseMoments(RecordedCases cases, EarlierCover cover) {
    this.cases = cases;
    this.cover = cover;
  }

  /**
   * Who has to act.
   *
   * @param who {@code CUSTOMER}, {@code VENDOR} or {@code CARRIER}
   * @param what the duty, such as {@code JUDGEMENT}
   */
  public record Waiting(String who, String what) {}

  /**
   * A moment at which something happened.
   *
   * @param because the names of the events
   * @param ended whether the case was refused, closed or cancelled from then on
   * @param waitingFor everything that somebody had to do from then on
   */
  public record Moment(Instant at, List<String> because, boolean ended, List<Waiting> waitingFor) {

    /** Copies the lists. */
    public Moment {
      because = List.copyOf(because);
      waitingFor = List.copyOf(waitingFor);
    }
  }

  /**
   * The moments of a case up to now, in order: the first is the submission.
   *
   * @throws io.rmaflow.kit.web.NotFound where there is no such case
   */
  public List<Moment> of(String caseId, Instant now) {
    return of(cases.of(caseId), PolicyHistory.of(cover.policies(null)), now);
  }

  static List<Moment> of(CaseStory story, PolicyHistory policies, Instant now) {
    var facts = story.facts();
    NavigableSet<Instant> times = new TreeSet<>(facts.headMap(now, true).keySet());
    if (times.isEmpty() && !facts.isEmpty()) {
      // a fact may be dated up to a minute ahead of our clock
      times.add(facts.firstKey());
    }
    story.state().accepted().flatMap(CaseFile::closedAt).ifPresent(times::add);
    List<Moment> moments = new ArrayList<>();
    for (Instant time : times) {
      List<String> because =
          facts.getOrDefault(time, List.of()).stream()
              .map(event -> event.getClass().getSimpleName())
              .distinct()
              .toList();
      story
          .trueAt(time, policies)
          .known()
          .map(
              state ->
                  new Moment(
                      time,
                      because,
                      state.status().isEnd(),
                      OpenDuties.of(state).stream()
                          .map(duty -> new Waiting(duty.who().name(), duty.what()))
                          .toList()))
          .ifPresent(moments::add);
    }
    return moments;
  }
}
