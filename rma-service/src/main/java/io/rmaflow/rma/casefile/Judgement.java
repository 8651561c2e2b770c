package io.rmaflow.rma.casefile;

import io.rmaflow.events.Clause;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.HardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.NoHardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.RmaNumberIssued;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vendor's judgement (GEN-6), and the number that comes with it (RMA-5). */
@Clause({"GEN-6", "RMA-5"})
public sealed interface Judgement {

  /** Nobody has judged. */
  record Awaited() implements Judgement {}

  /** It is no hardware fault, which ends the case. */
  record NoHardwareFault(NoHardwareFaultJudged fact) implements Judgement {}

  /**
   * It is one.
   *
   * @param number absent only between the judgement and the number, which are recorded together
   */
  record HardwareFault(HardwareFaultJudged fact, @Nullable RmaNumber number) implements Judgement {}

  /** When it was judged; empty while nobody has. */
  default Optional<Instant> at() {
    return switch (this) {
      case Awaited _ -> Optional.empty();
      case NoHardwareFault(var fact) -> Optional.of(fact.judgedAt());
      case HardwareFault(var fact, var _) -> Optional.of(fact.judgedAt());
    };
  }

  /** The number; empty before it is issued. */
  default Optional<RmaNumber> rmaNumber() {
    return this instanceof HardwareFault(var _, var number)
        ? Optional.ofNullable(number)
        : Optional.empty();
  }

  /** The same after one more event. */
  default Judgement evolve(CaseEvent event) {
    return switch (event) {
      case HardwareFaultJudged e -> new HardwareFault(e, rmaNumber().orElse(null));
      case NoHardwareFaultJudged e -> new NoHardwareFault(e);
      case RmaNumberIssued e when this instanceof HardwareFault(var fact, var _) ->
          new HardwareFault(fact, e.rmaNumber());
      default -> this;
    };
  }
}
