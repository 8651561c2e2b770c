package io.rmaflow.rma.exchange;

import io.rmaflow.events.CaseId;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.rma.cover.PolicyContext;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.springframework.stereotype.Component;

/** Lets each case with an open due time derive it anew. */
@Component
class DeadlineRecalculationByCase implements DeadlineRecalculation {

  private final OpenDeadlines open;
  private final Commands commands;
  private final BusinessClock clock;
  private final SagaStore<Object> sagas;
  private final DeadlineManager deadlines;

  DeadlineRecalculationByCase(
      OpenDeadlines open,
      Commands commands,
      BusinessClock clock,
      SagaStore<Object> sagas,
      DeadlineManager deadlines) {
    this.open = open;
    this.commands = commands;
    this.clock = clock;
    this.sagas = sagas;
    this.deadlines = deadlines;
  }

  @Override
  public void onCalendarChanged(PolicyContext policy) {
    Recording recording = Recording.byService(clock.now());
    for (CaseId caseId : open.cases()) {
      commands.send(new DeriveAgain(caseId, policy), recording);
    }
    // a reminder may lie on another day although the due day does not
    onRemindersChanged();
  }

  /** Each saga that holds a return duty is told by a due time that has come at once. */
  @Override
  public void onRemindersChanged() {
    for (CaseId caseId : open.cases()) {
      AssociationValue ofCase = new AssociationValue(ReturnDutySaga.BY_CASE, caseId.value());
      for (String saga : sagas.findSagas(ReturnDutySaga.class, ofCase)) {
        deadlines.schedule(
            clock.now(),
            ReturnDutySaga.REMINDERS_CHANGED,
            new RemindersChanged(caseId),
            new SagaScopeDescriptor(ReturnDutySaga.class.getSimpleName(), saga));
      }
    }
  }
}
