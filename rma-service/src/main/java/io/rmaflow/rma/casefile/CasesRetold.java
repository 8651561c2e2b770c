package io.rmaflow.rma.casefile;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Cases as they stood after each of their events. */
@Component
public class CasesRetold {

  /** Cases whose state is kept; of others it is made anew. */
  private static final int KEPT = 2_000;

  private final Procedures procedures;
  private final RecordedCases recorded;

  CasesRetold(Procedures procedures, RecordedCases recorded) {
    this.procedures = procedures;
    this.recorded = recorded;
  }

  /** From the first event of every case on. */
  public Telling begin() {
    return new Telling();
  }

  /** The cases as they stood, as far as their events were told. Not for several threads. */
  public final class Telling {

    private final Map<String, Told> known = new LinkedHashMap<>(16, 0.75f, true);

    private record Told(CaseState state, long sequence) {}

    private Telling() {}

    /**
     * How the case stood after this event.
     *
     * @param envelope of a {@link CaseEvent}; those of a case in their order
     */
    public CaseState after(EventEnvelope<?> envelope) {
      CaseEvent event = (CaseEvent) envelope.data();
      Told before = known.get(envelope.streamId());
      CaseState state;
      if (envelope.streamSequence() == 0) {
        state = new CaseState.NotReported(procedures).evolve(List.of(event));
      } else if (before != null && before.sequence() == envelope.streamSequence() - 1) {
        state = before.state().evolve(List.of(event));
      } else {
        state = upTo(envelope.streamId(), envelope.streamSequence());
      }
      known.put(envelope.streamId(), new Told(state, envelope.streamSequence()));
      if (known.size() > KEPT) {
        known.remove(known.keySet().iterator().next());
      }
      return state;
    }

    private CaseState upTo(String caseId, long sequence) {
      return new CaseStory(
              procedures,
              recorded.of(caseId).events().stream()
                  .filter(one -> one.streamSequence() <= sequence)
                  .toList())
          .state();
    }
  }
}
