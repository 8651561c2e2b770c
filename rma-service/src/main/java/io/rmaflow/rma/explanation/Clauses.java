package io.rmaflow.rma.explanation;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import java.util.List;

/** The clauses that an event of the published language names. */
final class Clauses {

  private Clauses() {}

  static List<String> of(CaseEvent event) {
    Clause clause = event.getClass().getAnnotation(Clause.class);
    return clause == null ? List.of() : List.of(clause.value());
  }
}
