package io.rmaflow.rma.receipts;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.rma.casefile.UnitLeg;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which case a parcel is for; pure. A receipt closes cases and resumes service, so it is never
 * guessed: the one leg that waits for this unit; of several, the one under whose tracking number it
 * came; where no leg waits for the unit, the one leg under whose tracking number it came. Else a
 * person decides.
 */
sealed interface Placing {

  /** The leg is known. */
  record At(UnitLeg leg) implements Placing {}

  /** It has been recorded there already. */
  record Known(UnitLeg leg) implements Placing {}

  /** A person has to say. */
  record Unplaced(List<UnitLeg> candidates) implements Placing {

    public Unplaced {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * Decides.
   *
   * @param serialNumber absent where it cannot be read
   * @param receivedAt absent where nobody said when
   * @param ofThisUnit the legs of the unit, open or not
   * @param underThisNumber the legs of what was to come under the parcel's tracking number
   */
  static Placing of(
      @Nullable SerialNumber serialNumber,
      @Nullable Instant receivedAt,
      List<UnitLeg> ofThisUnit,
      List<UnitLeg> underThisNumber) {
    for (UnitLeg leg : ofThisUnit) {
      if (receivedAt != null && receivedAt.equals(leg.receivedAt())) {
        return new Known(leg);
      }
    }
    List<UnitLeg> waiting = ofThisUnit.stream().filter(UnitLeg::open).toList();
    List<UnitLeg> tracked = underThisNumber.stream().filter(UnitLeg::open).toList();
    if (waiting.isEmpty()) {
      return tracked.size() == 1
          ? new At(tracked.getFirst())
          : new Unplaced(tracked.isEmpty() ? ofThisUnit : tracked);
    }
    if (waiting.size() == 1) {
      return new At(waiting.getFirst());
    }
    List<UnitLeg> both = waiting.stream().filter(tracked::contains).toList();
    return both.size() == 1 ? new At(both.getFirst()) : new Unplaced(waiting);
  }
}
