package io.rmaflow.rma.exchange;

import io.rmaflow.events.CaseId;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.rma.cover.PolicyContext;
import org.springframework.stereotype.Component;

/** Lets each case with an open due time derive it anew. */
@Component
class DeadlineRecalculationByCase implements DeadlineRecalculation {

  private final OpenDeadlines open;
  private final Commands commands;
  private final BusinessClock clock;

  DeadlineRecalculationByCase(OpenDeadlines open, Commands commands, BusinessClock clock) {
    this.open = open;
    this.commands = commands;
    this.clock = clock;
  }

  @Override
  public void onCalendarChanged(PolicyContext policy) {
    Recording recording = Recording.byService(clock.now());
    for (CaseId caseId : open.cases()) {
      commands.send(new DeriveAgain(caseId, policy), recording);
    }
  }
}
