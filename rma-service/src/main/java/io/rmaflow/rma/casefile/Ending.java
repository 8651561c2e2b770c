package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was recorded of a case's end; whether it stands, the facts say. */
public record Ending(@Nullable CaseCancelled cancellation, @Nullable CaseClosed closure) {

  static final Ending NONE = new Ending(null, null);

  /** That it was cancelled. */
  public Optional<CaseCancelled> cancelled() {
    return Optional.ofNullable(cancellation);
  }

  /** That it was closed. */
  public Optional<CaseClosed> closed() {
    return Optional.ofNullable(closure);
  }

  Ending evolve(CaseEvent event) {
    return switch (event) {
      case CaseCancelled e -> new Ending(e, closure);
      case CaseClosed e -> new Ending(cancellation, e);
      default -> this;
    };
  }

  Ending reopened() {
    return new Ending(cancellation, null);
  }
}
