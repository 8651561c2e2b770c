package io.rmaflow.rma.intake;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What else covers a unit, as of its request (RMA-10, A-57, A-72). */
@Component
public class NextCover {

  private final Cover cover;

  NextCover(Cover cover) {
    this.cover = cover;
  }

  /** The procedure that a case goes on under, and what it rests on. */
  public record Next(Procedure procedure, Entitlement entitlement) {}

  /**
   * The paid plan, else the warranty; empty where neither covers the unit.
   *
   * @param submittedAt when the request was submitted: the instant that its cover looks at
   */
  public Optional<Next> afterDeclinedDoa(SerialNumber serialNumber, Instant submittedAt) {
    LocalDate day = JapanTime.dateOf(submittedAt);
    UnitCover unit = cover.unit(serialNumber, submittedAt).orElse(null);
    if (unit == null) {
      return Optional.empty();
    }
    @Nullable ProductKnowledge product = cover.product(unit.productCode()).orElse(null);
    Procedure best = Coverage.bestProcedure(unit, day);
    return Coverage.of(best, unit, product, day) instanceof Coverage.Covered(var entitlement)
        ? Optional.of(new Next(best, entitlement))
        : Optional.empty();
  }
}
