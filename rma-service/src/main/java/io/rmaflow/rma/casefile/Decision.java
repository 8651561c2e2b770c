package io.rmaflow.rma.casefile;

import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent;
import java.util.List;

/** What comes of a step: events, or why there are none. */
public sealed interface Decision {

  /** The step is taken; without events it was taken before. */
  record Taken(List<Recorded> recorded) implements Decision {
    public Taken {
      recorded = List.copyOf(recorded);
    }

    /** The events without their instants, in order. */
    public List<CaseEvent> events() {
      return recorded.stream().map(Recorded::event).toList();
    }
  }

  /** The state does not allow the step, or it was taken already. */
  record Conflict(CaseStatus status, String code, Message message) implements Decision {}

  /** A value of the step contradicts what the case is about. */
  record Invalid(String field, String code, Message message) implements Decision {}

  /** The policy refuses what the step says (422). */
  record Refused(List<Refusal> refusals) implements Decision {
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }

  /** The step is taken with these events. */
  static Taken events(CaseEvent... events) {
    return events(List.of(events));
  }

  /** The same. */
  static Taken events(List<? extends CaseEvent> events) {
    return new Taken(events.stream().map(event -> new Recorded(event, null)).toList());
  }

  /** Nothing is left to do. */
  static Taken nothing() {
    return new Taken(List.of());
  }
}
