package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.rma.cover.Cover;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/**
 * Keeps time for one case while something of it is due: schedules the moments that the table of
 * {@link DueTimeRule}s names, and tells the case of each that comes. Whether anything is still owed
 * then, the case decides.
 */
@Saga
@ProcessingGroup(DueTimeSaga.PROCESSOR)
public class DueTimeSaga {

  static final String PROCESSOR = "due-times";

  private static final String DUE_TIME = "due-time";
  private static final String BY_CASE = "caseId";

  // not final: a saga is read back field by field, and final fields would stay empty
  private List<Held> held = new ArrayList<>();

  /** For the framework. */
  public DueTimeSaga() {}

  /** An open due time, with those of its moments that are still to come. */
  record Held(Deadline deadline, List<Scheduled> scheduled) {}

  /** A moment, and the ID under which it can be taken back. */
  record Scheduled(String id, Moment moment) {}

  @StartSaga
  @SagaEventHandler(associationProperty = BY_CASE)
  void on(
      DeadlineSet event,
      DueTimeTable table,
      DeadlineManager deadlines,
      Cover cover,
      BusinessClock clock) {
    List<Moment> moments = table.moments(event.deadline(), cover.policy());
    hold(event.caseId(), event.deadline(), moments, deadlines, clock.now());
    endIfNothingIsDue();
  }

  /** One that was met is open again where it moves and nothing meets it any more. */
  @StartSaga
  @SagaEventHandler(associationProperty = BY_CASE)
  void on(
      DeadlineMoved event,
      DueTimeTable table,
      DeadlineManager deadlines,
      Cover cover,
      BusinessClock clock) {
    List<Moment> moments = table.moments(event.after(), cover.policy());
    hold(event.caseId(), event.after(), moments, deadlines, clock.now());
    endIfNothingIsDue();
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineMet event, DeadlineManager deadlines) {
    letGo(event.name(), deadlines);
    endIfNothingIsDue();
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(DeadlineCancelled event, DeadlineManager deadlines) {
    letGo(event.name(), deadlines);
    endIfNothingIsDue();
  }

  @SagaEventHandler(associationProperty = BY_CASE)
  void on(
      ScheduleAgain message,
      DueTimeTable table,
      DeadlineManager deadlines,
      Cover cover,
      BusinessClock clock) {
    for (Held one : List.copyOf(held)) {
      List<Moment> moments = table.moments(one.deadline(), cover.policy());
      hold(message.caseId(), one.deadline(), moments, deadlines, clock.now());
    }
  }

  @DeadlineHandler(deadlineName = DUE_TIME)
  void on(DueTimePassed passed, Commands commands) {
    held(passed.name()).ifPresent(one -> came(one.scheduled(), passed.moment()));
    commands.sendConsequence(passed);
  }

  /**
   * Schedules what is not scheduled yet and takes back what is no moment any more. What has passed
   * already, the case has recorded by itself; what was scheduled and has passed comes in any case,
   * although it was not reached yet.
   */
  private void hold(
      CaseId caseId,
      Deadline deadline,
      List<Moment> moments,
      DeadlineManager deadlines,
      Instant now) {
    List<Scheduled> scheduled = new ArrayList<>();
    Optional<Held> before = held(deadline.name());
    for (Scheduled one : before.map(Held::scheduled).orElse(List.of())) {
      boolean forThisDay = isDueAlike(before.orElseThrow().deadline(), deadline);
      if (forThisDay && (moments.contains(one.moment()) || !one.moment().at().isAfter(now))) {
        scheduled.add(one);
      } else {
        deadlines.cancelSchedule(DUE_TIME, one.id());
      }
    }
    for (Moment moment : moments) {
      if (moment.at().isAfter(now)
          && scheduled.stream().noneMatch(one -> one.moment().equals(moment))) {
        DueTimePassed passed = DueTimePassed.of(caseId, deadline, moment.kind());
        scheduled.add(new Scheduled(deadlines.schedule(moment.at(), DUE_TIME, passed), moment));
      }
    }
    before.ifPresent(held::remove);
    if (!moments.isEmpty()) {
      held.add(new Held(deadline, scheduled));
    }
  }

  /** What comes first was scheduled first. */
  private static void came(List<Scheduled> scheduled, Moment.Kind kind) {
    scheduled.stream()
        .filter(one -> one.moment().kind() == kind)
        .findFirst()
        .ifPresent(scheduled::remove);
  }

  private void letGo(Deadline.Name name, DeadlineManager deadlines) {
    held(name)
        .ifPresent(
            one -> {
              one.scheduled().forEach(each -> deadlines.cancelSchedule(DUE_TIME, each.id()));
              held.remove(one);
            });
  }

  private Optional<Held> held(Deadline.Name name) {
    return held.stream().filter(one -> one.deadline().name() == name).findFirst();
  }

  private static boolean isDueAlike(Deadline one, Deadline other) {
    return Objects.equals(one.dueDate(), other.dueDate())
        && Objects.equals(one.dueAt(), other.dueAt());
  }

  private void endIfNothingIsDue() {
    if (held.isEmpty()) {
      SagaLifecycle.end();
    }
  }
}
