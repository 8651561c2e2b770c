package io.rmaflow.rma.cases;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.rma.loaner.LoanerPool;
import io.rmaflow.rma.standing.ReturnDuties;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the tables of the cases in step with their events, in the same transaction. */
@Component
@ProcessingGroup("cases")
class CaseProjection {

  private final CaseStories stories;
  private final CaseTables tables;
  private final ReturnDuties duties;
  private final LoanerPool loaners;

  CaseProjection(CaseStories stories, CaseTables tables, ReturnDuties duties, LoanerPool loaners) {
    this.stories = stories;
    this.tables = tables;
    this.duties = duties;
    this.loaners = loaners;
  }

  /**
   * The events of one command are appended together, so that the last of them sees what all of them
   * amount to; the customer's standing and the loaner follow from that.
   */
  @EventHandler
  void on(CaseEvent event, EventEnvelope<?> envelope) {
    long last = stories.version(event.caseId().value()).orElseThrow();
    if (envelope.streamSequence() < last) {
      return;
    }
    CaseState state = stories.of(event.caseId().value()).state();
    tables.store(state);
    loaners.follow(state);
    switch (state.returnDuty()) {
      case ReturnDuty.NotYetOwed ignored -> {
        // nothing is owed that could suspend or lift a suspension
      }
      case ReturnDuty.Overdue overdue ->
          duties.overdue(state.customerId(), state.caseId(), overdue.rmaNumber());
      case ReturnDuty.Owed owed ->
          duties.notOverdue(state.customerId(), state.caseId(), owed.rmaNumber());
      case ReturnDuty.Settled settled ->
          duties.notOverdue(state.customerId(), state.caseId(), state.issuedRmaNumber());
    }
  }
}
