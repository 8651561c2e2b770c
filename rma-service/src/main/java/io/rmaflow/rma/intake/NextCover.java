package io.rmaflow.rma.intake;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What else covers a unit, as of its request (RMA-10, A-57, A-72). */
@Clause({"RMA-10", "A-57", "A-72"})
@Component
public class NextCover {

  private final Cover cover;
  private final Intake intake;

  NextCover(Cover cover, Intake intake) {
    this.cover = cover;
    this.intake = intake;
  }

  /**
   * The paid plan, else the warranty; empty where neither covers the unit.
   *
   * @param submittedAt when the request was submitted: the instant that its cover looks at
   */
  public Optional<Intake.Best> afterDeclinedDoa(SerialNumber serialNumber, Instant submittedAt) {
    return cover
        .unit(serialNumber, submittedAt)
        .flatMap(
            unit ->
                intake.bestCover(
                    unit,
                    cover.product(unit.productCode()).orElse(null),
                    JapanTime.dateOf(submittedAt)));
  }
}
