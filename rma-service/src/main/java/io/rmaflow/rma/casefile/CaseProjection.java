package io.rmaflow.rma.casefile;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.eventstore.Reached;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the tables of the cases in step with their events, in the same transaction. */
@Component
@Order(CaseProjection.ORDER)
@ProcessingGroup("cases")
class CaseProjection {

  /** Before whatever looks into the tables. */
  static final int ORDER = 0;

  private final CaseStories stories;
  private final List<CaseTable> tables;

  CaseProjection(CaseStories stories, List<CaseTable> tables) {
    this.stories = stories;
    this.tables = tables;
  }

  /** Of the events of one command the last sees what all of them amount to. */
  @EventHandler
  void on(CaseEvent event, EventEnvelope<?> envelope) {
    Reached<CaseState> reached = stories.reached(event.caseId().value());
    if (envelope.streamSequence() >= reached.sequence()) {
      reached
          .state()
          .known()
          .ifPresent(state -> tables.forEach(table -> table.store(state, reached.sequence())));
    }
  }
}
