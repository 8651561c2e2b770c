package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.PolicyListener;
import org.springframework.stereotype.Component;

/**
 * Hands a change of the policy on to each case with an open due time. One that changes is moved by
 * a recorded {@code DeadlineMoved}, the others stay pinned to what they were derived under.
 */
@Component
class DueTimesByCase implements PolicyListener {

  private final OpenDueTimes open;
  private final Commands commands;
  private final SagaNews sagas;
  private final BusinessClock clock;

  DueTimesByCase(OpenDueTimes open, Commands commands, SagaNews sagas, BusinessClock clock) {
    this.open = open;
    this.commands = commands;
    this.sagas = sagas;
    this.clock = clock;
  }

  @Override
  public void daysChanged(PolicyContext policy) {
    Recording recording = Recording.byService(clock.now());
    for (CaseId caseId : open.cases()) {
      commands.send(new DeriveAgain(caseId, policy), recording);
      // a reminder may lie on another day although the due day does not
      sagas.tell(new ScheduleAgain(caseId));
    }
  }

  @Override
  public void remindersChanged() {
    open.cases().forEach(caseId -> sagas.tell(new ScheduleAgain(caseId)));
  }
}
